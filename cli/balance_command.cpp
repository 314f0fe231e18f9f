#include <fmt/format.h>

#include <iostream>

#include "cli/arguments.h"
#include "cli/table.h"
#include "ledger/query/balances.h"

namespace setoff::cli {

int show_balance(const BalanceCommand& command) {
  const auto valued = optional_day(command.valued);
  if (!valued) return fail(valued.error());
  const auto known = optional_moment(command.known);
  if (!known) return fail(known.error());
  const auto ledger = open_to_read(command.ledger, *known);
  if (!ledger) return fail(ledger.error());
  CellTable table{"balances", {"account", "amount", "commodity"}, {}};
  for (const auto& row : trial_balance((*ledger)->state(), *valued)) {
    table.rows.push_back(
        {row.account, amount_cell(row.amount, row.commodity), std::string(row.commodity.code())});
    if (command.output.as_text())
      std::cout << fmt::format("{:<48}{:>26} {}\n", row.account,
                               format_minor(row.amount, row.commodity.scale()),
                               row.commodity.code());
  }
  if (command.output.as_text()) return kGood;
  const auto given = give_out(std::cout, command.output, table, command.ledger.file);
  if (!given) return fail(given.error());
  return kGood;
}

}  // namespace setoff::cli
