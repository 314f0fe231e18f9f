#pragma once
// What a caller's variants and patches make of the tree of a scenario's files.

#include <vector>

#include "simulator/scenario/load.h"

namespace setoff::simulator {

// What a variant or a patch takes away need not be there for an uncertain value.
[[nodiscard]] inline AbsentPlace absent_place(const LoadOptions& options) {
  return options.variants.empty() && options.sets.empty() ? AbsentPlace::reported
                                                          : AbsentPlace::left_out;
}

// Whether a variant of the file changes `flows`.
[[nodiscard]] bool changes_flows(const Member* variants);

// The tree without `variants` after each variant that is asked for and each patch, in their order;
// empty if there are none. Reports a variant that there is not.
[[nodiscard]] std::vector<TreeStage> stages_of(const Node& tree, const LoadOptions& options,
                                               Sources& sources, Diagnostics& diagnostics);

}  // namespace setoff::simulator
