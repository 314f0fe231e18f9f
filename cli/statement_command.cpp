#include <fmt/format.h>

#include <iostream>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/statement_table.h"
#include "ledger/base/grouped.h"
#include "ledger/query/statement.h"

namespace setoff::cli {
namespace {

std::string span_text(const StatementQuery& query) {
  if (query.from && query.to) return query.from->text() + " to " + query.to->text();
  if (query.from) return "from " + query.from->text();
  if (query.to) return "up to " + query.to->text();
  return "all value dates";
}

void print_statement(const Terminal& terminal, const Statement& statement,
                     const StatementQuery& query) {
  std::cout << toned(terminal, Tone::strong,
                     fmt::format("{}, {}, {}", statement.of, statement.commodity.code(),
                                 span_text(query)))
            << "\n";
  CellTable table{"", {"value_date", "entry", "what", "amount", "balance"}, {}};
  const auto commodity = statement.commodity;
  table.rows.push_back(
      {{}, {}, std::string("balance before"), {}, amount_cell(statement.opening, commodity)});
  for (const auto& row : statement.rows) {
    std::string what(info_of(row.type).name);
    if (!row.what.empty()) what += ": " + row.what;
    table.rows.push_back({row.value_date, static_cast<std::int64_t>(row.entry), std::move(what),
                          amount_cell(row.amount, commodity), amount_cell(row.balance, commodity)});
  }
  table.rows.push_back(
      {{}, {}, std::string("balance after"), {}, amount_cell(statement.closing, commodity)});
  print_text(std::cout, terminal, table);
  std::cout << fmt::format(
      "complete: {}; each names the one before it on its account, and the balances are those of "
      "the books\n",
      counted(statement.rows.size(), "posting"));
}

}  // namespace

int show_statement(const StatementCommand& command) {
  const auto span = span_argument(command.from, command.to);
  if (!span) return fail(span.error());
  const StatementQuery query{command.account, span->from, span->to};
  const auto ledger = open_to_read(command.ledger);
  if (!ledger) return fail(ledger.error());
  const auto statements = statements_of(**ledger, (*ledger)->state(), query);
  if (!statements) return fail(statements.error());
  if (!command.output.as_text()) {
    const auto given =
        give_out(std::cout, command.output, table_of(*statements), command.ledger.file);
    return given ? kGood : fail(given.error());
  }
  const auto terminal = terminal_of(1);
  for (std::size_t i = 0; i < statements->size(); ++i) {
    if (i > 0) std::cout << "\n";
    print_statement(terminal, (*statements)[i], query);
  }
  return kGood;
}

}  // namespace setoff::cli
