// setoff fmt: the canonical layout of scenario files.

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "cli/commands.h"
#include "cli/scenario_input.h"
#include "ledger/store/output_file.h"
#include "ledger/text/yaml_layout.h"

namespace setoff::cli {
namespace {

// Lays out one file; a link stays a link.
int format_file(const std::string& name, bool check) {
  Sources sources;
  const auto file = sources.load(name);
  if (!file) return fail(file.error());
  Diagnostics found;
  const auto text = canonical_yaml(**file, found);
  if (!text) {
    print_diagnostics(found);
    return kWrongInput;
  }
  if (*text == (*file)->text()) return kGood;
  if (!check) {
    std::error_code ignored;
    const auto target = std::filesystem::canonical(name, ignored);
    const auto written = write_output(target, {.replace = true}, *text);
    if (!written) return fail(written.error());
  }
  std::cout << name << "\n";
  return check ? kFinding : kGood;
}

}  // namespace

int format_scenarios(const FormatCommand& command) {
  int status = kGood;
  for (const auto& file : command.files)
    status = std::max(status, format_file(file, command.check));
  return status;
}

}  // namespace setoff::cli
