// Weeks begin on Monday, whatever the first day of the run; what was refused is tried again when
// the terms change.

#include "simulator/engine/periods.h"

#include <gtest/gtest.h>

namespace setoff::simulator::tests {
namespace {

Day day(const char* text) {
  return *parse_day(text);
}

TEST(Periods, WeeksBeginOnMonday) {
  TimeFrame time;
  time.from = day("2024-01-03");  // a Wednesday
  for (const char* monday : {"2024-01-08", "2024-02-26", "2026-11-30", "1969-12-29"})
    EXPECT_TRUE(period_begins(time, Every::week, day(monday))) << monday;
  for (const char* other : {"2024-01-03", "2024-01-10", "2024-01-07", "1970-01-01"})
    EXPECT_FALSE(period_begins(time, Every::week, day(other))) << other;
}

TEST(Periods, OfSeveralMonthsDivideTheYear) {
  TimeFrame time;
  const auto beginnings = [&](Every every) {
    std::vector<std::string> out;
    for (Day at = day("2024-01-01"); at < day("2025-01-01"); at = at + 1)
      if (period_begins(time, every, at)) out.push_back(at.text().substr(5));
    return out;
  };
  using Days = std::vector<std::string>;
  EXPECT_EQ(beginnings(Every::two_months),
            (Days{"01-01", "03-01", "05-01", "07-01", "09-01", "11-01"}));
  EXPECT_EQ(beginnings(Every::quarter), (Days{"01-01", "04-01", "07-01", "10-01"}));
  EXPECT_EQ(beginnings(Every::four_months), (Days{"01-01", "05-01", "09-01"}));
  EXPECT_EQ(beginnings(Every::half_year), (Days{"01-01", "07-01"}));
  EXPECT_EQ(beginnings(Every::year), Days{"01-01"});
}

TEST(NextTry, IsAWeekLaterOrWhenTheTermsChange) {
  Scenario scenario;
  AuthorityWindow window;
  window.from = day("2024-01-13");
  window.until = day("2024-02-01");
  scenario.waiver.windows = {window};
  EXPECT_EQ(retry_day(scenario, day("2024-01-10")), day("2024-01-17"));  // no window is needed
  scenario.waiver.needed = true;
  EXPECT_EQ(retry_day(scenario, day("2024-01-10")), day("2024-01-13"));
  EXPECT_EQ(retry_day(scenario, day("2024-01-13")), day("2024-01-20"));
  ScenarioAccount late;
  late.open_from = day("2024-01-12");
  scenario.accounts.push_back(late);
  EXPECT_EQ(retry_day(scenario, day("2024-01-10")), day("2024-01-12"));
  AccountLimit limit;
  limit.amount.steps = {{day("2024-01-01"), Money()}, {day("2024-01-11"), Money()}};
  scenario.limits.push_back(limit);
  EXPECT_EQ(retry_day(scenario, day("2024-01-10")), day("2024-01-11"));
  EXPECT_EQ(retry_day(scenario, day("2024-01-13")), day("2024-01-20"));
  TradeShare then;
  then.every = Every::month;
  scenario.limits.back().then = then;
  EXPECT_EQ(retry_day(scenario, day("2024-01-29")), day("2024-02-01"));
}

}  // namespace
}  // namespace setoff::simulator::tests
