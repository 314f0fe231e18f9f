#include "cli/run_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "ledger/base/error.h"
#include "ledger/core/event.h"
#include "ledger/crypto/encoding.h"

namespace setoff::cli {
namespace {

// "1,211,000,000.00 EUR": for people only.
std::string grouped(const sim::Value& value) {
  std::string text = value.text();
  const auto end = std::min(text.find_first_of(". "), text.size());
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = end; at > first + 3; at -= 3)
    text.insert(at - 3, 1, ',');
  return text;
}

void row(std::ostream& out, std::string_view name, const sim::Value& value) {
  out << fmt::format("  {:<24}{:>28}\n", name, grouped(value));
}

void print_goods(std::ostream& out, const sim::Summary& summary) {
  out << "\nGoods: landed, paid, share of the need\n";
  for (const auto& good : summary.goods)
    out << fmt::format("  {:<16}{:>20}{:>28}{:>12}\n", good.name, grouped(good.landed),
                       grouped(good.paid), good.financed ? good.financed->text() : "");
  for (const auto& use : summary.other_uses)
    row(out, use.name, use.value);
}

void print_refusals(std::ostream& out, const sim::Summary& summary) {
  if (summary.refusals.empty()) return;
  out << "\nRefused by rule\n";
  for (const auto& refusal : summary.refusals)
    out << fmt::format("  {:<22}{:<24}{:>8}   {} to {}\n", facts_of(refusal.type).name,
                       facts_of(refusal.code).name, refusal.count, refusal.first.text(),
                       refusal.last.text());
}

}  // namespace

void print_expectations(std::ostream& out, const Terminal& terminal, const sim::Summary& summary) {
  for (const auto& row_of : summary.expectations) {
    const auto mark = row_of.mark == sim::Mark::ok        ? toned(terminal, Tone::good, "ok     ")
                      : row_of.mark == sim::Mark::warning ? toned(terminal, Tone::warn, "warning")
                                                          : toned(terminal, Tone::bad, "failed ");
    out << "  " << mark << " " << row_of.name;
    if (row_of.mark != sim::Mark::ok) {
      if (row_of.observed)
        out << "; got " << grouped(*row_of.observed) << ", expected " << row_of.expected;
      if (!row_of.note.empty()) out << "; " << row_of.note;
    }
    out << "\n";
  }
  out << fmt::format("  {} ok, {} warnings, {} failed\n", sim::count_of(summary, sim::Mark::ok),
                     sim::count_of(summary, sim::Mark::warning),
                     sim::count_of(summary, sim::Mark::failed));
}

void print_summary(std::ostream& out, const Terminal& terminal, const sim::RunRecord& record,
                   const sim::Summary& summary) {
  out << toned(terminal, Tone::strong, summary.title.empty() ? summary.name : summary.title) << "\n"
      << summary.from.text() << " to " << summary.to.text() << ", " << record.entries
      << " entries, root " << to_hex(record.root.view()) << "\n\nRevenue\n";
  for (const auto& part : summary.revenue)
    row(out, part.name, part.value);
  row(out, "all", summary.revenue_total);
  out << "\nWhat became of it\n";
  for (const auto& part : summary.claim)
    if (part.value.minor != 0) row(out, part.name, part.value);
  row(out, "trapped at the banks", summary.trapped);
  row(out, "spent on goods and uses", summary.spent_total);
  print_goods(out, summary);
  if (!summary.worst_months.empty()) out << "\nWorst months\n";
  for (const auto& month : summary.worst_months)
    out << fmt::format("  {:<24}{:>28}   {} to {}\n", month.measure, grouped(month.value),
                       month.from.text(), month.to.text());
  print_refusals(out, summary);
  if (!summary.expectations.empty()) {
    out << "\nExpectations\n";
    print_expectations(out, terminal, summary);
  }
}

}  // namespace setoff::cli
