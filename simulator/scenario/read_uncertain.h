#pragma once
// `uncertain`: which values differ from path to path, and how. Errors besides those of laws:
// unknown_name, conflicting_keys, wrong_unit, law_parameters, correlation (a matrix that no numbers
// have, with the nearest that they may have).

#include <optional>
#include <vector>

#include "simulator/scenario/context.h"
#include "simulator/scenario/uncertain.h"

namespace setoff::simulator {

[[nodiscard]] std::optional<std::vector<UncertainValue>> read_uncertain(const Node& node,
                                                                        const ReadContext& reading,
                                                                        const TimeFrame& time);

}  // namespace setoff::simulator
