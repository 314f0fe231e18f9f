// Books that follow a journal are those of its writer, wherever they began.

#include "ledger/query/replica_books.h"

#include <gtest/gtest.h>

#include "ledger/writer/ledger_writer.h"
#include "tests/support/journals.h"
#include "tests/support/worked_example.h"

namespace setoff::tests {
namespace {

TEST(ReplicaBooks, AreThoseOfTheWriterAfterEveryGroup) {
  MemoryJournal journal;
  const auto book = open_book(journal);
  ReplicaBooks followed{State()};
  std::uint64_t made = 0;
  const auto book_event = [&](std::string_view value_date, EventData data) {
    submit(*book, event_on(std::to_string(++made), value_date, std::move(data)));
  };
  for (auto& [date, data] : worked_example()) {
    book_event(date, std::move(data));
    if (made % 5 != 0) continue;
    EXPECT_LT(followed.size(), book->size());
    ASSERT_TRUE(book->commit().has_value());
    ASSERT_TRUE(followed.catch_up(journal).has_value());
    EXPECT_TRUE(followed.state() == book->state()) << "after " << made;
  }
  const auto refused = book->size();
  book_event("2020-09-21", EntryReversed{0, "tbi", "moe", {"of the agreement"}});
  book_event("2020-09-21", ReversalRequested{19, "tbi", {"wrong amount"}});
  ASSERT_TRUE(book->commit().has_value());
  ASSERT_TRUE(followed.catch_up(journal).has_value());
  EXPECT_EQ(followed.size(), refused + 2);
  EXPECT_TRUE(followed.state() == book->state());
}

TEST(ReplicaBooks, GoOnFromACopy) {
  const auto books = worked_example_books();
  const auto journal = journal_of(books);
  ReplicaBooks early{State()};
  const MemoryJournal half = [&] {
    MemoryJournal begun;
    EntryGroup group;
    for (std::size_t i = 0; i < books.entries().size() / 2; ++i) {
      SETOFF_CHECK(encode_entry(books.entries()[i], group.bytes).has_value());
      group.ends.push_back(static_cast<std::uint32_t>(group.bytes.size()));
    }
    SETOFF_CHECK(begun.append(group).has_value());
    return begun;
  }();
  ASSERT_TRUE(early.catch_up(half).has_value());
  ReplicaBooks followed(early.state());
  ASSERT_TRUE(followed.catch_up(journal).has_value());
  EXPECT_TRUE(followed.state() == books.state());
}

TEST(ReplicaBooks, StayWhereAnEntryDoesNotFollow) {
  const auto books = worked_example_books();
  MemoryJournal journal;
  EntryGroup group;
  for (const auto index : {0U, 1U, 30U}) {
    ASSERT_TRUE(encode_entry(books.entries()[index], group.bytes).has_value());
    group.ends.push_back(static_cast<std::uint32_t>(group.bytes.size()));
  }
  ASSERT_TRUE(journal.append(group).has_value());
  ReplicaBooks followed{State()};
  for (int i = 0; i < 2; ++i) {
    const auto status = followed.catch_up(journal);
    ASSERT_FALSE(status.has_value());
    EXPECT_EQ(status.error().code, Code::corrupt);
    EXPECT_EQ(followed.size(), 2U);
  }
}

}  // namespace
}  // namespace setoff::tests
