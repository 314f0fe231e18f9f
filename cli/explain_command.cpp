// setoff explain: one value of a scenario, the defaults in use, or the codes of errors.

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/scenario_input.h"
#include "ledger/text/nearest.h"
#include "simulator/scenario/explain.h"

namespace setoff::cli {
namespace {

void print_codes() {
  for (const auto& facts : all_codes())
    std::cout << facts.name << "\n    " << facts.meaning << "\n";
}

std::string_view consequence_of(Family family) {
  switch (family) {
    case Family::malformed:
      return "malformed: it is answered, and nothing is recorded";
    case Family::refused:
      return "refused: the ledger records the event with this code, and books nothing";
    case Family::unavailable:
      return "unavailable: the environment failed; nothing is recorded, try again";
  }
  return {};
}

// Whether the only argument may be a code: a word that is not the name of a file.
bool may_be_code(const ExplainCommand& command) {
  std::error_code ignored;
  return command.path.empty() && command.file.find_first_of("./") == std::string::npos &&
         !std::filesystem::exists(command.file, ignored);
}

int explain_code(const std::string& name) {
  if (const auto* code = find_code(std::string_view(name))) {
    std::cout << code->name << "\n  means     " << code->meaning << "\n  is        "
              << consequence_of(code->family) << "\n";
    return kGood;
  }
  std::vector<std::string_view> names;
  std::ranges::transform(all_codes(), std::back_inserter(names), &CodeInfo::name);
  return fail({Code::bad_field, "'" + name + "' is neither a file nor a code" +
                                    did_you_mean(name, names, "; explain --codes lists them")});
}

void print_defaults(const simulator::LoadedScenario& loaded) {
  for (const auto& used : loaded.catalog.defaults())
    std::cout << used.path << ": " << used.value << "\n";
}

void print(const simulator::Explanation& explained) {
  std::cout << explained.path << ": ";
  if (!explained.value.empty())
    std::cout << explained.value << "\n";
  else
    std::cout << (explained.fallback ? *explained.fallback + " (the default)" : "not given")
              << "\n";
  if (!explained.base_units.empty()) std::cout << "  is        " << explained.base_units << "\n";
  if (!explained.about.empty()) std::cout << "  means     " << explained.about << "\n";
  if (!explained.where.empty()) std::cout << "  from      " << explained.where << "\n";
  if (!explained.source.empty()) std::cout << "  source    " << explained.source << "\n";
  if (!explained.tag.empty()) std::cout << "  tag       " << explained.tag << "\n";
  for (const auto& before : explained.overrode)
    std::cout << "  instead of " << before.value << " (" << before.where << ")\n";
}

}  // namespace

int explain(const ExplainCommand& command) {
  if (command.codes) {
    print_codes();
    return kGood;
  }
  if (command.file.empty())
    return fail({Code::bad_field, "explain needs a scenario file, a code, or --codes"});
  if (may_be_code(command)) return explain_code(command.file);
  const auto options = load_options(command.variants, command.sets, {});
  if (!options) return fail(options.error());
  const auto loaded = simulator::load_scenario(command.file, *options);
  if (!loaded.scenario) {
    print_diagnostics(loaded.diagnostics);
    return status_of_failed_load(loaded);
  }
  if (command.path.empty()) {
    print_defaults(loaded);
    return kGood;
  }
  const auto explained = simulator::explain_value(loaded, command.path);
  if (!explained) return fail(explained.error().error());
  print(*explained);
  return kGood;
}

}  // namespace setoff::cli
