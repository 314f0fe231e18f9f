#include "cli/scenario_input.h"

#include <algorithm>
#include <iostream>

#include "cli/commands.h"
#include "cli/printable_stream.h"
#include "cli/terminal.h"
#include "ledger/base/whole_number.h"
#include "simulator/engine/ledger_sink.h"
#include "simulator/scenario/tree_location.h"

namespace setoff::cli {

Result<simulator::LoadOptions> load_options(const std::vector<std::string>& variants,
                                            const std::vector<std::string>& sets,
                                            const std::string& seed_text) {
  simulator::LoadOptions options{variants, sets, {}};
  if (seed_text.empty()) return options;
  const auto seed = parse_whole_number(seed_text);
  if (!seed)
    return Error(Code::bad_field, "--seed is a whole number from 0 on, not '" + seed_text + "'");
  options.seed = seed;
  return options;
}

void print_diagnostics(const Diagnostics& diagnostics) {
  const Terminal terminal = terminal_of(2);
  write_own(std::cerr, render(diagnostics, {terminal.color, terminal.columns}));
}

int status_of_failed_load(const simulator::LoadedScenario& loaded) {
  for (const auto& found : loaded.diagnostics.sorted())
    if (!found.span.valid() && found.code == info_of(Code::cannot_open).name) return kEnvironment;
  return kWrongInput;
}

bool refused_as_strict(const Diagnostics& diagnostics) {
  if (diagnostics.warning_count() == 0) return false;
  std::cerr << "setoff: with --strict a warning is an error\n";
  return true;
}

int report_stop(const simulator::LoadedScenario& loaded, const Error& error) {
  const simulator::TreeLocation file(loaded.tree);
  const simulator::TreeLocation named = file.at(error.where);
  if (error.where.empty() || !named.exists()) return fail(error);
  Diagnostics found;
  found.error(std::string(info_of(error.code).name), named.span(),
              "the run stops at " + error.where + ": " + error.detail);
  print_diagnostics(found);
  return kWrongInput;
}

Result<simulator::RunResult> simulate(const simulator::Scenario& scenario, LedgerWriter& book,
                                      std::uint64_t path) {
  simulator::LedgerSink sink(book);
  simulator::RunOptions options;
  options.path = path;
  Progress progress(std::cerr, terminal_of(2), scenario.name);
  options.progress = [&](Day day, int done, int days) {
    progress.update(static_cast<std::size_t>(done), static_cast<std::size_t>(days), day.text());
    return true;
  };
  auto result = simulator::run(scenario, sink, options);
  progress.wipe();
  if (!result) return result;
  SETOFF_TRY_STATUS(book.commit());
  return result;
}

}  // namespace setoff::cli
