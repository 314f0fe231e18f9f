// setoff check: reads a scenario and plays it once in memory, so that a file reported OK runs to
// its last day. Also checks each of its variants, unless the caller chooses some.

#include <algorithm>
#include <iostream>

#include "cli/commands.h"
#include "cli/scenario_input.h"
#include "ledger/base/grouped.h"
#include "ledger/writer/journal.h"

namespace setoff::cli {
namespace {

int play(const simulator::LoadedScenario& loaded) {
  if (!loaded.scenario) return status_of_failed_load(loaded);
  MemoryJournal journal;
  auto book = LedgerWriter::open(journal);
  if (!book) return fail(book.error());
  const auto result = simulate(*loaded.scenario, **book);
  return result ? kGood : report_stop(loaded, result.error());
}

// The diagnostics that a variant adds to those of the file itself.
Diagnostics beyond(const Diagnostics& base, const Diagnostics& all) {
  const auto known = base.sorted();
  Diagnostics added;
  for (const auto& one : all.sorted())
    if (std::ranges::none_of(known, [&](const Diagnostic& other) {
          return other.code == one.code && other.message == one.message;
        }))
      added.add(one);
  return added;
}

int check_variant(const std::string& file, simulator::LoadOptions options, const std::string& name,
                  const Diagnostics& base, bool strict) {
  options.variants = {name};
  const auto variant = simulator::load_scenario(file, options);
  const auto added = beyond(base, variant.diagnostics);
  print_diagnostics(added);
  int status = play(variant);
  if (status == kGood && strict && refused_as_strict(added)) status = kWrongInput;
  if (status != kGood || !added.sorted().empty())
    std::cerr << "setoff: in " << file << " --variant " << name << "\n";
  return status;
}

int check(const std::string& file, const simulator::LoadOptions& options, bool strict) {
  const auto loaded = simulator::load_scenario(file, options);
  print_diagnostics(loaded.diagnostics);
  int status = play(loaded);
  if (status != kGood) return status;
  const bool all = options.variants.empty();
  for (std::size_t i = 0; all && i < loaded.variants.size(); ++i)
    status = std::max(status,
                      check_variant(file, options, loaded.variants[i], loaded.diagnostics, strict));
  if (status != kGood) return status;
  if (strict && refused_as_strict(loaded.diagnostics)) return kWrongInput;
  std::cout << file << ": OK (" << loaded.scenario->time.from.text() << " to "
            << loaded.scenario->time.to.text() << ", "
            << counted(loaded.scenario->expectations.size(), "expectation");
  if (all && !loaded.variants.empty())
    std::cout << ", " << counted(loaded.variants.size(), "variant");
  const auto warnings = loaded.diagnostics.warning_count();
  if (warnings > 0) std::cout << ", " << counted(warnings, "warning");
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
