#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iostream>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/debits_table.h"
#include "ledger/base/grouped.h"

namespace setoff::cli {
namespace {

CellTable short_table(const std::vector<DebitRecord>& debits) {
  CellTable table{"",
                  {"entry", "value_date", "account", "amount", "currency", "kind", "payee", "for",
                   "approvals", "committed", "window", "window_to"},
                  {}};
  for (const auto& debit : debits)
    table.rows.push_back({static_cast<std::int64_t>(debit.entry), debit.value_date, debit.account,
                          amount_cell(debit.amount, debit.currency),
                          std::string(debit.currency.code()), std::string(enum_name(debit.kind)),
                          debit.payee, debit.good.empty() ? debit.purpose : debit.good,
                          numbers_text(debit.approvals),
                          debit.window.empty() ? Cell() : Cell(debit.committed), debit.window,
                          debit.window_to ? Cell(*debit.window_to) : Cell()});
  return table;
}

void print_debits(const std::vector<DebitRecord>& debits) {
  const auto terminal = terminal_of(1);
  print_text(std::cout, terminal, short_table(debits));
  std::cout << "\n";
  print_text(std::cout, terminal, totals_of(debits));
  std::cout << "\n";
  std::size_t found = 0;
  std::size_t judged = 0;
  for (const auto& debit : debits) {
    if (debit.use == AccountUse::deposit && !debit.release.empty()) ++judged;
    if (debit.findings.empty()) continue;
    ++found;
    std::cout << toned(terminal, Tone::bad,
                       fmt::format("entry {}: {}", debit.entry, findings_text(debit)))
              << "  " << debit.what << "\n";
  }
  if (judged == 0) {
    std::cout << counted(debits.size(), "debit")
              << ", none of released money: no approval was asked for\n";
    return;
  }
  std::cout << counted(debits.size(), "debit") << ", " << judged << " of them of released money: ";
  if (found > 0)
    std::cout << found << " with findings\n";
  else
    std::cout << "each was committed inside a window, with an approval, for a listed purpose, and "
                 "was paid to nobody on the owner's side\n";
}

}  // namespace

int show_debits(const DebitsCommand& command) {
  const auto span = span_argument(command.from, command.to);
  if (!span) return fail(span.error());
  DebitQuery query{command.account, command.payee, command.spent_on, {}, span->from, span->to};
  if (!command.kind.empty()) {
    query.kind = find_enum<DebitKind>(command.kind);
    if (!query.kind)
      return fail(Error(Code::bad_field,
                        "--kind is one of those that --help lists, not '" + command.kind + "'"));
  }
  const auto ledger = open_to_read(command.ledger);
  if (!ledger) return fail(ledger.error());
  const auto debits = debits_of(**ledger, (*ledger)->state(), query);
  if (!debits) return fail(debits.error());
  if (debits->empty()) std::cerr << "no debit matches\n";
  if (command.output.as_text()) {
    if (!debits->empty()) print_debits(*debits);
  } else {
    const auto given =
        give_out(std::cout, command.output, std::array{table_of(*debits), totals_of(*debits)},
                 command.ledger.file);
    if (!given) return fail(given.error());
  }
  const bool clean =
      std::ranges::all_of(*debits, [](const DebitRecord& debit) { return debit.findings.empty(); });
  return clean ? kGood : kFinding;
}

}  // namespace setoff::cli
