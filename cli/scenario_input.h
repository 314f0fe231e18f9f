#pragma once
// What the commands that read a scenario share: its options, its diagnostics on standard error, and
// a run of it into books in memory.

#include <string>
#include <vector>

#include "ledger/book/book.h"
#include "simulator/engine/run.h"
#include "simulator/scenario/load.h"

namespace setoff::cli {

[[nodiscard]] Result<sim::LoadOptions> load_options(const std::vector<std::string>& variants,
                                                    const std::vector<std::string>& sets,
                                                    const std::string& seed);

void print_diagnostics(const Diagnostics& diagnostics);

// The exit status where there is no scenario: the file itself could not be read, or what it says is
// wrong.
[[nodiscard]] int status_without(const sim::LoadedScenario& loaded);

// With --strict warnings are errors: whether there are any, which is then said.
[[nodiscard]] bool refused_as_strict(const Diagnostics& diagnostics);

// Says why a run stopped, at the place of the file that the error names; the exit status.
[[nodiscard]] int stopped(const sim::LoadedScenario& loaded, const Error& error);

// Every day of the scenario, with its progress on a terminal.
[[nodiscard]] Result<sim::RunResult> simulate(const sim::Scenario& scenario, Book& book);

}  // namespace setoff::cli
