#pragma once
// The command line: every command with its options, help and an example. Options are read as text
// and passed to the command's function, whose exit status is stored in `status`.

#include "cli/commands.h"

namespace CLI {
class App;
}

namespace setoff::cli {

struct Options {
  RunCommand run;
  CheckCommand check;
  TestCommand test;
  ObserveCommand observe;
  StudyCommand ensemble;
  StudyCommand compare;
  StudyCommand sweep;
  ReplayCommand replay;
  MergeCommand merge;
  ExplainCommand explain;
  NewCommand make;
  FormatCommand format;
  PostCommand post;
  std::string schema_type;
  BalanceCommand balance;
  ClaimsCommand claims;
  StatementCommand statement;
  DebitsCommand debits;
  ReportCommand report;
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

// Adds the ledger file and the options for its expected root.
void add_ledger_to_read(CLI::App& command, LedgerToRead& ledger);

void add_scenario_commands(CLI::App& app, Options& options, int& status);
void add_study_commands(CLI::App& app, Options& options, int& status);
void add_ledger_commands(CLI::App& app, Options& options, int& status);
void add_daemon_commands(CLI::App& app, Options& options, int& status);
void add_audit_commands(CLI::App& app, Options& options, int& status);

}  // namespace setoff::cli
