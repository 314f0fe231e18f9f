#pragma once
// Provenance of a tree: takes the words source, tag and note out of every block, unwraps {value: V,
// source: S, tag: T}, and lists every value that has a tag or a source, its own or that of the
// nearest block around it. Errors: unknown_value (a tag that is none), missing_source (sourced, but
// no source), wrong_kind, reserved_name (one of these words as a name).

#include <vector>

#include "ledger/text/diagnostic.h"
#include "ledger/text/yaml_tree.h"
#include "simulator/scenario/load.h"

namespace setoff::sim {

struct Stripped {
  Node tree;
  std::vector<Provenance> provenance;
};

[[nodiscard]] Stripped strip_provenance(const Node& root, Diagnostics& diagnostics);

}  // namespace setoff::sim
