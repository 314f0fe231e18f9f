#pragma once
// Provenance of a tree: removes the marks source, tag and note from every block, unwraps {value: V,
// source: S, tag: T}, and lists every value that has a tag or a source of its own or from the
// nearest enclosing block. Errors: unknown_value (an invalid tag), missing_source (tagged sourced,
// but without a source), wrong_kind, reserved_name (one of these words used as a name).

#include <string_view>
#include <vector>

#include "ledger/text/diagnostic.h"
#include "ledger/text/yaml_tree.h"
#include "simulator/scenario/load.h"

namespace setoff::simulator {

// The words source, tag and note, which mark a value.
[[nodiscard]] bool is_mark(std::string_view key);

struct Stripped {
  Node tree;
  std::vector<Provenance> provenance;
};

[[nodiscard]] Stripped strip_provenance(const Node& root, Diagnostics& diagnostics);

}  // namespace setoff::simulator
