// The writer's thread: everything posted is answered, in order, after its commit.

#include "cli/daemon/writer/writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <iterator>
#include <mutex>
#include <thread>

#include "tests/cli/daemon/failing_journal.h"
#include "tests/cli/daemon/sample_events.h"

namespace setoff::test {
namespace {

using cli::Batch;
using cli::Verdict;
using cli::Writer;

struct Collected {
  std::mutex mutex;
  std::vector<Batch> batches;
  std::vector<Sequence> durable_at_delivery;
};

class WriterThread : public testing::Test {
 protected:
  Writer start(cli::CommitSettings settings) {
    return Writer(*book_, settings, metrics_,
                  {[] { return Timestamp(0); },
                   [this](std::vector<Batch> answered) {
                     const std::lock_guard lock(collected_.mutex);
                     collected_.durable_at_delivery.push_back(journal_.size());
                     for (auto& batch : answered)
                       collected_.batches.push_back(std::move(batch));
                   },
                   {},
                   {}});
  }
  // One that tells when it fails and when it has recovered.
  Writer start_probing(std::chrono::milliseconds every) {
    return Writer(*book_, {}, metrics_,
                  {[] { return Timestamp(0); },
                   [this](const std::vector<Batch>& answered) {
                     if (answered[0].items[0].answer.verdict == Verdict::accepted)
                       accepted_.set_value();
                   },
                   {},
                   [this](const Error& error) { failed_.set_value(error.detail); },
                   [this] { recovered_.set_value(); },
                   every});
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
  Collected collected_;
  std::promise<void> accepted_;
  std::promise<std::string> failed_;
  std::promise<void> recovered_;
};

TEST_F(WriterThread, AnswersEverythingBeforeItStops) {
  auto writer = start({});
  for (std::size_t i = 0; i < events_.size(); ++i)
    writer.post(batch_of(7, i));
  writer.stop();
  ASSERT_EQ(collected_.batches.size(), events_.size());
  for (std::size_t i = 0; i < events_.size(); ++i) {
    EXPECT_EQ(collected_.batches[i].items[0].event->key, events_[i].key);
    EXPECT_EQ(collected_.batches[i].items[0].answer.sequence, Sequence{i});
  }
  EXPECT_EQ(journal_.size(), events_.size());
}

TEST_F(WriterThread, AGroupNeverHoldsMoreThanItsLimit) {
  auto writer = start({std::chrono::seconds(60), 4});
  for (std::size_t i = 0; i < 10; ++i)
    writer.post(batch_of(7, i));
  writer.stop();
  EXPECT_EQ(collected_.batches.size(), 10U);
  EXPECT_GE(journal_.appends, 3);
}

TEST_F(WriterThread, AGroupThatWaitsForMoreTakesAllThatComes) {
  constexpr std::size_t kEvents = 600;
  std::promise<void> all;
  std::size_t answered = 0;
  Writer writer(*book_, {std::chrono::seconds(60), kEvents}, metrics_,
                {[] { return Timestamp(0); },
                 [&](const std::vector<Batch>& batches) {
                   answered += batches.size();
                   if (answered == kEvents) all.set_value();
                 },
                 {},
                 {}});
  for (std::size_t i = 0; i < kEvents; ++i) {
    auto batch = batch_of(7, i == 0 ? 0 : 1);
    batch.items[0].event->key.id += "-" + std::to_string(i);
    writer.post(std::move(batch));
  }
  all.get_future().wait();
  writer.stop();
  EXPECT_EQ(journal_.appends, 1);
}

TEST_F(WriterThread, DeliversOnlyWhatIsDurable) {
  auto writer = start({{}, 3});
  for (std::size_t i = 0; i < 9; ++i)
    writer.post(batch_of(7, i));
  writer.stop();
  Sequence seen = 0;
  for (const auto durable : collected_.durable_at_delivery) {
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
  for (const auto& batch : collected_.batches) {
    const auto sequence = batch.items[0].answer.sequence;
    if (!sequence || batch.connection == 0) continue;
    EXPECT_GT(*sequence, last[batch.connection]);
    last[batch.connection] = *sequence;
  }
  EXPECT_EQ(last.size(), 4U);
  EXPECT_EQ(journal_.size(), 1 + 4 * (events_.size() - 1));
}

TEST_F(WriterThread, SaysWhenItCannotWriteAndRecovers) {
  journal_.failures = 1;
  Writer* writing = nullptr;
  std::optional<bool> writable_at_receipt;
  Writer writer(*book_, {}, metrics_,
                {[] { return Timestamp(0); },
                 [&](std::vector<Batch> answered) {
                   if (answered[0].items[0].answer.verdict == Verdict::accepted)
                     writable_at_receipt = writing->writable();
                   std::ranges::move(answered, std::back_inserter(collected_.batches));
                 },
                 {},
                 [this](const Error& error) { failed_.set_value(error.detail); },
                 {},
                 std::chrono::hours(1)});
  writing = &writer;
  writer.post(batch_of(1, 0));
  failed_.get_future().wait();
  EXPECT_FALSE(writer.writable());
  EXPECT_EQ(writer.epoch(), 2U);
  auto again = batch_of(1, 0);
  again.epoch = writer.epoch();
  writer.post(std::move(again));
  writer.stop();
  EXPECT_TRUE(writer.writable());
  EXPECT_EQ(writable_at_receipt, true) << "the receipt came before the state";
  EXPECT_EQ(collected_.batches[0].items[0].answer.verdict, Verdict::unavailable);
  EXPECT_EQ(collected_.batches[1].items[0].answer.verdict, Verdict::accepted);
  EXPECT_EQ(metrics_.failed_commits.value(), 1U);
}

TEST_F(WriterThread, RecoversFromAFailedCommitWithoutAnEvent) {
  journal_.failures = 1;
  auto writer = start_probing(std::chrono::milliseconds(1));
  writer.post(batch_of(1, 0));
  EXPECT_EQ(failed_.get_future().get(), "no space left on device");
  recovered_.get_future().wait();
  EXPECT_TRUE(writer.writable());
  auto again = batch_of(1, 0);
  again.epoch = writer.epoch();
  writer.post(std::move(again));
  accepted_.get_future().wait();
  writer.stop();
}

TEST_F(WriterThread, NoticesALostFileWithoutAnEvent) {
  auto writer = start_probing(std::chrono::milliseconds(1));
  const auto epoch = writer.epoch();
  journal_.lost = true;
  EXPECT_EQ(failed_.get_future().get(), "the file is gone");
  EXPECT_FALSE(writer.writable());
  EXPECT_EQ(writer.epoch(), epoch + 1);
  journal_.lost = false;
  recovered_.get_future().wait();
  EXPECT_TRUE(writer.writable());
  writer.stop();
}

TEST_F(WriterThread, AnErrandSeesCommittedBooksOnly) {
  auto writer = start({});
  writer.post(batch_of(1, 0));
  std::promise<std::size_t> uncommitted;
  writer.ask([&](const LedgerWriter& book) { uncommitted.set_value(book.uncommitted()); });
  EXPECT_EQ(uncommitted.get_future().get(), 0U);
  writer.stop();
}

}  // namespace
}  // namespace setoff::test
