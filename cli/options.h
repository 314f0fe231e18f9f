#pragma once
// What the command line can say: every command with its options, help and an example. The options
// of a command are read as text and handed to its function, whose exit status goes to `status`.

#include "cli/commands.h"

namespace CLI {
class App;
}

namespace setoff::cli {

struct Options {
  RunCommand run;
  CheckCommand check;
  std::vector<std::string> tested;
  ExplainCommand explain;
  PostCommand post;
  std::string schema_type;
  BalanceCommand balance;
  ClaimsCommand claims;
  ExportCommand output;
  VerifyCommand verify;
  LogCommand log;
  ShowCommand show;
  TraceCommand trace;
  BackupCommand backup;
  LedgerToRead rebuild;
  ServeCommand serve;
  SendCommand send;
};

// The ledger that a command reads, and the root that is expected of it.
void add_ledger_to_read(CLI::App& command, LedgerToRead& ledger);

void add_scenario_commands(CLI::App& app, Options& options, int& status);
void add_ledger_commands(CLI::App& app, Options& options, int& status);
void add_daemon_commands(CLI::App& app, Options& options, int& status);
void add_audit_commands(CLI::App& app, Options& options, int& status);

}  // namespace setoff::cli
