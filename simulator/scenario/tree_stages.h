#pragma once
// What a caller's variants and patches make of the tree of a scenario's files.

#include <vector>

#include "simulator/scenario/load.h"

namespace setoff::simulator {

// Whether a variant of the file changes `flows`.
[[nodiscard]] bool changes_flows(const Member* variants);

// The tree without `variants` after each variant that is asked for and each patch, in their order;
// empty if there are none. What they change is not uncertain
// any more: its entry is taken out. Reports a variant that there is not.
[[nodiscard]] std::vector<TreeStage> stages_of(const Node& tree, const LoadOptions& options,
                                               Sources& sources, Diagnostics& diagnostics);

}  // namespace setoff::simulator
