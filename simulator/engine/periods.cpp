#include "simulator/engine/periods.h"

namespace setoff::sim {

bool period_begins(const TimeFrame& time, Every every, Day day) {
  if (every == Every::day) return true;
  if (every == Every::week) return (day - time.from) % 7 == 0;
  const YearMonthDay date = to_calendar(day, time.months);
  if (date.day != 1) return false;
  if (every == Every::month) return true;
  return every == Every::quarter ? (date.month - 1) % 3 == 0 : date.month == 1;
}

bool month_ends(const TimeFrame& time, Day day) {
  return to_calendar(day + 1, time.months).day == 1;
}

}  // namespace setoff::sim
