// The program: one command of many, and the exit status that the contract gives it.

#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/options.h"

int main(int argc, char** argv) {
  using namespace setoff::cli;
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
  add_ledger_commands(app, options, status);
  add_daemon_commands(app, options, status);
  add_audit_commands(app, options, status);
  app.add_subcommand("version", "Version of the program")->callback([] {
    std::cout << "setoff " << SETOFF_VERSION << "\n";
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? kGood : kWrongInput;
  }
  // An answer that could not be written was not given.
  if (!std::cout.flush()) return fail({setoff::Code::cannot_write, "cannot write the output"});
  return status;
}
