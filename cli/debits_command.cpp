#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <map>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/table.h"
#include "ledger/base/grouped.h"
#include "ledger/query/debits.h"

namespace setoff::cli {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, " "));
}

std::string numbers(const std::vector<Sequence>& entries) {
  return fmt::format("{}", fmt::join(entries, " "));
}

std::string findings_of(const DebitRecord& debit) {
  std::vector<std::string> names;
  for (const auto finding : debit.findings)
    names.emplace_back(enum_name(finding));
  return joined(names);
}

Cell day_or_none(std::optional<Day> day) {
  return day ? Cell(*day) : Cell();
}

// The unit price of goods, in the currency of the account, rounded to its decimals.
Cell price_of(const DebitRecord& debit) {
  if (!debit.quantity || debit.quantity->minor() == 0) return {};
  const auto power =
      static_cast<std::int64_t>(power_of_ten(debit.quantity->kind().scale()).value_or(1));
  const auto price =
      multiply_divide(debit.amount, power, debit.quantity->minor(), Rounding::half_even);
  return price ? Cell(amount_cell(*price, debit.currency)) : Cell();
}

Table table_of(const std::vector<DebitRecord>& debits) {
  Table table{"debits",
              {"entry",      "value_date", "account",   "line",       "kind",        "amount",
               "currency",   "payee",      "purpose",   "good",       "quantity",    "unit",
               "unit_price", "release",    "approvals", "references", "credit",      "committed",
               "window",     "window_to",  "papers",    "what",       "reversed_by", "findings"},
              {}};
  for (const auto& debit : debits) {
    const bool goods = debit.quantity.has_value();
    table.rows.push_back(
        {static_cast<std::int64_t>(debit.entry),
         debit.value_date,
         debit.account,
         debit.line,
         std::string(enum_name(debit.kind)),
         amount_cell(debit.amount, debit.currency),
         std::string(debit.currency.code()),
         debit.payee,
         debit.purpose,
         debit.good,
         goods ? Cell(AmountCell{debit.quantity->minor(), debit.quantity->kind().scale()}) : Cell(),
         goods ? Cell(std::string(debit.quantity->kind().code())) : Cell(),
         price_of(debit),
         debit.release,
         numbers(debit.approvals),
         joined(debit.references),
         debit.credit,
         debit.committed,
         debit.window,
         day_or_none(debit.window_to),
         joined(debit.papers),
         debit.what,
         debit.reversed_by ? Cell(static_cast<std::int64_t>(*debit.reversed_by)) : Cell(),
         findings_of(debit)});
  }
  return table;
}

Table short_table(const std::vector<DebitRecord>& debits) {
  Table table{"",
              {"entry", "value_date", "account", "amount", "currency", "kind", "payee", "for",
               "approvals", "committed", "window", "window_to"},
              {}};
  for (const auto& debit : debits)
    table.rows.push_back({static_cast<std::int64_t>(debit.entry), debit.value_date, debit.account,
                          amount_cell(debit.amount, debit.currency),
                          std::string(debit.currency.code()), std::string(enum_name(debit.kind)),
                          debit.payee, debit.good.empty() ? debit.purpose : debit.good,
                          numbers(debit.approvals),
                          debit.window.empty() ? Cell() : Cell(debit.committed), debit.window,
                          day_or_none(debit.window_to)});
  return table;
}

// By account and kind; what was reversed counts too, for its reversal brought the money back.
Table totals_of(const std::vector<DebitRecord>& debits) {
  struct Sum {
    std::int64_t count = 0;
    Int128 amount = 0;
  };
  std::map<std::tuple<std::string, DebitKind, Commodity>, Sum> sums;
  for (const auto& debit : debits) {
    auto& sum = sums[{debit.account, debit.kind, debit.currency}];
    ++sum.count;
    sum.amount += debit.amount;
  }
  Table table{"totals", {"account", "kind", "debits", "total", "currency"}, {}};
  for (const auto& [key, sum] : sums) {
    const auto& [account, kind, currency] = key;
    const auto fits = narrow(sum.amount);
    table.rows.push_back({account, std::string(enum_name(kind)), sum.count,
                          fits ? Cell(amount_cell(*fits, currency)) : Cell(),
                          std::string(currency.code())});
  }
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
                       fmt::format("entry {}: {}", debit.entry, findings_of(debit)))
              << "  " << debit.what << "\n";
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
  if (command.output.as_text()) {
    print_debits(*debits);
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
