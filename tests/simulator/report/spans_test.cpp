// Weeks, months and quarters of a run.

#include "simulator/report/spans.h"

#include <gtest/gtest.h>

namespace setoff::simulator::tests {
namespace {

std::vector<std::string> spans(std::string_view from, std::string_view to, Every every) {
  std::vector<Day> days;
  for (Day day = *parse_day(from); day <= *parse_day(to); day = day + 1)
    days.push_back(day);
  std::vector<std::string> found;
  for (const RunSpan& span : spans_of(days, every, Calendar::gregorian)) {
    EXPECT_EQ(days[span.first_row], span.from);
    EXPECT_EQ(days[span.last_row], span.to);
    found.push_back(span.from.text() + " " + span.to.text());
  }
  return found;
}

TEST(Spans, OfWeeksBeginOnMonday) {
  // 1 January 2020 was a Wednesday, 30 December 1969 a Tuesday.
  EXPECT_EQ(spans("2020-01-01", "2020-01-14", Every::week),
            (std::vector<std::string>{"2020-01-01 2020-01-05", "2020-01-06 2020-01-12",
                                      "2020-01-13 2020-01-14"}));
  EXPECT_EQ(spans("1969-12-30", "1970-01-06", Every::week),
            (std::vector<std::string>{"1969-12-30 1970-01-04", "1970-01-05 1970-01-06"}));
}

TEST(Spans, OfMonthsAndQuartersMayBeCutShortByTheRun) {
  EXPECT_EQ(spans("2020-02-28", "2020-04-02", Every::month),
            (std::vector<std::string>{"2020-02-28 2020-02-29", "2020-03-01 2020-03-31",
                                      "2020-04-01 2020-04-02"}));
  EXPECT_EQ(spans("2020-02-28", "2020-04-02", Every::quarter),
            (std::vector<std::string>{"2020-02-28 2020-03-31", "2020-04-01 2020-04-02"}));
}

}  // namespace
}  // namespace setoff::simulator::tests
