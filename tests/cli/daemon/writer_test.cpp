// The writer's thread: everything posted is answered, in order, after its commit.

#include "cli/daemon/writer/writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <iterator>
#include <mutex>
#include <thread>

#include "tests/cli/daemon/fixed_time.h"
#include "tests/support/journals.h"
#include "tests/support/sample_events.h"

namespace setoff::tests {
namespace {

using cli::Batch;
using cli::Verdict;
using cli::Writer;

// Keeps what a writer delivers, with the number of entries that were durable at the time, and tells
// of its first failure, recovery and acceptance.
class Observer : public cli::CommitObserver {
 public:
  explicit Observer(const FailingJournal& journal) : journal_(journal) {}

  void deliver(std::vector<Batch> answered) override {
    const std::lock_guard lock(mutex_);
    durable_at_delivery.push_back(journal_.size());
    for (auto& batch : answered) {
      const auto verdict = batch.items[0].answer.verdict;
      if (verdict == Verdict::accepted && !std::exchange(accepted_once_, true))
        accepted.set_value();
      batches.push_back(std::move(batch));
    }
  }
  void committed(Sequence) override {}
  void failed(const Error& error) override {
    if (!std::exchange(failed_once_, true)) failure.set_value(error.detail);
  }
  void recovered() override {
    if (!std::exchange(recovered_once_, true)) recovery.set_value();
  }

  std::vector<Batch> batches;
  std::vector<Sequence> durable_at_delivery;
  std::promise<void> accepted;
  std::promise<std::string> failure;
  std::promise<void> recovery;

 private:
  const FailingJournal& journal_;
  std::mutex mutex_;
  bool accepted_once_ = false;
  bool failed_once_ = false;
  bool recovered_once_ = false;
};

class WriterThread : public testing::Test {
 protected:
  Writer start(cli::CommitSettings settings) {
    return Writer(*book_, settings, metrics_, time_, observer_);
  }
  Batch batch_of(cli::ConnectionId connection, std::size_t event) const {
    Batch batch;
    batch.connection = connection;
    batch.epoch = 1;
    cli::Submission item;
    item.event = events_[event];
    batch.items.push_back(std::move(item));
    return batch;
  }

  std::vector<Event> events_ = sample_events();
  FailingJournal journal_;
  std::unique_ptr<LedgerWriter> book_ = std::move(*LedgerWriter::open(journal_));
  cli::Metrics metrics_;
  FixedTime time_;
  Observer observer_{journal_};
};

TEST_F(WriterThread, AnswersEverythingBeforeItStops) {
  auto writer = start({});
  for (std::size_t i = 0; i < events_.size(); ++i)
    writer.post(batch_of(7, i));
  writer.stop();
  EXPECT_EQ(writer.committed(), events_.size());
  ASSERT_EQ(observer_.batches.size(), events_.size());
  for (std::size_t i = 0; i < events_.size(); ++i) {
    EXPECT_EQ(observer_.batches[i].items[0].event->key, events_[i].key);
    EXPECT_EQ(observer_.batches[i].items[0].answer.sequence, Sequence{i});
  }
  EXPECT_EQ(journal_.size(), events_.size());
}

TEST_F(WriterThread, AGroupNeverHoldsMoreThanItsLimit) {
  auto writer = start({std::chrono::seconds(60), 4});
  for (std::size_t i = 0; i < 10; ++i)
    writer.post(batch_of(7, i));
  writer.stop();
  EXPECT_EQ(observer_.batches.size(), 10U);
  EXPECT_GE(journal_.appends, 3);
}

// Tells when it has delivered that many batches.
class CountingObserver final : public cli::CommitObserver {
 public:
  explicit CountingObserver(std::size_t expected) : left_(expected) {}
  void deliver(std::vector<Batch> batches) override {
    left_ -= batches.size();
    if (left_ == 0) all.set_value();
  }
  void committed(Sequence) override {}
  void failed(const Error&) override {}
  void recovered() override {}

  std::promise<void> all;

 private:
  std::size_t left_;
};

TEST_F(WriterThread, AGroupThatWaitsForMoreTakesAllThatComes) {
  constexpr std::size_t kEvents = 600;
  CountingObserver counting(kEvents);
  Writer writer(*book_, {std::chrono::seconds(60), kEvents}, metrics_, time_, counting);
  for (std::size_t i = 0; i < kEvents; ++i) {
    auto batch = batch_of(7, i == 0 ? 0 : 1);
    batch.items[0].event->key.id += "-" + std::to_string(i);
    writer.post(std::move(batch));
  }
  counting.all.get_future().wait();
  writer.stop();
  EXPECT_EQ(journal_.appends, 1);
}

TEST_F(WriterThread, DeliversOnlyWhatIsDurable) {
  auto writer = start({{}, 3});
  for (std::size_t i = 0; i < 9; ++i)
    writer.post(batch_of(7, i));
  writer.stop();
  Sequence seen = 0;
  for (const auto durable : observer_.durable_at_delivery) {
    EXPECT_GT(durable, seen);
    seen = durable;
  }
  EXPECT_EQ(seen, 9U);
}

TEST_F(WriterThread, KeepsTheOrderOfEachConnection) {
  auto writer = start({{}, 5});
  writer.post(batch_of(0, 0));  // the agreement
  std::vector<std::jthread> senders;
  for (cli::ConnectionId connection = 1; connection <= 4; ++connection)
    senders.emplace_back([&, connection] {
      for (std::size_t i = 1; i < events_.size(); ++i) {
        auto batch = batch_of(connection, i);
        batch.items[0].event->key.id += "-of-" + std::to_string(connection);
        writer.post(std::move(batch));
      }
    });
  senders.clear();
  writer.stop();
  std::map<cli::ConnectionId, Sequence> last;
  for (const auto& batch : observer_.batches) {
    const auto sequence = batch.items[0].answer.sequence;
    if (!sequence || batch.connection == 0) continue;
    EXPECT_GT(*sequence, last[batch.connection]);
    last[batch.connection] = *sequence;
  }
  EXPECT_EQ(last.size(), 4U);
  EXPECT_EQ(journal_.size(), 1 + 4 * (events_.size() - 1));
}

// Also keeps whether the writer said that the ledger can be written when it delivered an
// acceptance.
class WritableObserver final : public Observer {
 public:
  using Observer::Observer;
  void deliver(std::vector<Batch> answered) override {
    if (answered[0].items[0].answer.verdict == Verdict::accepted)
      writable_at_receipt = writer->writable();
    Observer::deliver(std::move(answered));
  }

  const Writer* writer = nullptr;
  std::optional<bool> writable_at_receipt;
};

TEST_F(WriterThread, SaysWhenItCannotWriteAndRecovers) {
  journal_.failures = 1;
  WritableObserver observer(journal_);
  Writer writer(*book_, {.probe_every = std::chrono::hours(1)}, metrics_, time_, observer);
  observer.writer = &writer;
  writer.post(batch_of(1, 0));
  observer.failure.get_future().wait();
  EXPECT_FALSE(writer.writable());
  EXPECT_EQ(writer.epoch(), 2U);
  auto again = batch_of(1, 0);
  again.epoch = writer.epoch();
  writer.post(std::move(again));
  writer.stop();
  EXPECT_TRUE(writer.writable());
  EXPECT_EQ(observer.writable_at_receipt, true) << "the receipt came before the state";
  EXPECT_EQ(observer.batches[0].items[0].answer.verdict, Verdict::unavailable);
  EXPECT_EQ(observer.batches[1].items[0].answer.verdict, Verdict::accepted);
  EXPECT_EQ(metrics_.failed_commits.value(), 1U);
}

TEST_F(WriterThread, RecoversFromAFailedCommitWithoutAnEvent) {
  journal_.failures = 1;
  auto writer = start({.probe_every = std::chrono::milliseconds(1)});
  writer.post(batch_of(1, 0));
  EXPECT_EQ(observer_.failure.get_future().get(), "no space left on device");
  observer_.recovery.get_future().wait();
  EXPECT_TRUE(writer.writable());
  auto again = batch_of(1, 0);
  again.epoch = writer.epoch();
  writer.post(std::move(again));
  observer_.accepted.get_future().wait();
  writer.stop();
}

TEST_F(WriterThread, NoticesALostFileWithoutAnEvent) {
  auto writer = start({.probe_every = std::chrono::milliseconds(1)});
  const auto epoch = writer.epoch();
  journal_.lost = true;
  EXPECT_EQ(observer_.failure.get_future().get(), "the file is gone");
  EXPECT_FALSE(writer.writable());
  EXPECT_EQ(writer.epoch(), epoch + 1);
  journal_.lost = false;
  observer_.recovery.get_future().wait();
  EXPECT_TRUE(writer.writable());
  writer.stop();
}

TEST_F(WriterThread, AnErrandSeesCommittedBooksOnly) {
  auto writer = start({});
  writer.post(batch_of(1, 0));
  std::promise<std::size_t> uncommitted;
  writer.run_between_groups(
      [&](const LedgerWriter& book) { uncommitted.set_value(book.uncommitted()); });
  EXPECT_EQ(uncommitted.get_future().get(), 0U);
  writer.stop();
}

}  // namespace
}  // namespace setoff::tests
