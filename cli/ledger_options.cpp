#include <CLI/CLI.hpp>

#include "cli/options.h"
#include "cli/table.h"

namespace setoff::cli {

void add_ledger_to_read(CLI::App& command, LedgerToRead& ledger) {
  command.add_option("ledger", ledger.file, "ledger file")->required();
  command.add_option("--expect-root", ledger.expect_root, "root noted earlier, hex");
  command.add_option("--expect-size", ledger.expect_size, "entries under that root (default: all)");
}

namespace {

// Commands that go through the postings of accounts.
void add_account_commands(CLI::App& app, Options& options, int& status) {
  auto* statement = app.add_subcommand(
      "statement", "Every posting on an account, between the balances before and after");
  statement->footer(
      "Examples: setoff statement first/ledger.db trust --from 2024-06-01 --to 2024-06-30\n"
      "          setoff statement first/ledger.db '*:claim:*' --xlsx claims.xlsx\n"
      "Amounts are positive where money comes in (debits)");
  add_ledger_to_read(*statement, options.statement.ledger);
  statement
      ->add_option("account", options.statement.account,
                   "account at a bank, of all lines together; or a path or pattern, such as "
                   "'*:claim:*', each account by itself")
      ->required();
  statement->add_option("--from", options.statement.from, "first value date");
  statement->add_option("--to", options.statement.to, "last value date");
  add_table_output(*statement, options.statement.output);
  statement->callback([&] { status = show_statement(options.statement); });
  auto* debits = app.add_subcommand(
      "debits", "Everything that left accounts at banks, with its authority, approvals and papers");
  debits->footer(
      "Examples: setoff debits first/ledger.db\n"
      "          setoff debits first/ledger.db --csv > debits.csv (with all columns)\n"
      "Exit status 1: a debit of restricted money has no window, no approval, no listed purpose,\n"
      "no papers, or a payee on the owner's side");
  add_ledger_to_read(*debits, options.debits.ledger);
  debits->add_option("--account", options.debits.account, "account at a bank (default: all)");
  debits->add_option(
      "--kind", options.debits.kind,
      "goods, purpose, conversion, transfer, settlement, charge, returned, correction");
  debits->add_option("--payee", options.debits.payee, "paid to, a name or a pattern");
  debits->add_option("--spent-on", options.debits.spent_on, "good or purpose, a name or a pattern");
  debits->add_option("--from", options.debits.from, "first value date");
  debits->add_option("--to", options.debits.to, "last value date");
  add_table_output(*debits, options.debits.output);
  debits->callback([&] { status = show_debits(options.debits); });
  auto* report = app.add_subcommand(
      "report", "A pack of monthly tables from a ledger alone, as one Excel workbook");
  report->footer("Example: setoff report first/ledger.db -o first.xlsx");
  add_ledger_to_read(*report, options.report.ledger);
  report->add_option("--from", options.report.from, "first value date (default: the first booked)");
  report->add_option("--to", options.report.to, "last value date (default: the last booked)");
  report->add_option("-o,--output", options.report.output, "workbook to write")->required();
  report->add_flag("--force", options.report.force, "replace a workbook that is there");
  report->callback([&] { status = report_ledger(options.report); });
}

}  // namespace

void add_ledger_commands(CLI::App& app, Options& options, int& status) {
  auto* post =
      app.add_subcommand("post", "Post events (CloudEvents, single or in lists) into a ledger");
  post->footer(
      "Examples: setoff post again.db first.jsonl\n"
      "          setoff export first/ledger.db --format jsonl | setoff post again.db\n"
      "          setoff post again.db today.jsonl --dry-run");
  post->add_option("ledger", options.post.ledger, "ledger file, made if it is not there")
      ->required();
  post->add_option("file", options.post.file, "file of events; - (the default) is standard input");
  post->add_flag("--atomic", options.post.atomic,
                 "book all of it or nothing (the default for a file)");
  post->add_flag("--keep-going", options.post.keep_going,
                 "record refusals and go on (the default for standard input)");
  post->add_option("--clock-tolerance", options.post.clock_tolerance_s,
                   "seconds that a time may be ahead of the clock (default: 300)");
  post->add_option("--value-days-ahead", options.post.value_days_ahead,
                   "days that a value date may be after today (default: 3660)");
  post->add_option("--value-days-behind", options.post.value_days_behind,
                   "days that a value date may be before today (default: 36600)");
  post->add_flag("--dry-run", options.post.dry_run,
                 "show the exact entries that would be written, and write nothing");
  post->add_flag("--json", options.post.json, "as JSON, one object a line");
  post->callback([&] { status = post_events(options.post); });
  auto* schema = app.add_subcommand(
      "schema", "Print the JSON Schema of an event or of a scenario, or list the types");
  schema->footer(
      "Examples: setoff schema\n"
      "          setoff schema payment.received\n"
      "          setoff schema event\n"
      "          setoff schema scenario > scenario.schema.json");
  schema->add_option(
      "type", options.schema_type,
      "type of event, with or without setoff.; event is any of them, scenario a file");
  schema->callback([&] { status = show_schema(options.schema_type); });
  auto* balance = app.add_subcommand("balance", "Balances of all accounts");
  balance->footer("Example: setoff balance first/ledger.db --on 2024-06-30 --known 2024-07-15");
  add_ledger_to_read(*balance, options.balance.ledger);
  balance->add_option("--on", options.balance.valued,
                      "by value dates up to this day, 2024-06-30 or \"SH 1403-04-10\"");
  balance->add_option("--known", options.balance.known,
                      "as known at the end of this day, or at this time");
  add_table_output(*balance, options.balance.output);
  balance->callback([&] { status = show_balance(options.balance); });
  auto* claims = app.add_subcommand("claims", "What became of everything earned, by state");
  claims->footer("Example: setoff claims first/ledger.db --on 2024-06-30 --in EUR");
  add_ledger_to_read(*claims, options.claims.ledger);
  claims->add_option("--on", options.claims.on, "day, 2024-06-30 or \"SH 1403-04-10\"")->required();
  claims->add_option("--in", options.claims.in,
                     "currency to show them in, at the newest rate (default: that of the books)");
  add_table_output(*claims, options.claims.output);
  claims->callback([&] { status = show_claims(options.claims); });
  add_account_commands(app, options, status);
  auto* output = app.add_subcommand("export", "Write the entries in another form");
  output->footer("Example: setoff export first/ledger.db --format hledger -o first.journal");
  add_ledger_to_read(*output, options.output.ledger);
  output->add_option("--format", options.output.format, "jsonl or hledger")->required();
  output->add_option("-o,--output", options.output.output, "file (default: standard output)");
  output->add_flag("--force", options.output.force,
                   "replace a file that is there; never a ledger or what belongs to one");
  output->callback([&] { status = export_entries(options.output); });
  auto* backup = app.add_subcommand(
      "backup", "Copy a ledger, also one that is served, into a new file and audit the copy");
  backup->footer(
      "Example: setoff backup first/ledger.db first-2024-06-30.db\n"
      "Exit status 1: the copy is not clean, and was not kept");
  backup->add_option("ledger", options.backup.ledger, "ledger file")->required();
  backup->add_option("file", options.backup.file, "file to make; never one that is there")
      ->required();
  backup->add_flag("--json", options.backup.json, "as JSON");
  backup->callback([&] { status = backup_ledger(options.backup); });
  auto* rebuild =
      app.add_subcommand("rebuild", "Make the tables of a ledger file again from its journal");
  rebuild->footer("Example: setoff rebuild first/ledger.db");
  add_ledger_to_read(*rebuild, options.rebuild);
  rebuild->callback([&] { status = rebuild_tables(options.rebuild); });
}

}  // namespace setoff::cli
