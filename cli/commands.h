#pragma once
// The commands of the program, each a function of plain options: the texts of the command line, not
// parsed yet, an empty one where an option is not given (docs/commands.md). Results go to standard
// output, messages to standard error. Returns the exit status: 0 success, 1 a finding (such as a
// ledger that fails verification), 2 wrong input or usage, 3 an environment failure.

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/error.h"

namespace setoff::cli {

inline constexpr int kGood = 0;
inline constexpr int kFinding = 1;
inline constexpr int kWrongInput = 2;
inline constexpr int kEnvironment = 3;

struct RunCommand {
  std::string file;
  std::string folder;  // empty: out/<scenario>, or the next free name
  std::vector<std::string> sets;
  std::vector<std::string> variants;
  std::string seed;
  std::string path;     // of an ensemble, from 1 on; empty: the file without draws
  std::string paths;    // of that ensemble; empty: as many as `path`
  std::string design;   // of that ensemble
  bool force = false;   // replaces the results of an earlier run in `folder`
  bool strict = false;  // warnings are errors
  bool json = false;
};
[[nodiscard]] int run_scenario(const RunCommand& command);

struct CheckCommand {
  std::vector<std::string> files;
  std::vector<std::string> sets;
  std::vector<std::string> variants;
  bool strict = false;
};
[[nodiscard]] int check_scenarios(const CheckCommand& command);
struct TestCommand {
  std::vector<std::string> files;
  std::vector<std::string> variants;  // empty: the files as they are, and all their variants
};
[[nodiscard]] int test_scenarios(const TestCommand& command);

// The form in which a command gives out a table (table.h); at most one.
struct TableOutput {
  bool json = false;
  bool csv = false;
  std::string workbook;  // file; empty: none
  bool force = false;    // replaces an existing file

  // Whether the command prints text for people.
  [[nodiscard]] bool as_text() const { return !json && !csv && !force && workbook.empty(); }
};

struct ObserveCommand {
  std::string file;
  std::vector<std::string> questions;  // observations of the scenario language
  std::vector<std::string> variants;   // of all runs
  std::vector<std::string> sets;
  std::vector<std::string> beside;  // a variant or PATH=VALUE each: one more run
  std::string seed;
  TableOutput output;
};
[[nodiscard]] int observe(const ObserveCommand& command);

// A scenario run on many paths, at one point or at several.
struct StudyCommand {
  std::string file;
  std::vector<std::string> asked;  // observations, and events such as "ever stock(wheat) < 10 kt"
  std::vector<std::string> variants;
  std::vector<std::string> sets;
  std::vector<std::string> beside;  // a point each, as in ObserveCommand
  std::vector<std::string> over;    // PATH=VALUE, VALUE ...: points on a grid
  std::string points;               // CSV file: a point a row, named by its first column
  std::vector<std::string> bands;
  std::string paths = "256";
  std::string threads;
  std::string seed;
  std::string design = "random";
  std::string confidence = "95 %";
  std::string shard;  // "2/5"
  std::string folder;
  TableOutput output;
};
[[nodiscard]] int run_ensemble(const StudyCommand& command);
[[nodiscard]] int run_comparison(const StudyCommand& command);
[[nodiscard]] int run_sweep(const StudyCommand& command);

struct ReplayCommand {
  std::string study;  // folder of an ensemble
  std::string path;
  std::string point;  // name; empty: the first
  std::string folder;
  bool force = false;
};
[[nodiscard]] int replay_path(const ReplayCommand& command);

struct MergeCommand {
  std::vector<std::string> folders;  // of shards
  std::string output;
};
[[nodiscard]] int merge_studies(const MergeCommand& command);

struct ExplainCommand {
  std::string file;
  std::string path;  // empty: the defaults in use
  std::vector<std::string> sets;
  std::vector<std::string> variants;
  bool codes = false;
};
[[nodiscard]] int explain(const ExplainCommand& command);

// Lists the kinds if `kind` is empty.
struct NewCommand {
  std::string kind;
  std::string output;  // empty: standard output
};
[[nodiscard]] int new_scenario(const NewCommand& command);

// Writes files in their canonical layout and prints the names of those that change.
struct FormatCommand {
  std::vector<std::string> files;
  bool check = false;  // writes nothing
};
[[nodiscard]] int format_scenarios(const FormatCommand& command);

struct PostCommand {
  std::string ledger;
  std::string file = "-";
  bool atomic = false;      // all or nothing; the default for a file
  bool keep_going = false;  // records refusals and continues; the default for standard input
  std::string clock_tolerance_s = "300";
  std::string value_days_ahead = "3660";
  std::string value_days_behind = "36600";
  bool dry_run = false;
  bool json = false;
};
[[nodiscard]] int post_events(const PostCommand& command);

// Lists the event types if `type` is empty.
[[nodiscard]] int show_schema(const std::string& type);

// The ledger to read, and the root it is expected to have.
struct LedgerToRead {
  std::string file;
  std::string expect_root;  // hex
  std::string expect_size;  // entries under that root; empty: all
};

// Rebuilds the projection tables of a ledger file from its journal.
[[nodiscard]] int rebuild_tables(const LedgerToRead& ledger);

struct BalanceCommand {
  LedgerToRead ledger;
  std::string valued;  // last value date that counts
  std::string known;   // as known at the end of this day, or at this time
  TableOutput output;
};
[[nodiscard]] int show_balance(const BalanceCommand& command);

struct ClaimsCommand {
  LedgerToRead ledger;
  std::string on;
  std::string in;  // currency; empty: that of the books
  TableOutput output;
};
[[nodiscard]] int show_claims(const ClaimsCommand& command);

struct StatementCommand {
  LedgerToRead ledger;
  std::string account;  // at a bank, or a path or pattern
  std::string from;     // value dates
  std::string to;
  TableOutput output;
};
[[nodiscard]] int show_statement(const StatementCommand& command);

struct DebitsCommand {
  LedgerToRead ledger;
  std::string account;  // at a bank; empty: all
  std::string kind;
  std::string payee;
  std::string spent_on;  // good or purpose
  std::string from;      // value dates
  std::string to;
  TableOutput output;
};
[[nodiscard]] int show_debits(const DebitsCommand& command);

struct ReportCommand {
  LedgerToRead ledger;
  std::string from;  // value dates
  std::string to;
  std::string output;
  bool force = false;
};
[[nodiscard]] int report_ledger(const ReportCommand& command);

struct ExportCommand {
  LedgerToRead ledger;
  std::string format;  // jsonl or hledger
  std::string output;  // empty: standard output
  bool force = false;  // replaces an existing file
};
[[nodiscard]] int export_entries(const ExportCommand& command);

struct VerifyCommand {
  LedgerToRead ledger;
  bool json = false;
};
[[nodiscard]] int audit_verify(const VerifyCommand& command);

struct BackupCommand {
  std::string ledger;
  std::string file;
  bool json = false;
};
[[nodiscard]] int backup_ledger(const BackupCommand& command);

struct LogCommand {
  LedgerToRead ledger;
  std::string account;
  std::string type;
  std::string from;
  std::string to;
  std::string booked_from;
  std::string booked_to;
  std::string counterparty;
  std::string purpose;
  std::string code;
  std::string after;  // entries after that number
  std::string limit;  // at most so many
  bool refused = false;
  TableOutput output;
};
[[nodiscard]] int audit_log(const LogCommand& command);

struct ShowCommand {
  LedgerToRead ledger;
  std::string sequence;
  bool json = false;
};
[[nodiscard]] int audit_show(const ShowCommand& command);

struct TraceCommand {
  LedgerToRead ledger;
  std::string sequence;
  bool forward = false;
  bool all = false;  // every entry of long lists, not their sum
  bool json = false;
};
[[nodiscard]] int audit_trace(const TraceCommand& command);

struct ServeCommand {
  std::string ledger;
  std::vector<std::string> events;  // addresses of event sockets
  std::vector<std::string> http;    // addresses of HTTP listeners
  std::string config;
  bool check = false;  // checks the configuration and the machine, serves nothing
};
[[nodiscard]] int serve_ledger(const ServeCommand& command);

struct SendCommand {
  std::string address;
  std::string file = "-";
  std::string retry_s = "30";
  std::string token_file;
  bool tls = false;
  std::string authority;  // file of trusted CA certificates; empty: the system's
  std::string tls_name;   // name in the server's certificate; empty: the host's IP address
  bool plain_token = false;
  bool quiet = false;
};
[[nodiscard]] int send_file(const SendCommand& command);
// Prints a new token and its hash.
[[nodiscard]] int make_token();

// Prints the error to standard error and returns the exit status for its code.
[[nodiscard]] int fail(const Error& error);

}  // namespace setoff::cli
