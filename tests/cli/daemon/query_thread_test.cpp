// Questions are answered in turn; few wait; what nobody waits for any more, what takes too long and
// what a stop finds under way ends.

#include "cli/daemon/http/query_thread.h"

#include <gtest/gtest.h>

#include <future>
#include <latch>

namespace setoff::tests {
namespace {

using cli::CancellationCheck;
using cli::QueryThread;

// A question that goes on until its cancellation check fails, and then tells with what.
class Endless {
 public:
  [[nodiscard]] QueryThread::Work work() {
    return [this](const CancellationCheck& may_continue) {
      began_.set_value();
      while (true)
        if (const auto status = may_continue(); !status) return ended_.set_value(status.error());
    };
  }
  void wait_until_it_runs() { began_.get_future().wait(); }
  [[nodiscard]] Code code() { return ended_.get_future().get().code; }

 private:
  std::promise<void> began_;
  std::promise<Error> ended_;
};

class EndlessIdleWork final : public cli::IdleWork {
 public:
  explicit EndlessIdleWork(Endless& endless) : endless_(endless) {}
  void run_idle_work(const CancellationCheck& may_continue) override {
    endless_.work()(may_continue);
  }
  [[nodiscard]] bool may_yield() const override { return false; }

 private:
  Endless& endless_;
};

constexpr std::chrono::hours kNever{1};

TEST(QueryThread, AnswersInTheOrderInWhichTheyCame) {
  QueryThread thread({});
  std::vector<int> order;
  std::latch all(3);
  for (int i = 0; i < 3; ++i)
    ASSERT_TRUE(
        thread.ask({static_cast<cli::ConnectionId>(i), "a"}, [&, i](const CancellationCheck&) {
          order.push_back(i);
          all.count_down();
        }));
  all.wait();
  EXPECT_EQ(order, (std::vector{0, 1, 2}));
}

TEST(QueryThread, TurnsAwayWhatTooManyWaitFor) {
  Endless first;
  QueryThread thread({.waiting_max = 2, .time_max = kNever});
  ASSERT_TRUE(thread.ask({1, "a"}, first.work()));
  first.wait_until_it_runs();
  const auto nothing = [](const CancellationCheck&) {};
  EXPECT_TRUE(thread.ask({2, "a"}, nothing));
  EXPECT_TRUE(thread.ask({3, "a"}, nothing));
  EXPECT_FALSE(thread.ask({4, "a"}, nothing));
  thread.drop(2);
  EXPECT_TRUE(thread.ask({4, "a"}, nothing));
  thread.drop(1);
}

// One that asks much has a part of the places, and another one's question comes after one of his.
TEST(QueryThread, SharesPlacesAndTurns) {
  Endless first;
  std::string order;
  std::promise<void> last;
  QueryThread thread({.waiting_max = 8, .waiting_per_holder_max = 2, .time_max = kNever});
  const auto mark = [&](char letter) {
    return [&, letter](const CancellationCheck&) { order += letter; };
  };
  ASSERT_TRUE(thread.ask({1, "a"}, first.work()));
  first.wait_until_it_runs();
  EXPECT_TRUE(thread.ask({2, "a"}, mark('a')));
  EXPECT_TRUE(thread.ask({3, "a"}, [&](const CancellationCheck&) { last.set_value(); }));
  EXPECT_FALSE(thread.ask({4, "a"}, mark('x'))) << "by whatever connection";
  EXPECT_TRUE(thread.ask({5, "b"}, mark('b')));
  EXPECT_TRUE(thread.ask({6, "b"}, mark('b')));
  EXPECT_TRUE(thread.ask({7, "c"}, mark('c')));
  EXPECT_TRUE(thread.ask({8, "d"}, mark('d')));
  EXPECT_TRUE(thread.ask({9, "d"}, mark('d')));
  thread.drop(1);
  last.get_future().wait();
  EXPECT_EQ(order, "bcdabd") << "a had its turn before them, and its third comes last";
}

TEST(QueryThread, KeepsPlacesForThoseOfWhomNoneWaits) {
  Endless first;
  QueryThread thread({.waiting_max = 2, .time_max = kNever});
  ASSERT_TRUE(thread.ask({1, "a"}, first.work()));
  first.wait_until_it_runs();
  const auto nothing = [](const CancellationCheck&) {};
  EXPECT_TRUE(thread.ask({2, "a"}, nothing));
  EXPECT_TRUE(thread.ask({3, "a"}, nothing));
  EXPECT_FALSE(thread.ask({4, "a"}, nothing));
  EXPECT_TRUE(thread.ask({5, "b"}, nothing));
  EXPECT_FALSE(thread.ask({6, "b"}, nothing));
  EXPECT_TRUE(thread.ask({7, "c"}, nothing));
  EXPECT_FALSE(thread.ask({8, "d"}, nothing)) << "as many again, and no more";
  thread.drop(1);
}

TEST(QueryThread, EndsAQuestionWhoseAskerIsGone) {
  Endless question;
  QueryThread thread({.time_max = kNever});
  ASSERT_TRUE(thread.ask({7, "a"}, question.work()));
  question.wait_until_it_runs();
  thread.drop(8);
  thread.drop(7);
  EXPECT_EQ(question.code(), Code::cannot_read);
}

TEST(QueryThread, DropsAQuestionThatWaitsForAnAskerWhoIsGone) {
  Endless first;
  QueryThread thread({.time_max = kNever});
  ASSERT_TRUE(thread.ask({1, "a"}, first.work()));
  first.wait_until_it_runs();
  bool dropped_ran = false;
  std::promise<void> last;
  ASSERT_TRUE(thread.ask({2, "a"}, [&](const CancellationCheck&) { dropped_ran = true; }));
  ASSERT_TRUE(thread.ask({3, "a"}, [&](const CancellationCheck&) { last.set_value(); }));
  thread.drop(2);
  thread.drop(1);
  last.get_future().wait();
  EXPECT_FALSE(dropped_ran);
}

TEST(QueryThread, EndsAQuestionThatTakesTooLong) {
  Endless question;
  QueryThread thread({.time_max = std::chrono::milliseconds(1)});
  ASSERT_TRUE(thread.ask({1, "a"}, question.work()));
  EXPECT_EQ(question.code(), Code::too_large);
}

TEST(QueryThread, AStopEndsWhatRunsAndAnswersWhatWaits) {
  Endless running;
  Endless waiting;
  QueryThread thread({.time_max = kNever});
  ASSERT_TRUE(thread.ask({1, "a"}, running.work()));
  running.wait_until_it_runs();
  ASSERT_TRUE(thread.ask({2, "a"}, waiting.work()));
  thread.end();
  EXPECT_EQ(running.code(), Code::cannot_read);
  EXPECT_EQ(waiting.code(), Code::cannot_read);
  EXPECT_FALSE(thread.ask({3, "a"}, [](const CancellationCheck&) {}));
}

TEST(QueryThread, WhatIsDoneBetweenQuestionsGivesWayToThem) {
  Endless endless;
  std::promise<void> answered;
  EndlessIdleWork idle_work(endless);
  QueryThread thread({.idle_work = &idle_work});
  thread.wake();
  endless.wait_until_it_runs();
  ASSERT_TRUE(thread.ask({1, "a"}, [&](const CancellationCheck&) { answered.set_value(); }));
  answered.get_future().wait();
  EXPECT_EQ(endless.code(), Code::cannot_read);
}

}  // namespace
}  // namespace setoff::tests
