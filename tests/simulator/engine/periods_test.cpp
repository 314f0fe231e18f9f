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
}

}  // namespace
}  // namespace setoff::simulator::tests
