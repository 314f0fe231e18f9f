#pragma once
// When the engine tries again what the rules refused.

#include "simulator/scenario/periods.h"

namespace setoff::simulator {

// The day to retry what the rules refused on `day`: a week later, or earlier if a window or an
// account opens or a limit changes before then.
[[nodiscard]] Day retry_day(const Scenario& scenario, Day day);

}  // namespace setoff::simulator
