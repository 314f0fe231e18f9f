#include <fmt/format.h>

#include <boost/json.hpp>
#include <iostream>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "ledger/query/balances.h"

namespace setoff::cli {

int show_balance(const BalanceCommand& command) {
  const auto valued = optional_day(command.valued);
  if (!valued) return fail(valued.error());
  const auto state = books_as_known(command.ledger, command.known);
  if (!state) return fail(state.error());
  boost::json::array rows;
  for (const auto& row : trial_balance(*state, *valued)) {
    const auto amount = format_minor(row.amount, row.commodity.scale());
    if (command.json)
      rows.push_back(
          {{"account", row.account}, {"amount", amount}, {"commodity", row.commodity.code()}});
    else
      std::cout << fmt::format("{:<48}{:>26} {}\n", row.account, amount, row.commodity.code());
  }
  if (command.json) std::cout << boost::json::serialize(rows) << "\n";
  return kGood;
}

}  // namespace setoff::cli
