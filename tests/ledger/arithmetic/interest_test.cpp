#include "ledger/arithmetic/interest.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace setoff {
namespace {

// Balances from their first days on, in order; zero before.
struct Steps {
  std::vector<std::pair<Day, std::int64_t>> steps;

  [[nodiscard]] std::int64_t at(Day day) const {
    std::int64_t balance = 0;
    for (const auto& [from, amount] : steps)
      if (from <= day) balance = amount;
    return balance;
  }
  [[nodiscard]] std::optional<Day> next_change(Day day) const {
    for (const auto& [from, amount] : steps)
      if (from > day) return from;
    return std::nullopt;
  }
};
static_assert(DailyBalances<Steps>);

std::int64_t rounded(const Checked<Exact>& interest, int scale) {
  const auto minor =
      interest.has_value() ? interest->round(scale, Rounding::half_even) : interest.error();
  if (!minor) ADD_FAILURE() << "the interest does not fit";
  return minor.value_or(0);
}

// 300, then -300, then 80: beyond 100 a day counts 200, -200 and nothing.
TEST(BalanceBeyond, IsTheExcessOnItsOwnSide) {
  const Steps balances{{{Day(0), 300'00}, {Day(10), -300'00}, {Day(12), 80'00}}};
  const BalanceBeyond excess(balances, 100'00);
  EXPECT_EQ(excess.at(Day(9)), 200'00);
  EXPECT_EQ(excess.at(Day(10)), -200'00);
  EXPECT_EQ(excess.at(Day(12)), 0);
  EXPECT_EQ(balance_days(excess, Day(0), Day(20)), 10 * 200'00 - 2 * 200'00);
  EXPECT_EQ(BalanceBeyond(balances, 0).at(Day(10)), -300'00);
}

TEST(InterestOn, CountsDaysByTheDayCount) {
  struct Case {
    std::int64_t balance_days;
    InterestTerms terms;
    std::int64_t cents;
  };
  const Decimal five_percent(5, -2);
  for (const auto& [balance_days, terms, expected] : {
           // 10,000.00 for 30 days at 5 %: 41.0959 and 41.6667
           Case{10'000'00 * 30, {five_percent, 365}, 41'10},
           Case{10'000'00 * 30, {five_percent, 360}, 41'67},
           Case{-10'000'00 * 30, {five_percent, 365}, -41'10},
           Case{10'000'00 * 30, {Decimal(-5, -2), 365}, -41'10},
           // one year is exactly the rate
           Case{10'000'00 * 365, {five_percent, 365}, 500'00},
           Case{0, {five_percent, 365}, 0},
           Case{10'000'00 * 30, {Decimal(), 365}, 0},
           Case{INT64_MAX, {Decimal(365, 0), 365}, INT64_MAX},
           Case{INT64_MIN, {Decimal(36, 1), 360}, INT64_MIN},
       })
    EXPECT_EQ(rounded(interest_on(balance_days, 2, terms), 2), expected) << balance_days;
}

TEST(BalanceDays, SumsEachDaysClosingBalance) {
  const Steps balances{{{Day(10), 100}, {Day(20), 300}, {Day(25), 0}}};
  struct Case {
    int from, to;
    std::int64_t sum;
  };
  for (const auto& [from, to, sum] : {
           Case{0, 10, 0},                    // before the first
           Case{10, 11, 100},                 // the first day counts
           Case{15, 22, 5 * 100 + 2 * 300},   // across a change
           Case{0, 100, 10 * 100 + 5 * 300},  // all
           Case{20, 20, 0},                   // no day
           Case{24, 26, 300},                 // the last day does not
       })
    EXPECT_EQ(balance_days(balances, Day(from), Day(to)), std::optional(sum))
        << from << " to " << to;
}

TEST(SimpleInterest, HoldsWhereTheSumOfBalancesDoesNotFit) {
  const InterestTerms once{Decimal(1, 0), 365};
  const Steps most{{{Day(0), INT64_MAX}}};
  const Steps least{{{Day(0), INT64_MIN}}};
  EXPECT_EQ(balance_days(most, Day(0), Day(3)), std::nullopt);
  // 3 x 9,223,372,036,854,775,807 / 365 = 75,808,537,289,217,335.4
  EXPECT_EQ(rounded(simple_interest(most, Day(0), Day(3), 2, once), 2), 75'808'537'289'217'335);
  EXPECT_EQ(rounded(simple_interest(least, Day(0), Day(3), 2, once), 2), -75'808'537'289'217'335);
}

TEST(SimpleInterest, SaysThatAProductDoesNotFit) {
  const Steps balances{{{Day(0), INT64_MAX - 1}}};
  const InterestTerms terms{Decimal(INT64_MAX - 4, 0), 365};  // no common factor to reduce by
  EXPECT_TRUE(simple_interest(balances, Day(0), Day(1), 2, terms).has_value());
  EXPECT_EQ(simple_interest(balances, Day(0), Day(4), 2, terms).error(), Overflow::product);
}

Steps any_balances() {
  Steps out;
  Day day(0);
  for (int i = 0; i < 6; ++i) {
    day = day + *rc::gen::inRange(1, 40);
    out.steps.emplace_back(day, *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000));
  }
  return out;
}

RC_GTEST_PROP(InterestLaw, OfASpanIsTheSumOverItsParts, ()) {
  const auto balances = any_balances();
  const InterestTerms terms{Decimal(*rc::gen::inRange<std::int64_t>(0, 100'000), -6), 360};
  const Day from(*rc::gen::inRange(0, 100));
  const Day middle = from + *rc::gen::inRange(0, 100);
  const Day to = middle + *rc::gen::inRange(0, 100);
  const auto whole = simple_interest(balances, from, to, 2, terms);
  const auto left = simple_interest(balances, from, middle, 2, terms);
  const auto right = simple_interest(balances, middle, to, 2, terms);
  RC_ASSERT(whole.has_value() && left.has_value() && right.has_value());
  const auto parts = left->plus(*right);
  RC_ASSERT(parts.has_value());
  RC_ASSERT(*whole->round(8, Rounding::half_even) == *parts->round(8, Rounding::half_even));
}

RC_GTEST_PROP(InterestLaw, GrowsWithTheSpanAndTheRate, ()) {
  const auto balances = any_balances();
  const auto rate = *rc::gen::inRange<std::int64_t>(0, 100'000);
  const auto days = *rc::gen::inRange(0, 300);
  const auto of = [&](std::int64_t millionths, int span) {
    const InterestTerms terms{Decimal(millionths, -6), 365};
    return *simple_interest(balances, Day(0), Day(span), 2, terms)->round(2, Rounding::half_even);
  };
  RC_ASSERT(0 <= of(rate, days));
  RC_ASSERT(of(rate, days) <= of(rate, days + 1));
  RC_ASSERT(of(rate, days) <= of(rate + 1, days));
}

TEST(BearsLateFee, IsNothingWhileAdvancesCoverTheClaimsOfTheLine) {
  struct Case {
    std::int64_t open;
    LineOnADay line;  // claims, advances, advances meet claims
    std::int64_t bears;
  };
  for (const auto& [open, line, bears] : {
           Case{60, {100, 0, true}, 60},
           Case{60, {100, 99, true}, 60},
           Case{60, {100, 100, true}, 0},
           Case{60, {100, 150, true}, 0},
           Case{60, {100, 150, false}, 60},  // only on instruction
           Case{0, {100, 0, true}, 0},
           Case{INT64_MAX, {INT64_MAX, INT64_MAX - 1, true}, INT64_MAX},
       })
    EXPECT_EQ(bears_late_fee(open, line), bears) << line.claims << " " << line.advances;
}

}  // namespace
}  // namespace setoff
