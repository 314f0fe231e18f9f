#include "ledger/rules/invoices.h"

#include "ledger/rules/checks.h"

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

Result<std::int64_t> quantity_of(const std::vector<Slice>& slices, Unit unit) {
  std::int64_t sum = 0;
  for (const auto& slice : slices) {
    SETOFF_TRY_STATUS(require_unit(slice.quantity, unit, "data.slices.quantity"));
    const auto total = checked_add(sum, slice.quantity.minor());
    if (!total) return Error(Code::overflow, "the quantities of the slices do not fit together");
    sum = *total;
  }
  return sum;
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

namespace {

using SeriesByLine = std::map<std::string, DatedSeries, std::less<>>;
std::int64_t sum_in(const SeriesByLine& series, std::string_view line, Day from, Day to) {
  const auto found = series.find(line);
  return found == series.end() ? 0 : found->second.at(to - 1) - found->second.at(from - 1);
}

}  // namespace

std::int64_t delivered_in(const State& state, std::string_view line, Day from, Day to) {
  return sum_in(state.delivered, line, from, to);
}
std::int64_t made_up_in(const State& state, std::string_view line, Day from, Day to) {
  return sum_in(state.made_up, line, from, to);
}

}  // namespace setoff
