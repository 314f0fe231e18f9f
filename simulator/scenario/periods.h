#pragma once
// Periods at which things repeat, in the calendar of time.months. Weeks begin on Monday (ISO 8601).

#include "simulator/scenario/model.h"

namespace setoff::simulator {

// Whether a period begins on `day`. The first day of the run begins one only if the calendar does.
[[nodiscard]] bool period_begins(const TimeFrame& time, Every every, Day day);
// Whether `day` is the last of a month of time.months.
[[nodiscard]] bool month_ends(const TimeFrame& time, Day day);

}  // namespace setoff::simulator
