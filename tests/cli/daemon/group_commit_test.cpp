// Groups: answers belong to durable groups only, and nothing is booked behind something lost.

#include "cli/daemon/writer/group_commit.h"

#include <gtest/gtest.h>

#include "tests/cli/daemon/fixed_time.h"
#include "tests/support/journals.h"
#include "tests/support/sample_events.h"

namespace setoff::tests {
namespace {

using cli::Batch;
using cli::GroupCommit;
using cli::Verdict;

class Groups : public testing::Test {
 protected:
  // A batch of events [from, to) of the sample.
  Batch batch_of(std::size_t from, std::size_t to) const {
    Batch batch;
    batch.epoch = group_.epoch();
    for (auto i = from; i < to; ++i) {
      cli::Submission item;
      item.event = events_[i];
      batch.items.push_back(std::move(item));
    }
    return batch;
  }
  static std::vector<Verdict> verdicts_of(const std::vector<Batch>& batches) {
    std::vector<Verdict> out;
    for (const auto& batch : batches)
      for (const auto& item : batch.items)
        out.push_back(item.answer.verdict);
    return out;
  }
  static std::vector<Verdict> all(std::size_t count, Verdict verdict) {
    return std::vector<Verdict>(count, verdict);
  }

  std::vector<Event> events_ = sample_events();
  FailingJournal journal_;
  std::unique_ptr<LedgerWriter> book_ = std::move(*LedgerWriter::open(journal_));
  FixedTime time_;
  GroupCommit group_{*book_, time_};
};

TEST_F(Groups, OneCommitAnswersAllBatchesInOrder) {
  group_.add(batch_of(0, 2));
  group_.add(batch_of(2, 3));
  EXPECT_EQ(group_.size(), 3U);
  EXPECT_EQ(journal_.appends, 0);
  const auto answered = group_.commit();
  EXPECT_EQ(journal_.appends, 1);
  EXPECT_EQ(verdicts_of(answered), all(3, Verdict::accepted));
  EXPECT_EQ(answered[1].items[0].answer.sequence, Sequence{2});
  EXPECT_EQ(journal_.size(), 3U);
  EXPECT_EQ(group_.size(), 0U);
}

TEST_F(Groups, TheSameEventTwiceInAGroupIsBookedOnce) {
  group_.add(batch_of(0, 1));
  group_.add(batch_of(0, 1));
  const auto answered = group_.commit();
  EXPECT_EQ(verdicts_of(answered), (std::vector{Verdict::accepted, Verdict::replayed}));
  EXPECT_EQ(answered[0].items[0].answer.leaf, answered[1].items[0].answer.leaf);
}

TEST_F(Groups, ARefusalIsRecordedAndSaysWhy) {
  group_.add(batch_of(1, 2));  // before any agreement
  const auto answered = group_.commit();
  ASSERT_EQ(verdicts_of(answered), all(1, Verdict::refused));
  EXPECT_EQ(answered[0].items[0].answer.error->code, Code::not_adopted);
  EXPECT_EQ(answered[0].items[0].answer.sequence, Sequence{0});
}

TEST_F(Groups, AFailedCommitAnswersUnavailableAndLeavesTheBooksAsTheyWere) {
  group_.add(batch_of(0, 2));
  static_cast<void>(group_.commit());
  const auto root = book_->root();
  journal_.failures = 1;
  group_.add(batch_of(2, 4));
  EXPECT_EQ(verdicts_of(group_.commit()), all(2, Verdict::unavailable));
  EXPECT_EQ(book_->root(), root);
  EXPECT_EQ(group_.failure()->code, Code::cannot_write);
  group_.add(batch_of(2, 4));
  EXPECT_EQ(verdicts_of(group_.commit()), all(2, Verdict::accepted));
  EXPECT_FALSE(group_.failure());
}

TEST_F(Groups, TheNextGroupIsBookedWhileOneIsWritten) {
  group_.add(batch_of(0, 2));
  auto first = group_.close();
  group_.add(batch_of(1, 3));  // one of them is in the group that is not written yet
  EXPECT_EQ(group_.size(), 2U);
  EXPECT_EQ(first.size, 2U);
  const auto leaf = first.batches[0].items[1].answer.leaf;
  ASSERT_TRUE(leaf.has_value());
  const auto written = group_.write();
  EXPECT_EQ(verdicts_of(group_.settle(written, std::move(first))), all(2, Verdict::accepted));
  const auto second = group_.commit();
  EXPECT_EQ(verdicts_of(second), (std::vector{Verdict::replayed, Verdict::accepted}));
  EXPECT_EQ(second[0].items[0].answer.leaf, leaf);
  EXPECT_EQ(journal_.size(), 3U);
}

TEST_F(Groups, AGroupThatIsLostTakesTheOneBookedMeanwhileWithIt) {
  group_.add(batch_of(0, 1));
  static_cast<void>(group_.commit());
  const auto root = book_->root();
  const auto sent_before = batch_of(3, 4);
  group_.add(batch_of(1, 2));
  auto closed = group_.close();
  group_.add(batch_of(2, 3));
  journal_.failures = 1;
  const auto written = group_.write();
  EXPECT_EQ(verdicts_of(group_.settle(written, std::move(closed))), all(2, Verdict::unavailable));
  EXPECT_EQ(book_->root(), root);
  EXPECT_EQ(book_->uncommitted(), 0U);
  EXPECT_TRUE(group_.empty());
  group_.add(sent_before);
  EXPECT_EQ(verdicts_of(group_.commit()), all(1, Verdict::unavailable));
  group_.add(batch_of(1, 4));
  EXPECT_EQ(verdicts_of(group_.commit()), all(3, Verdict::accepted));
  EXPECT_EQ(journal_.size(), 4U);
}

TEST_F(Groups, NothingIsBookedBehindWhatWasLost) {
  const auto sent_before = batch_of(1, 3);  // depends on the agreement in the lost group
  journal_.failures = 1;
  group_.add(batch_of(0, 1));
  static_cast<void>(group_.commit());
  group_.add(sent_before);
  EXPECT_EQ(verdicts_of(group_.commit()), all(2, Verdict::unavailable));
  EXPECT_EQ(journal_.size(), 0U) << "a refusal would have burnt the ids";
}

}  // namespace
}  // namespace setoff::tests
