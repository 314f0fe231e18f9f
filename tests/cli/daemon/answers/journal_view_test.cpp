// A question sees the entries that were there when it came, and reads no further than it may.

#include "cli/daemon/answers/journal_view.h"

#include <gtest/gtest.h>

#include "ledger/writer/ledger_writer.h"
#include "tests/support/sample_events.h"

namespace setoff::tests {
namespace {

using cli::JournalView;

class JournalViews : public testing::Test {
 protected:
  JournalViews() {
    auto book = std::move(*LedgerWriter::open(journal_));
    for (const auto& event : sample_events()) {
      SETOFF_CHECK(book->submit(event, event.time).has_value());
      SETOFF_CHECK(book->commit().has_value());
    }
  }
  // The number of entries that a walk from there visits.
  [[nodiscard]] Result<Sequence> visited(const JournalView& view, Sequence from) const {
    Sequence count = 0;
    SETOFF_TRY_STATUS(view.each_group(from, [&](const EntryGroup& group) -> Status {
      count += group.size();
      return Ok{};
    }));
    return count;
  }
  MemoryJournal journal_;
  cli::CancellationCheck never_cancelled_ = cli::never_cancelled;
};

TEST_F(JournalViews, EndWhereTheyAreTold) {
  ASSERT_GT(journal_.size(), 12U);
  const JournalView view(journal_, 12, never_cancelled_);
  EXPECT_EQ(view.size(), 12U);
  EXPECT_EQ(*visited(view, 0), 12U);
  EXPECT_EQ(*visited(view, 5), 7U);
  EXPECT_EQ(*visited(view, 12), 0U);
  EXPECT_TRUE(view.read(11).has_value());
  EXPECT_EQ(view.read(12).error().code, Code::unknown_lot);
}

TEST_F(JournalViews, EndWhenTheyAreCancelled) {
  int asked = 0;
  const cli::CancellationCheck short_one = [&]() -> Status {
    if (++asked <= 4) return Ok{};
    return Error(Code::too_large, "the time is up");
  };
  const JournalView view(journal_, 12, short_one);
  EXPECT_EQ(visited(view, 0).error().code, Code::too_large);
  EXPECT_EQ(asked, 5);
  EXPECT_EQ(view.read(0).error().code, Code::too_large);
}

TEST_F(JournalViews, SayThatAJournalEndsTooSoon) {
  const JournalView view(journal_, journal_.size() + 1, never_cancelled_);
  EXPECT_EQ(visited(view, 0).error().code, Code::corrupt);
}

}  // namespace
}  // namespace setoff::tests
