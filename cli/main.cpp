// Entry point: parses the command line, runs one command and returns its exit status.

#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>

#include "cli/options.h"
#include "cli/printable_stream.h"
#include "cli/wrong_call.h"
#include "ledger/event/entry.h"

namespace {

// Help and version exit with success; every other parse error is wrong usage.
int exit_of(const CLI::App& app, const CLI::ParseError& error,
            const std::vector<std::string>& arguments) {
  using namespace setoff::cli;
  auto said = explain_command(app, arguments);
  if (error.get_exit_code() == 0 && said.empty()) {
    app.exit(error);
    return kGood;
  }
  if (said.empty()) said = explain_option(app, arguments);
  if (said.empty()) said = explain_values(app, arguments);
  if (said.empty()) {
    app.exit(error);
    return kWrongInput;
  }
  std::cerr << "setoff: " << said << "\nRun with --help for more information.\n";
  return kWrongInput;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace setoff::cli;
  // A write beyond the file size limit must fail like one on a full disk, not kill the process.
  std::signal(SIGXFSZ, SIG_IGN);
  const PrintableStream results(std::cout);
  const PrintableStream messages(std::cerr);
  CLI::App app{"Setoff: a bilateral clearing ledger and simulator", "setoff"};
  app.footer(
      "Begin with: setoff run scenarios/first-steps.yaml -o first\n"
      "Help of a command: setoff COMMAND --help\n"
      "Exit status: 0 done and good; 1 done, with a finding; 2 the input or the call is wrong;\n"
      "3 the environment failed (a file that is not there, no permission, a full disk)");
  app.require_subcommand(1);
  app.set_version_flag("--version", "setoff " SETOFF_VERSION);
  Options options;
  int status = kGood;
  add_scenario_commands(app, options, status);
  add_study_commands(app, options, status);
  add_ledger_commands(app, options, status);
  add_daemon_commands(app, options, status);
  add_audit_commands(app, options, status);
  auto* version = app.add_subcommand("version", "Version of the program and of its rules");
  version->footer("Example: setoff version");
  version->callback([] {
    std::cout << "setoff " << SETOFF_VERSION << ", rules " << setoff::kRulesVersion << "\n";
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return exit_of(app, error, {argv + 1, argv + argc});
  }
  // Output that could not be written was not delivered, so the command failed.
  if (!std::cout.flush()) return fail({setoff::Code::cannot_write, "cannot write the output"});
  return status;
}
