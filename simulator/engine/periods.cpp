#include "simulator/engine/periods.h"

#include <algorithm>

namespace setoff::simulator {

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
