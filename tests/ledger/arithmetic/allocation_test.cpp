#include "ledger/arithmetic/allocation.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string_view>
#include <vector>

#include "ledger/base/date.h"

namespace setoff {
namespace {

TEST(Remainder, GivesEachPartAtMostWhatItHasOpen) {
  struct Case {
    std::int64_t amount;
    std::vector<std::int64_t> open;
    std::vector<std::int64_t> parts;
    std::int64_t left;
  };
  for (const auto& [amount, open, parts, left] : {
           Case{100, {30, 50, 40}, {30, 50, 20}, 0},  // 30 + 50 + 20
           Case{100, {30, 50}, {30, 50}, 20},         // 100 - 80
           Case{100, {100, 1}, {100, 0}, 0},
           Case{100, {-5, 0, 60}, {0, 0, 60}, 40},  // what is below zero takes nothing
           Case{0, {30}, {0}, 0},
           Case{100, {}, {}, 100},
           Case{INT64_MAX, {INT64_MIN, INT64_MAX}, {0, INT64_MAX}, 0},
       }) {
    Remainder rest(amount);
    std::vector<std::int64_t> found;
    for (const auto one : open)
      found.push_back(rest.allot(one));
    EXPECT_EQ(found, parts) << amount;
    EXPECT_EQ(rest.left(), left) << amount;
  }
}

RC_GTEST_PROP(RemainderLaw, PartsAndRestAddUpInOrder, ()) {
  const auto amount = *rc::gen::inRange<std::int64_t>(0, INT64_MAX);
  const auto open = *rc::gen::container<std::vector<std::int64_t>>(
      rc::gen::inRange<std::int64_t>(-1'000'000, INT64_MAX));
  Remainder rest(amount);
  std::int64_t given = 0;
  bool all_filled = true;
  for (const auto one : open) {
    const auto part = rest.allot(one);
    RC_ASSERT(part >= 0 && part <= std::max<std::int64_t>(0, one));
    RC_ASSERT(all_filled || part == 0);  // a later one only once the earlier ones are full
    all_filled = all_filled && part == std::max<std::int64_t>(0, one);
    given += part;
  }
  RC_ASSERT(given + rest.left() == amount);
  RC_ASSERT(all_filled || rest.left() == 0);
}

struct Debt {
  int rank;
  Day due;
  std::string_view lot;
};

TEST(SettlesBefore, ComparesRankThenDueDayThenName) {
  const Debt in_order[] = {{0, Day(5), "a"}, {0, Day(5), "b"}, {0, Day(9), "a"},
                           {1, Day(1), "a"}, {2, Day(0), "a"}, {2, Day(0), "b"}};
  for (std::size_t i = 0; i < std::size(in_order); ++i)
    for (std::size_t j = 0; j < std::size(in_order); ++j)
      EXPECT_EQ(settles_before(in_order[i], in_order[j]), i < j) << i << " " << j;
}

TEST(ClosingTolerance, AddsHalfAUnitForEachRoundedPayment) {
  EXPECT_EQ(closing_tolerance(3, 0), 3);
  EXPECT_EQ(closing_tolerance(3, 1), 4);  // 3.5, up
  EXPECT_EQ(closing_tolerance(3, 2), 4);
  EXPECT_EQ(closing_tolerance(3, 3), 5);  // 4.5, up
  EXPECT_EQ(closing_tolerance(0, 0), 0);
  for (std::int64_t payments = 0; payments < 20; ++payments)
    EXPECT_LE(closing_tolerance(3, payments), closing_tolerance(3, payments + 1));
}

TEST(CloseWithin, ClosesARemainderOnEitherSide) {
  struct Case {
    std::int64_t rest, left, tolerance;
    Closing closing;  // closed, surplus
  };
  for (const auto& [rest, left, tolerance, closing] : {
           Case{2, 0, 2, {2, 0}},  // of the debt
           Case{3, 0, 2, {0, 0}},
           Case{0, 2, 2, {0, 2}},  // of the payment
           Case{0, 3, 2, {0, 0}},
           Case{1, 1, 2, {0, 0}},  // an instructed payment may leave both: neither is closed
           Case{0, 0, 0, {0, 0}},
           Case{1, 0, 0, {0, 0}},
           Case{INT64_MAX, 0, INT64_MAX, {INT64_MAX, 0}},
       })
    EXPECT_EQ(close_within(rest, left, tolerance), closing) << rest << " " << left;
}

}  // namespace
}  // namespace setoff
