#include <CLI/CLI.hpp>

#include "cli/options.h"
#include "cli/table.h"

namespace setoff::cli {
namespace {

void add_verify(CLI::App& audit, VerifyCommand& options, int& status) {
  auto* verify =
      audit.add_subcommand("verify", "Play all events again and compare every byte and the root");
  verify->footer(
      "Examples: setoff audit verify first/ledger.db\n"
      "          setoff audit verify first/ledger.db --expect-root HEX --expect-size 1200\n"
      "Status 1 if anything is wrong.");
  add_ledger_to_read(*verify, options.ledger);
  verify->add_flag("--json", options.json, "as JSON");
  verify->callback([&] { status = audit_verify(options); });
}

void add_log(CLI::App& audit, LogCommand& options, int& status) {
  auto* log = audit.add_subcommand("log", "List entries that fit all filters, in booking order");
  log->footer(
      "Examples: setoff audit log first/ledger.db --type credit.honoured --from 2024-01-01\n"
      "          setoff audit log first/ledger.db --refused --limit 20\n"
      "          setoff audit log first/ledger.db --account assets:exporter --purpose food --json");
  add_ledger_to_read(*log, options.ledger);
  log->add_option("--account", options.account,
                  "touch accounts whose path begins so, or of that name; * stands for any text");
  log->add_option("--type", options.type, "event type, such as payment.received or credit.*");
  log->add_option("--from", options.from, "first value date, 2024-06-30 or \"SH 1403-04-10\"");
  log->add_option("--to", options.to, "last value date");
  log->add_option("--booked-from", options.booked_from, "first booking day (UTC)");
  log->add_option("--booked-to", options.booked_to, "last booking day (UTC), or a time");
  log->add_option("--counterparty", options.counterparty,
                  "buyer, payer, payee, supplier or seller, and what was bought from it");
  log->add_option("--purpose", options.purpose, "for that purpose, from request to payment");
  log->add_flag("--refused", options.refused, "refusals only");
  log->add_option("--code", options.code, "refusals with that code only");
  log->add_option("--after", options.after, "entries after that number");
  log->add_option("--limit", options.limit, "at most so many");
  add_table_output(*log, options.output);
  log->callback([&] { status = audit_log(options); });
}

void add_show(CLI::App& audit, ShowCommand& options, int& status) {
  auto* show = audit.add_subcommand(
      "show", "One entry: event, postings, links both ways, proof that it is under the root");
  show->footer("Example: setoff audit show first/ledger.db 12 --json");
  add_ledger_to_read(*show, options.ledger);
  show->add_option("sequence", options.sequence, "number of the entry")->required();
  show->add_flag("--json", options.json, "as JSON, with the bytes of the leaf (base64)");
  show->callback([&] { status = audit_show(options); });
}

void add_trace(CLI::App& audit, TraceCommand& options, int& status) {
  auto* trace = audit.add_subcommand(
      "trace", "What paid for an entry, back to dated deliveries with their prices");
  trace->footer(
      "Examples: setoff audit log first/ledger.db --type goods.landed --limit 3\n"
      "          setoff audit trace first/ledger.db 812\n"
      "          setoff audit trace first/ledger.db 35 --forward\n"
      "Money is used first in, first out, by the invoice that it paid (docs/adr/0003).");
  add_ledger_to_read(*trace, options.ledger);
  trace->add_option("sequence", options.sequence, "number of the entry")->required();
  trace->add_flag("--forward", options.forward, "what became of it, instead of what paid for it");
  trace->add_flag("--all", options.all, "every entry of long lists, not their sum");
  trace->add_flag("--json", options.json, "the whole tree as JSON");
  trace->callback([&] { status = audit_trace(options); });
}

}  // namespace

void add_audit_commands(CLI::App& app, Options& options, int& status) {
  auto* audit = app.add_subcommand("audit", "Verify, list, show and trace the entries of a ledger");
  audit->footer(
      "Examples: setoff audit verify first/ledger.db\n"
      "          setoff audit log first/ledger.db --type goods.landed\n"
      "          setoff audit trace first/ledger.db 518");
  audit->require_subcommand(1);
  add_verify(*audit, options.verify, status);
  add_log(*audit, options.log, status);
  add_show(*audit, options.show, status);
  add_trace(*audit, options.trace, status);
}

}  // namespace setoff::cli
