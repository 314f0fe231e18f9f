#pragma once
// RunRecord: everything a report is made from: the scenario as read, the results of the run, the
// books at its end, and facts about the ledger that holds it. The report reads nothing else, no
// clock and no environment; the same record yields the same bytes. loaded.scenario is present.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/books/state.h"
#include "ledger/crypto/digest.h"
#include "simulator/engine/result.h"
#include "simulator/scenario/load.h"

namespace setoff::simulator {

struct RunRecord {
  const LoadedScenario& loaded;
  const LoadOptions& options;  // as given by the caller
  const RunResult& result;
  const State& books;
  Digest root;                // Merkle root over all entries
  std::uint64_t entries = 0;  // in the ledger, including refused ones
  std::string version;        // of the program that ran
  std::string file;           // the scenario as named on the command line

  [[nodiscard]] const Scenario& scenario() const { return *loaded.scenario; }
};

}  // namespace setoff::simulator
