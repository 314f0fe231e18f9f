#include "ledger/arithmetic/limits.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace setoff {
namespace {

Day day_of(std::string_view text) {
  const auto day = parse_day(text);
  if (!day) ADD_FAILURE() << text << ": " << day.error().text();
  return day ? *day : Day();
}

TEST(LimitAfter, AddsTheEntryToWhatIsPostedAndHeld) {
  struct Case {
    const char* name;
    LimitOutcome outcome;
    std::int64_t would_be;
    bool exceeded;
  };
  for (const auto& [name, outcome, would_be, exceeded] : {
           // floor 200: 1,000 - 300 - 500 = 200
           Case{"floor kept", floor_after_debit({1'000, 300}, 500, 200), 200, false},
           Case{"floor broken", floor_after_debit({1'000, 300}, 501, 200), 199, true},
           Case{"floor below zero", floor_after_debit({0, 0}, 500, -500), -500, false},
           // swing 600: |100 - 600| + 100 = 600
           Case{"swing kept", swing_after_debit({100, 100}, 600, 600), 600, false},
           Case{"swing broken", swing_after_debit({100, 100}, 601, 600), 601, true},
           // 5,000 - 600 is above zero: the other side owes less
           Case{"swing lowered", swing_after_debit({5'000, 100}, 600, 600), 4'500, false},
           // a loan of 6,000,000: 6,600,000 are 600,000 too many
           Case{"cap broken", cap_after_credit({6'500'000, 0}, 100'000, 6'000'000), 6'600'000,
                true},
           Case{"cap kept", cap_after_credit({5'900'000, 0}, 100'000, 6'000'000), 6'000'000, false},
           Case{"holds do not lower it", cap_after_credit({1'000, 900}, 1, 1'000), 1'001, true},
           // 700 spent and held of 1,000
           Case{"spending kept", spend_after_debit(700, 300, 1'000), 1'000, false},
           Case{"spending exceeded", spend_after_debit(700, 301, 1'000), 1'001, true},
       }) {
    EXPECT_EQ(narrow(outcome.would_be), std::optional(would_be)) << name;
    EXPECT_EQ(outcome.exceeded, exceeded) << name;
  }
}

TEST(LimitAfter, DoesNotOverflowForSumsOverLines) {
  const AccountTotals most{Int128{INT64_MAX} * 1'000, Int128{INT64_MAX} * 1'000};
  EXPECT_TRUE(floor_after_debit({-most.posted, most.held}, INT64_MAX, INT64_MIN).exceeded);
  EXPECT_TRUE(swing_after_debit({-most.posted, most.held}, INT64_MAX, INT64_MAX).exceeded);
  EXPECT_TRUE(cap_after_credit(most, INT64_MAX, INT64_MAX).exceeded);
  EXPECT_TRUE(spend_after_debit(most.posted, INT64_MAX, INT64_MAX).exceeded);
}

TEST(SwingExposure, IsTheDistanceFromZeroAndWhatIsHeld) {
  EXPECT_EQ(narrow(swing_exposure({-700, 50})), std::optional<std::int64_t>(750));
  EXPECT_EQ(narrow(swing_exposure({700, 50})), std::optional<std::int64_t>(750));
  EXPECT_EQ(narrow(swing_exposure({0, 0})), std::optional<std::int64_t>(0));
  EXPECT_EQ(narrow(swing_exposure({INT64_MIN, 0})), std::nullopt);  // but no overflow
}

// A larger debit is never allowed where a smaller one is refused.
RC_GTEST_PROP(LimitLaw, RefusalsGrowWithTheAmount, ()) {
  const auto any = [] { return *rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000); };
  const AccountTotals totals{any(), *rc::gen::inRange<std::int64_t>(0, 1'000'000)};
  const auto limit = any();
  const auto amount = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
  const auto more = amount + *rc::gen::inRange<std::int64_t>(0, 1'000'000);
  const auto grows = [](const LimitOutcome& less, const LimitOutcome& larger) {
    return larger.exceeded || !less.exceeded;
  };
  RC_ASSERT(
      grows(floor_after_debit(totals, amount, limit), floor_after_debit(totals, more, limit)));
  RC_ASSERT(
      grows(swing_after_debit(totals, amount, limit), swing_after_debit(totals, more, limit)));
  RC_ASSERT(grows(cap_after_credit(totals, amount, limit), cap_after_credit(totals, more, limit)));
  RC_ASSERT(grows(spend_after_debit(totals.held, amount, limit),
                  spend_after_debit(totals.held, more, limit)));
}

TEST(PeriodOfMonths, ContainsTheDay) {
  struct Case {
    int months;
    const char* day;
    Calendar calendar;
    const char* first;
    const char* last;
  };
  for (const auto& [months, day, calendar, first, last] : {
           Case{1, "2020-02-29", Calendar::gregorian, "2020-02-01", "2020-02-29"},
           Case{3, "2020-05-17", Calendar::gregorian, "2020-04-01", "2020-06-30"},
           Case{12, "2020-05-17", Calendar::gregorian, "2020-01-01", "2020-12-31"},
           Case{3, "2020-12-31", Calendar::gregorian, "2020-10-01", "2020-12-31"},
           // SH 1399: 31 days a month to month 6; a leap year, so that it ends on 2021-03-20
           Case{1, "2020-03-20", Calendar::solar_hijri, "2020-03-20", "2020-04-19"},
           Case{3, "2020-06-20", Calendar::solar_hijri, "2020-03-20", "2020-06-20"},
           Case{12, "2021-03-20", Calendar::solar_hijri, "2020-03-20", "2021-03-20"},
       }) {
    const auto range = period_of_months(months, day_of(day), calendar);
    EXPECT_EQ(range.first.text(), first) << months << " months, " << day;
    EXPECT_EQ(range.last.text(), last) << months << " months, " << day;
  }
}

}  // namespace
}  // namespace setoff
