#pragma once
// Reads the whole scenario from its final tree (extends, variants and patches applied): strips
// provenance, reads every section, then runs the checks that need the whole. Errors go to
// `diagnostics`.

#include <optional>
#include <vector>

#include "simulator/scenario/csv.h"
#include "simulator/scenario/load.h"

namespace setoff::simulator {

struct ReadResult {
  std::optional<Scenario> scenario;  // absent if and only if errors were reported
  std::vector<Provenance> provenance;
  Node tree;  // without marks
};

// Inputs that are not in the tree.
struct ReadOptions {
  std::optional<std::uint64_t> seed;         // overrides the file's seed
  bool other_flows = false;                  // a variant of the file changes `flows`
  std::vector<const SourceFile*> questions;  // each the text of one
  std::vector<const SourceFile*> events{};   // the same
  std::optional<DrawOptions> draws{};        // of the `uncertain` values
};

[[nodiscard]] ReadResult read_scenario(const Node& tree, const ReadOptions& options,
                                       CsvFiles& files, Diagnostics& diagnostics,
                                       KeyCatalog& catalog);

}  // namespace setoff::simulator
