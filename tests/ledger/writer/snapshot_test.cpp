// Snapshots: books read back are the books that were written, whatever happened in them; damage is
// found wherever it is; a snapshot of another ledger or version is not taken.

#include "ledger/writer/snapshot.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ledger/writer/replay.h"
#include "tests/support/journals.h"
#include "tests/support/world_books.h"

namespace setoff::tests {
namespace {

// A journal of a random course, in groups of random sizes.
MemoryJournal journal_of(std::uint64_t seed, int steps, std::size_t group = 7) {
  MemoryJournal journal;
  auto book = open_book(journal);
  RandomWorld course(seed);
  Books models;
  models.keep_refusals();
  for (int i = 0; i < steps; ++i) {
    const auto event = course.next(models);
    static_cast<void>(models.submit(event).has_value());
    SETOFF_CHECK(book->submit(event, event.time).has_value());
    if (book->uncommitted() >= group) SETOFF_CHECK(book->commit().has_value());
  }
  SETOFF_CHECK(book->commit().has_value());
  return journal;
}

struct Written {
  ByteBuffer bytes;
  SnapshotInfo head;
};
Written written(const LedgerWriter& book) {
  Written out;
  const auto head = book.write_snapshot([&](ByteView chunk) -> Status {
    out.bytes.insert(out.bytes.end(), chunk.begin(), chunk.end());
    return Ok{};
  });
  SETOFF_CHECK(head.has_value());
  out.head = *head;
  return out;
}
Written written_at(JournalPort& journal) {
  return written(*open_book(journal));
}

// The first `count` entries.
MemoryJournal first_of(const JournalPort& journal, Sequence count) {
  MemoryJournal first;
  for (Sequence i = 0; i < count; ++i) {
    EntryGroup group;
    group.first = i;
    group.bytes = *journal.read(i);
    group.ends.push_back(static_cast<std::uint32_t>(group.bytes.size()));
    SETOFF_CHECK(first.append(group).has_value());
  }
  return first;
}

RC_GTEST_PROP(SnapshotOfBooks, ReadsBackTheBooksThatWereWritten, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const int steps = *rc::gen::inRange(0, 900);
  auto journal = journal_of(seed, steps);
  const auto book = open_book(journal);
  const auto made = written(*book);
  const auto read = read_snapshot(made.bytes, journal);
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->head == made.head);
  RC_ASSERT(read->books->state == book->state());
  RC_ASSERT(read->books->tree.root() == book->root());
}

RC_GTEST_PROP(SnapshotOfBooks, BooksThatBeginFromItGoOnAsIfTheyHadReplayedEverything, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  auto journal = journal_of(seed, *rc::gen::inRange(1, 900));
  auto earlier = first_of(journal, *rc::gen::inRange<Sequence>(0, journal.size() + 1));
  const auto made = written_at(earlier);
  const auto book = LedgerWriter::open(journal, [&] {
    auto read = read_snapshot(made.bytes, journal);
    return read ? std::move(read->books) : nullptr;
  });
  RC_ASSERT(book.has_value());
  const auto whole = open_book(journal);
  RC_ASSERT((*book)->state() == whole->state());
  RC_ASSERT((*book)->root() == whole->root());
  // And the same bytes again: indexes by name and keys have gone on in the same way too.
  RC_ASSERT(written(**book).head == written(*whole).head);
}

std::unique_ptr<LedgerWriter> book_from(const Written& made, JournalPort& journal) {
  auto book = LedgerWriter::open(journal, [&] {
    auto read = read_snapshot(made.bytes, journal);
    SETOFF_CHECK(read.has_value());
    return std::move(read->books);
  });
  SETOFF_CHECK(book.has_value());
  return std::move(*book);
}

TEST(SnapshotOfBooks, KnowsTheKeysOfTheEntriesInIt) {
  auto journal = journal_of(7, 300);
  const auto book = book_from(written_at(journal), journal);
  for (Sequence i = 0; i < journal.size(); ++i) {
    const auto entry = book->entry(i);
    ASSERT_TRUE(entry.has_value());
    const auto outcome = submit(*book, entry->event);
    EXPECT_EQ(outcome.kind, OutcomeKind::replayed) << i;
    EXPECT_EQ(outcome.sequence, i);
  }
}

TEST(SnapshotOfBooks, IsAskedForAgainWhenACommitFails) {
  FailingJournal journal;
  auto models = journal_of(11, 300);
  for (Sequence i = 0; i < models.size(); ++i) {
    EntryGroup group;
    group.first = i;
    group.bytes = *models.read(i);
    group.ends = {static_cast<std::uint32_t>(group.bytes.size())};
    ASSERT_TRUE(journal.append(group).has_value());
  }
  const auto made = written_at(models);
  int asked = 0;
  const auto book = LedgerWriter::open(journal, [&] {
    ++asked;
    return std::move(read_snapshot(made.bytes, journal)->books);
  });
  ASSERT_TRUE(book.has_value());
  const auto before = (*book)->root();
  auto event = (*book)->entry(5)->event;
  event.key.id = "another";
  event.booked.reset();
  submit(**book, event);
  ASSERT_EQ((*book)->uncommitted(), 1U);
  journal.failures = 1;
  EXPECT_FALSE((*book)->commit().has_value());
  EXPECT_EQ(asked, 2);
  EXPECT_EQ((*book)->root(), before);
  EXPECT_EQ((*book)->state(), open_book(models)->state());
}

// Every byte matters: whichever is changed, the snapshot is not taken.
RC_GTEST_PROP(DamagedSnapshot, IsNotTakenWhicheverByteIsChanged, ()) {
  static auto journal = journal_of(3, 700);
  static const auto made = written_at(journal);
  auto bytes = made.bytes;
  const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
  bytes[at] ^= static_cast<std::uint8_t>(*rc::gen::inRange(1, 256));
  RC_ASSERT(!read_snapshot(bytes, journal).has_value());
}
TEST(DamagedSnapshot, IsNotTakenWhicheverByteOfItsEndIsChanged) {
  auto journal = journal_of(3, 700);
  const auto made = written_at(journal);
  for (std::size_t i = 1; i <= std::min<std::size_t>(400, made.bytes.size()); ++i) {
    auto bytes = made.bytes;
    bytes[bytes.size() - i] ^= 1U;
    EXPECT_FALSE(read_snapshot(bytes, journal).has_value()) << i << " bytes before the end";
  }
}
RC_GTEST_PROP(DamagedSnapshot, IsNotTakenWhereverItIsCut, ()) {
  static auto journal = journal_of(4, 400);
  static const auto made = written_at(journal);
  const auto size = *rc::gen::inRange<std::size_t>(0, made.bytes.size());
  RC_ASSERT(!read_snapshot(ByteView(made.bytes).first(size), journal).has_value());
  RC_ASSERT(
      !read_snapshot(ByteView(made.bytes).subspan(made.bytes.size() - size), journal).has_value());
}

TEST(ForeignSnapshot, OfAnotherLedgerIsNotTaken) {
  auto journal = journal_of(5, 600);
  auto other = journal_of(6, 600);
  const auto read = read_snapshot(written_at(other).bytes, journal);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, Code::corrupt);
  EXPECT_NE(read.error().detail.find("not of this ledger"), std::string::npos);
}
TEST(ForeignSnapshot, OfALedgerThatWentAnotherWayAtTheLastEntryIsNotTaken) {
  auto journal = journal_of(5, 600);
  auto branch = first_of(journal, journal.size() - 1);
  {
    auto book = open_book(branch);
    auto event = book->entry(3)->event;
    event.key.id = "another-way";
    event.booked.reset();
    submit(*book, event);
    ASSERT_TRUE(book->commit().has_value());
  }
  ASSERT_EQ(branch.size(), journal.size());
  EXPECT_FALSE(read_snapshot(written_at(branch).bytes, journal).has_value());
}
TEST(ForeignSnapshot, OfMoreEntriesThanThereAreIsNotTaken) {
  auto journal = journal_of(5, 600);
  const auto earlier = first_of(journal, journal.size() - 1);
  EXPECT_FALSE(read_snapshot(written_at(journal).bytes, earlier).has_value());
}
TEST(ForeignSnapshot, OfAnotherVersionIsNamedAsSuch) {
  auto journal = journal_of(5, 60);
  auto bytes = written_at(journal).bytes;
  constexpr std::size_t kVersionFromEnd = 48;
  bytes[bytes.size() - kVersionFromEnd] += 1;
  const auto read = read_snapshot(bytes, journal);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, Code::not_a_ledger) << read.error().text();
}

}  // namespace
}  // namespace setoff::tests
