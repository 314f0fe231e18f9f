#pragma once
// Shared by the commands that read a scenario: its options, its diagnostics on standard error, and
// a run of it.

#include <string>
#include <vector>

#include "ledger/writer/ledger_writer.h"
#include "simulator/engine/run.h"
#include "simulator/scenario/load.h"

namespace setoff::cli {

// `seed` is empty or a whole number. Errors: bad_field.
[[nodiscard]] Result<simulator::LoadOptions> load_options(const std::vector<std::string>& variants,
                                                          const std::vector<std::string>& sets,
                                                          const std::string& seed);

void print_diagnostics(const Diagnostics& diagnostics);

// The exit status when no scenario was loaded: the file could not be read, or its contents are
// wrong.
[[nodiscard]] int status_of_failed_load(const simulator::LoadedScenario& loaded);

// For --strict: whether there are warnings, which then count as errors; says so on standard error.
[[nodiscard]] bool refused_as_strict(const Diagnostics& diagnostics);

// Reports why a run stopped, at the place in the file that the error names; returns the exit
// status.
[[nodiscard]] int report_stop(const simulator::LoadedScenario& loaded, const Error& error);

// Simulates every day of the scenario, books its events into `book` and commits them; shows
// progress on a terminal. `path` is the number of the run among those of an ensemble.
[[nodiscard]] Result<simulator::RunResult> simulate(const simulator::Scenario& scenario,
                                                    LedgerWriter& book, std::uint64_t path = 0);

}  // namespace setoff::cli
