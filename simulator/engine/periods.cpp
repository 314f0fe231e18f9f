#include "simulator/engine/periods.h"

namespace setoff::sim {

namespace {

// Weeks are those of ISO 8601, whatever day the run begins on. 1970-01-01 was a Thursday.
bool is_monday(Day day) {
  const int since_monday = (day.since_epoch() + 3) % 7;
  return since_monday == 0;
}

}  // namespace

bool period_begins(const TimeFrame& time, Every every, Day day) {
  if (every == Every::day) return true;
  if (every == Every::week) return is_monday(day);
  const YearMonthDay date = to_calendar(day, time.months);
  if (date.day != 1) return false;
  if (every == Every::month) return true;
  return every == Every::quarter ? (date.month - 1) % 3 == 0 : date.month == 1;
}

bool month_ends(const TimeFrame& time, Day day) {
  return to_calendar(day + 1, time.months).day == 1;
}

}  // namespace setoff::sim
