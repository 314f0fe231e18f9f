// Weeks begin on Monday, whatever the first day of the run.

#include "simulator/scenario/periods.h"

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

}  // namespace
}  // namespace setoff::simulator::tests
