#pragma once
// The whole scenario from its tree, once the tree is final (extends, variants and patches applied):
// strips provenance, reads every section, checks what only the whole can show. Errors go to
// `diagnostics`.

#include <optional>
#include <vector>

#include "simulator/scenario/csv.h"
#include "simulator/scenario/load.h"

namespace setoff::sim {

struct ReadResult {
  std::optional<Scenario> scenario;  // absent exactly if errors were reported
  std::vector<Provenance> provenance;
  Node tree;  // without marks
};

// What the tree does not say itself.
struct ReadOptions {
  std::optional<std::uint64_t> seed;  // instead of the file's
  bool other_flows = false;           // a variant of the file changes `flows`
};

[[nodiscard]] ReadResult read_scenario(const Node& tree, const ReadOptions& options,
                                       CsvFiles& files, Diagnostics& diagnostics,
                                       KeyCatalog& catalog);

}  // namespace setoff::sim
