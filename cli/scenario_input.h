#pragma once
// Shared by the commands that read a scenario: its options, its diagnostics on standard error, and
// a run of it into books in memory.

#include <string>
#include <vector>

#include "ledger/writer/ledger_writer.h"
#include "simulator/engine/run.h"
#include "simulator/scenario/load.h"

namespace setoff::cli {

[[nodiscard]] Result<simulator::LoadOptions> load_options(const std::vector<std::string>& variants,
                                                          const std::vector<std::string>& sets,
                                                          const std::string& seed);

void print_diagnostics(const Diagnostics& diagnostics);

// The exit status when no scenario was loaded: the file could not be read, or its contents are
// wrong.
[[nodiscard]] int status_without(const simulator::LoadedScenario& loaded);

// With --strict, warnings are errors. Whether there are any; if so, says so on standard error.
[[nodiscard]] bool refused_as_strict(const Diagnostics& diagnostics);

// Reports why a run stopped, at the place in the file that the error names; returns the exit
// status.
[[nodiscard]] int stopped(const simulator::LoadedScenario& loaded, const Error& error);

// Simulates every day of the scenario; shows progress on a terminal.
[[nodiscard]] Result<simulator::RunResult> simulate(const simulator::Scenario& scenario,
                                                    LedgerWriter& book);

}  // namespace setoff::cli
