#include "simulator/scenario/periods.h"

#include "simulator/scenario/business_days.h"

namespace setoff::simulator {

namespace {

// 0: the period is shorter than a month.
int months_in(Every every) {
  switch (every) {
    case Every::day:
    case Every::week:
      return 0;
    case Every::month:
      return 1;
    case Every::two_months:
      return 2;
    case Every::quarter:
      return 3;
    case Every::four_months:
      return 4;
    case Every::half_year:
      return 6;
    case Every::year:
      return 12;
  }
  return 0;
}

}  // namespace

bool period_begins(const TimeFrame& time, Every every, Day day) {
  if (every == Every::day) return true;
  if (every == Every::week) return weekday_of(day) == kMonday;
  const YearMonthDay date = to_calendar(day, time.months);
  return date.day == 1 && (date.month - 1) % months_in(every) == 0;
}

bool month_ends(const TimeFrame& time, Day day) {
  return to_calendar(day + 1, time.months).day == 1;
}

}  // namespace setoff::simulator
