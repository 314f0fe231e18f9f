#pragma once
// Runs a scenario for a test of its report.

#include "ledger/crypto/encoding.h"
#include "simulator/report/summary.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {

// What `ask` answers of the record of a run and of its summary.
template <class Ask>
auto after_run(const LoadedScenario& loaded, Ask ask) {
  const Simulation run(*loaded.scenario);
  const LoadOptions options;
  const RunRecord record{loaded,
                         options,
                         run.result(),
                         run.state(),
                         *digest_from_hex(run.root()),
                         run.entries().size(),
                         "0.0.0",
                         "x.yaml"};
  return ask(record, *summarize(record));
}

}  // namespace setoff::simulator::tests
