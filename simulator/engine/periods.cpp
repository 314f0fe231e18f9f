#include "simulator/engine/periods.h"

#include <algorithm>

#include "simulator/scenario/business_days.h"

namespace setoff::simulator {

bool period_begins(const TimeFrame& time, Every every, Day day) {
  if (every == Every::day) return true;
  if (every == Every::week) return weekday_of(day) == kMonday;
  const YearMonthDay date = to_calendar(day, time.months);
  if (date.day != 1) return false;
  if (every == Every::month) return true;
  return every == Every::quarter ? (date.month - 1) % 3 == 0 : date.month == 1;
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
  return next;
}

}  // namespace setoff::simulator
