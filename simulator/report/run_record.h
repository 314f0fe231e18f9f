#pragma once
// RunRecord: all that a report is made of: the scenario as it was read, what the run showed, the
// books at its end and the facts of the ledger that holds it. The report reads nothing else: no
// clock, no environment; the same record gives the same bytes. loaded.scenario is present.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/core/state.h"
#include "ledger/crypto/digest.h"
#include "simulator/engine/result.h"
#include "simulator/scenario/load.h"

namespace setoff::sim {

struct RunRecord {
  const LoadedScenario& loaded;
  const LoadOptions& options;  // as the caller gave them
  const RunResult& result;
  const State& books;
  Digest root;                // over all entries
  std::uint64_t entries = 0;  // in the ledger, refused ones included
  std::string version;        // of the program
  std::string file;           // the scenario as it was named on the command line

  [[nodiscard]] const Scenario& scenario() const { return *loaded.scenario; }
};

}  // namespace setoff::sim
