#include <fmt/format.h>

#include <boost/json.hpp>
#include <iostream>

#include "cli/arguments.h"
#include "cli/printable_stream.h"
#include "ledger/query/balances.h"

namespace setoff::cli {

int show_balance(const BalanceCommand& command) {
  const auto valued = optional_day(command.valued);
  if (!valued) return fail(valued.error());
  const auto known = optional_moment(command.known);
  if (!known) return fail(known.error());
  const auto ledger = open_to_read(command.ledger, *known);
  if (!ledger) return fail(ledger.error());
  boost::json::array rows;
  for (const auto& row : trial_balance((*ledger)->state(), *valued)) {
    const auto amount = format_minor(row.amount, row.commodity.scale());
    if (command.json)
      rows.push_back(
          {{"account", row.account}, {"amount", amount}, {"commodity", row.commodity.code()}});
    else
      std::cout << fmt::format("{:<48}{:>26} {}\n", row.account, amount, row.commodity.code());
  }
  if (command.json) print_json(std::cout, boost::json::serialize(rows));
  return kGood;
}

}  // namespace setoff::cli
