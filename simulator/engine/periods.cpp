#include "simulator/engine/periods.h"

#include <algorithm>

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

Day retry_day(const Scenario& scenario, Day day) {
  constexpr int kRetryDays = 7;
  Day next = day + kRetryDays;
  const auto look_at = [&](Day change) {
    if (change > day) next = std::min(next, change);
  };
  if (scenario.waiver.needed) {
    for (const auto& window : scenario.waiver.windows)
      look_at(window.from);
  }
  for (const auto& account : scenario.accounts)
    if (account.open_from) look_at(*account.open_from);
  for (const auto& limit : scenario.limits)
    for (const auto& step : limit.amount.steps)
      look_at(step.from);
  for (Day other = day + 1; other < next; other = other + 1)
    for (const auto& limit : scenario.limits)
      if (limit.then && period_begins(scenario.time, limit.then->every, other)) look_at(other);
  return next;
}

}  // namespace setoff::simulator
