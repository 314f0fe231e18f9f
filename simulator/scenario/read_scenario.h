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
};

[[nodiscard]] ReadResult read_scenario(const Node& tree, const LoadOptions& options,
                                       CsvFiles& files, Diagnostics& diagnostics,
                                       KeyCatalog& catalog);

// Checks across sections; `fx` and `currency` are where missing rates are reported.
void check_scenario(const Scenario& scenario, const Node& tree, bool draws, bool seed_given,
                    Diagnostics& diagnostics);

}  // namespace setoff::sim
