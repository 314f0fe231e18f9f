// The program: options of each command, read as text and handed on.

#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands.h"

namespace {

using namespace setoff::cli;

struct Options {
  RunCommand run;
  std::vector<std::string> files;
  PostCommand post;
  BalanceCommand balance;
  ClaimsCommand claims;
  ExportCommand output;
  VerifyCommand verify;
  LogCommand log;
  std::string rebuild_ledger;
  ServeCommand serve;
  SendCommand send;
  std::string show_ledger;
  std::string show_sequence;
};

void add_scenario_commands(CLI::App& app, Options& options, int& status) {
  auto* run = app.add_subcommand("run", "Run a scenario into a ledger with its report");
  run->footer(
      "Example: setoff run scenarios/first-steps.yaml -o first --set exports.gas.quantity='30 "
      "MCM/day'");
  run->add_option("file", options.run.file, "scenario file")->required();
  run->add_option("-o,--output", options.run.folder,
                  "folder for the results (default: out/<scenario>)");
  run->add_option("--set", options.run.sets, "PATH=VALUE, put in the place of what the file says");
  run->add_option("--variant", options.run.variants, "variant of the file, applied in order");
  run->add_option("--seed", options.run.seed, "seed of the draws, instead of the file's");
  run->add_flag("--json", options.run.json, "the summary as JSON");
  run->callback([&] { status = run_scenario(options.run); });
  auto* check = app.add_subcommand("check", "Check scenario files and show every mistake");
  check->footer("Example: setoff check scenarios/*.yaml");
  check->add_option("files", options.files, "scenario files")->required();
  check->callback([&] { status = check_scenarios(options.files); });
  auto* test = app.add_subcommand("test", "Run scenarios for their expectations only");
  test->footer("Example: setoff test scenarios/first-steps.yaml");
  test->add_option("files", options.files, "scenario files")->required();
  test->callback([&] { status = test_scenarios(options.files); });
}

void add_ledger_commands(CLI::App& app, Options& options, int& status) {
  auto* post = app.add_subcommand("post", "Post events (CloudEvents, one a line) into a ledger");
  post->footer("Example: setoff post again.db first.jsonl");
  post->add_option("ledger", options.post.ledger, "ledger file, made if it is not there")
      ->required();
  post->add_option("file", options.post.file, "events; - is standard input");
  post->add_flag("--dry-run", options.post.dry_run, "show what would happen, change nothing");
  post->callback([&] { status = post_events(options.post); });
  auto* balance = app.add_subcommand("balance", "Balances of all accounts");
  balance->footer("Example: setoff balance first/ledger.db --valued 2024-06-30 --known 2024-07-15");
  balance->add_option("ledger", options.balance.ledger, "ledger file")->required();
  balance->add_option("--valued", options.balance.valued, "by value dates up to this day");
  balance->add_option("--known", options.balance.known,
                      "as known at the end of this day, or at this time");
  balance->add_flag("--json", options.balance.json, "as JSON");
  balance->callback([&] { status = show_balance(options.balance); });
  auto* claims = app.add_subcommand("claims", "What became of everything earned, by state");
  claims->footer("Example: setoff claims first/ledger.db --on 2024-06-30");
  claims->add_option("ledger", options.claims.ledger, "ledger file")->required();
  claims->add_option("--on", options.claims.on, "day")->required();
  claims->add_flag("--json", options.claims.json, "as JSON");
  claims->callback([&] { status = show_claims(options.claims); });
  auto* output = app.add_subcommand("export", "Write the entries in another form");
  output->footer("Example: setoff export first/ledger.db --format hledger -o first.journal");
  output->add_option("ledger", options.output.ledger, "ledger file")->required();
  output->add_option("--format", options.output.format, "jsonl or hledger")->required();
  output->add_option("-o,--output", options.output.output, "file (default: standard output)");
  output->callback([&] { status = export_entries(options.output); });
  auto* rebuild =
      app.add_subcommand("rebuild", "Make the tables of a ledger file again from its journal");
  rebuild->footer("Example: setoff rebuild first/ledger.db");
  rebuild->add_option("ledger", options.rebuild_ledger, "ledger file")->required();
  rebuild->callback([&] { status = rebuild_tables(options.rebuild_ledger); });
}

void add_daemon_commands(CLI::App& app, Options& options, int& status) {
  auto* serve =
      app.add_subcommand("serve", "Keep a ledger as a daemon that takes events by socket");
  serve->footer("Example: setoff serve ledger.db --events unix:ledger.sock");
  serve->add_option("ledger", options.serve.ledger, "ledger file, made if it is not there")
      ->required();
  serve->add_option("--events", options.serve.events,
                    "address of an event socket: 127.0.0.1:7401, [::1]:7401 or unix:/path");
  serve->callback([&] { status = serve_ledger(options.serve); });
  auto* send = app.add_subcommand("send", "Send events to a daemon and wait for their receipts");
  send->footer("Example: setoff send unix:ledger.sock first.jsonl");
  send->add_option("address", options.send.address, "address of the daemon's event socket")
      ->required();
  send->add_option("file", options.send.file, "events, one a line; - is standard input");
  send->add_option("--retry", options.send.retry_s,
                   "seconds to try again for while the daemon cannot be reached");
  send->add_flag("--quiet", options.send.quiet, "no progress line");
  send->callback([&] { status = send_file(options.send); });
}

void add_audit_commands(CLI::App& app, Options& options, int& status) {
  auto* audit = app.add_subcommand("audit", "Verify and read the entries of a ledger");
  audit->require_subcommand(1);
  auto* verify =
      audit->add_subcommand("verify", "Play all events again and compare every byte and the root");
  verify->add_option("ledger", options.verify.ledger, "ledger file")->required();
  verify->add_option("--expect-root", options.verify.expect_root, "root noted earlier, hex");
  verify->add_option("--expect-size", options.verify.expect_size,
                     "entries under that root (default: all)");
  verify->add_flag("--json", options.verify.json, "as JSON");
  verify->callback([&] { status = audit_verify(options.verify); });
  auto* log = audit->add_subcommand("log", "List entries");
  log->footer("Example: setoff audit log first/ledger.db --type credit.honoured --from 2024-01-01");
  log->add_option("ledger", options.log.ledger, "ledger file")->required();
  log->add_option("--account", options.log.account,
                  "entries that touch accounts whose path begins so");
  log->add_option("--type", options.log.type, "event type");
  log->add_option("--from", options.log.from, "first value date");
  log->add_option("--to", options.log.to, "last value date");
  log->callback([&] { status = audit_log(options.log); });
  auto* show = audit->add_subcommand("show", "One entry: event, postings, links, leaf hash");
  show->add_option("ledger", options.show_ledger, "ledger file")->required();
  show->add_option("sequence", options.show_sequence, "number of the entry")->required();
  show->callback([&] { status = audit_show(options.show_ledger, options.show_sequence); });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Setoff: a bilateral clearing ledger and simulator", "setoff"};
  app.require_subcommand(1);
  Options options;
  int status = kGood;
  add_scenario_commands(app, options, status);
  add_ledger_commands(app, options, status);
  add_audit_commands(app, options, status);
  add_daemon_commands(app, options, status);
  app.add_subcommand("version", "Version of the program")->callback([] {
    std::cout << "setoff " << SETOFF_VERSION << "\n";
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? kGood : kWrongInput;
  }
  return status;
}
