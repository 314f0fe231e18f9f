#include "ledger/rules/invoices.h"

namespace setoff {

const InvoiceFacts& invoice_of(const State& state, std::string_view name) {
  return state.lots[state.lots.find(name)].facts.as<InvoiceFacts>();
}
InvoiceFacts& invoice_of(State& state, std::string_view name) {
  return state.lots.at(state.lots.find(name)).facts.as<InvoiceFacts>();
}

Status require_issued(const RuleContext& context, std::string_view invoice,
                      const InvoiceFacts& facts) {
  if (context.day() >= facts.issued) return Ok{};
  return Error(Code::bad_range,
               "'" + std::string(invoice) + "' is of " + facts.issued.text() + ", after " +
                   context.day().text(),
               "data.value_date");
}

OpenPart open_claim(const RuleContext& context, const InvoiceFacts& facts, LotId lot,
                    AccountKind kind) {
  const AccountKey key{kind, facts.object, facts.line};
  const auto* cell = context.state.balances.find(context.state.chart.find(key), lot);
  if (cell == nullptr) return {key};
  return {key, cell->series.min_from(context.day()), cell->series.last()};
}

std::int64_t unbilled_from(const RuleContext& context, const AccountKey& unbilled, Unit unit) {
  const auto* cell = context.state.balances.find(context.state.chart.find(unbilled), unit);
  return cell == nullptr ? 0 : cell->series.min_from(context.day());
}

std::int64_t delivered_in(const State& state, std::string_view line, Day from, Day to) {
  const auto found = state.delivered.find(line);
  if (found == state.delivered.end()) return 0;
  return found->second.at(to - 1) - found->second.at(from - 1);
}

}  // namespace setoff
