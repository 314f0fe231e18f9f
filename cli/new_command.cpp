// setoff new: a scenario to begin with.

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "cli/commands.h"
#include "ledger/store/output_file.h"
#include "ledger/text/nearest.h"
#include "simulator/scenario/templates.h"

namespace setoff::cli {
namespace {

void list_kinds() {
  std::size_t width = 0;
  for (const auto& one : simulator::scenario_templates())
    width = std::max(width, one.kind.size());
  for (const auto& one : simulator::scenario_templates())
    std::cout << one.kind << std::string(width + 2 - one.kind.size(), ' ') << one.about << "\n";
}

Error unknown_kind(const std::string& kind) {
  std::vector<std::string_view> known;
  for (const auto& one : simulator::scenario_templates())
    known.push_back(one.kind);
  return {Code::bad_field, "'" + kind + "' is not a kind of scenario" +
                               did_you_mean(kind, known, "; `setoff new` lists them")};
}

}  // namespace

int new_scenario(const NewCommand& command) {
  if (command.kind.empty() && command.output.empty()) {
    list_kinds();
    return kGood;
  }
  if (command.kind.empty())
    return fail(
        {Code::bad_field, "-o needs a kind of scenario before it; `setoff new` lists them"});
  const auto* const found = simulator::find_template(command.kind);
  if (found == nullptr) return fail(unknown_kind(command.kind));
  if (command.output.empty()) {
    std::cout << found->text();
    return kGood;
  }
  std::error_code ignored;
  if (std::filesystem::exists(command.output, ignored))
    return fail({Code::cannot_write, "'" + command.output +
                                         "' exists, and `setoff new` never replaces a file; name "
                                         "another one"});
  const auto written = write_output(command.output, {}, found->text());
  if (!written) return fail(written.error());
  std::cerr << "written to " << command.output << "\ncheck it with: setoff check " << command.output
            << "\n";
  return kGood;
}

}  // namespace setoff::cli
