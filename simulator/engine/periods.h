#pragma once
// Periods that behaviours repeat in, by the calendar of time.months. Weeks are those of ISO 8601:
// they begin on Monday.

#include "simulator/scenario/model.h"

namespace setoff::sim {

// Whether a period begins on `day`. The first day of the run begins one only if the calendar says
// so.
[[nodiscard]] bool period_begins(const TimeFrame& time, Every every, Day day);
// Whether `day` is the last of a month of time.months.
[[nodiscard]] bool month_ends(const TimeFrame& time, Day day);

// The day on which what the rules refused on `day` is tried again: a week later, or earlier if the
// terms change until then: an authority window opens, an account opens, a limit changes.
[[nodiscard]] Day next_try(const Scenario& scenario, Day day);

}  // namespace setoff::sim
