// setoff check: reads a scenario, and plays it through once in memory, so that what is in order
// runs to its last day.

#include <algorithm>
#include <iostream>

#include "cli/commands.h"
#include "cli/scenario_input.h"
#include "ledger/book/journal.h"
#include "simulator/scenario/spot.h"

namespace setoff::cli {
namespace {

// Why a run stops, at the place of the file that the error names.
void print_stop(const sim::LoadedScenario& loaded, const Error& error) {
  Diagnostics found;
  const sim::Spot file(loaded.tree);
  const sim::Spot named = file.at(error.where);
  found.error(std::string(facts_of(error.code).name), named.exists() ? named.span() : file.span(),
              "the run stops" + (error.where.empty() ? std::string() : " at " + error.where) +
                  ": " + error.detail);
  print_diagnostics(found);
}

int check(const std::string& file, const sim::LoadOptions& options, bool strict) {
  const auto loaded = sim::load_scenario(file, options);
  print_diagnostics(loaded.diagnostics);
  if (!loaded.scenario) return status_without(loaded);
  MemoryJournal journal;
  auto book = Book::open(journal);
  if (!book) return fail(book.error());
  const auto result = simulate(*loaded.scenario, **book);
  if (!result) {
    print_stop(loaded, result.error());
    return kWrongInput;
  }
  if (strict && refused_as_strict(loaded.diagnostics)) return kWrongInput;
  const auto warnings = loaded.diagnostics.warning_count();
  const auto expectations = loaded.scenario->expectations.size();
  std::cout << file << ": OK (" << loaded.scenario->time.from.text() << " to "
            << loaded.scenario->time.to.text() << ", " << expectations
            << (expectations == 1 ? " expectation" : " expectations");
  if (warnings > 0) std::cout << ", " << warnings << (warnings == 1 ? " warning" : " warnings");
  std::cout << ")\n";
  return kGood;
}

}  // namespace

int check_scenarios(const CheckCommand& command) {
  const auto options = load_options(command.variants, command.sets, {});
  if (!options) return fail(options.error());
  int status = kGood;
  for (const auto& file : command.files)
    status = std::max(status, check(file, *options, command.strict));
  return status;
}

}  // namespace setoff::cli
