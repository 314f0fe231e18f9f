#include "cli/debits_table.h"

#include <fmt/format.h>

#include <map>
#include <tuple>

namespace setoff::cli {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, " "));
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

}  // namespace

std::string numbers_text(const std::vector<Sequence>& entries) {
  return fmt::format("{}", fmt::join(entries, " "));
}

std::string findings_text(const DebitRecord& debit) {
  std::vector<std::string> names;
  for (const auto finding : debit.findings)
    names.emplace_back(enum_name(finding));
  return joined(names);
}

CellTable table_of(const std::vector<DebitRecord>& debits) {
  CellTable table{
      "debits",
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
         numbers_text(debit.approvals),
         joined(debit.references),
         debit.credit,
         debit.committed,
         debit.window,
         day_or_none(debit.window_to),
         joined(debit.papers),
         debit.what,
         debit.reversed_by ? Cell(static_cast<std::int64_t>(*debit.reversed_by)) : Cell(),
         findings_text(debit)});
  }
  return table;
}

CellTable totals_of(const std::vector<DebitRecord>& debits) {
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
  CellTable table{"totals", {"account", "kind", "debits", "total", "currency"}, {}};
  for (const auto& [key, sum] : sums) {
    const auto& [account, kind, currency] = key;
    const auto fits = narrow(sum.amount);
    table.rows.push_back({account, std::string(enum_name(kind)), sum.count,
                          fits ? Cell(amount_cell(*fits, currency)) : Cell(),
                          std::string(currency.code())});
  }
  return table;
}

}  // namespace setoff::cli
