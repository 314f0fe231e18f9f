#pragma once
// What an uncertain value draws: a law, or the block of a process. Errors: those of laws;
// wrong_unit, law_parameters, conflicting_keys.

#include <optional>

#include "simulator/scenario/context.h"
#include "simulator/scenario/uncertain.h"

namespace setoff::simulator {

// A law, or a process with its dimension as the law's.
struct LawOrProcess {
  MeasuredLaw law;
  std::optional<RandomProcess> process;
};

[[nodiscard]] std::optional<LawOrProcess> read_law_or_process(const Node& node,
                                                              const ReadContext& reading,
                                                              Influence influence);

}  // namespace setoff::simulator
