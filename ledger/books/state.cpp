#include "ledger/books/state.h"

#include <algorithm>

#include "ledger/books/holds.h"

namespace setoff {
namespace {

constexpr std::string_view kHome = "home";

std::optional<Result<Exact>> convert_direct(const State& state, const Exact& amount, Currency from,
                                            Currency to, Day day) {
  const auto rate = state.fixings.find(to, from, day, rules_on(state, day).rate_series);
  if (rate) return convert(amount, from, *rate);
  return std::nullopt;
}

}  // namespace

const Rules& rules_on(const State& state, const DatedRules& amended, Day day) {
  const auto later = std::ranges::upper_bound(amended, day, {}, &DatedRules::value_type::first);
  return later == amended.begin() ? state.agreement.rules : std::prev(later)->second;
}

const Rules& rules_on(const State& state, Day day) {
  return rules_on(state, state.rules, day);
}

std::string_view owner_of(const State& state, const AccountKey& key) {
  if (!info_of(key.kind).owned) return kHome;
  const auto* line = state.agreement.find_line(key.line);
  return line == nullptr ? kHome : std::string_view(line->owner);
}

std::int64_t balance_on(const State& state, const AccountKey& key, Commodity commodity, Day day) {
  const auto* cell = state.balances.find(state.chart.find(key), commodity);
  return cell == nullptr ? 0 : cell->series.at(day);
}

std::int64_t lot_balance_on(const State& state, const AccountKey& key, std::string_view lot,
                            Day day) {
  const auto* cell = state.balances.find(state.chart.find(key), state.lots.find(lot));
  return cell == nullptr ? 0 : cell->series.at(day);
}

Result<Exact> value_on(const State& state, Money amount, Currency to, Day day) {
  return exact_value_on(state, Exact(amount.minor(), amount.kind().scale()), amount.kind(), to,
                        day);
}

Result<Exact> exact_value_on(const State& state, const Exact& exact, Currency from, Currency to,
                             Day day) {
  if (from == to) return exact;
  if (auto direct = convert_direct(state, exact, from, to, day)) return *std::move(direct);
  const auto pivot = rules_on(state, day).pivot;
  const auto missing = [&](Currency a, Currency b) {
    return Error(Code::fixing_missing, "no fixing of " + std::string(a.code()) + " against " +
                                           std::string(b.code()) + " on or before " + day.text() +
                                           "; send a rate.fixed event");
  };
  if (!pivot.commodity().valid() || pivot == from || pivot == to) return missing(from, to);
  auto half = convert_direct(state, exact, from, pivot, day);
  if (!half) return missing(from, pivot);
  SETOFF_TRY(middle, *half);
  auto whole = convert_direct(state, middle, pivot, to, day);
  if (!whole) return missing(pivot, to);
  return *std::move(whole);
}

}  // namespace setoff
