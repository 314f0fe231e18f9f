#include "ledger/books/state.h"

#include <algorithm>

#include "ledger/books/holds.h"
#include "ledger/rules/arithmetic/holds.h"

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
  if (!facts_of(key.kind).owned) return kHome;
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

AccountKind kind_of(AccountUse use) {
  switch (use) {
    case AccountUse::deposit:
      return AccountKind::deposit;
    case AccountUse::reserve:
      return AccountKind::reserve;
    case AccountUse::clearing:
      return AccountKind::clearing;
  }
  return AccountKind::deposit;
}

std::int64_t live_part(const State& state, const CreditFacts& facts, std::int64_t held, Day day) {
  return live_part({state, state.windows, state.rules}, facts, held, day);
}

std::int64_t live_part(const TermsAfter& terms, const CreditFacts& facts, std::int64_t held,
                       Day day) {
  if (held == 0) return 0;
  HoldDates dates{facts.issued, facts.ended, {}, facts.expiry_on(day)};
  if (facts.in_flight == InFlight::kill) {
    const auto& place = terms.state.agreement.find_account(facts.account)->place;
    dates.killed = terms.windows.covered_until(facts.line, facts.purpose, place, facts.issued);
  }
  switch (life_of(dates, day)) {
    case HoldLife::none:
      return 0;
    case HoldLife::whole:
      return held;
    case HoldLife::documents:
      break;
  }
  const auto within_days = rules_on(terms.state, terms.rules, day).honour_within_days;
  return std::min(held, unpaid_documents(facts, dates.expiry, within_days, day));
}

std::int64_t live_hold(const State& state, LotId credit, Day day) {
  const auto& facts = state.lots[credit].facts.as<CreditFacts>();
  const auto account = state.chart.find({AccountKind::held, facts.account, facts.line});
  const auto* cell = state.balances.find(account, credit);
  return cell == nullptr ? 0 : live_part(state, facts, cell->series.at(day), day);
}

std::int64_t unpaid_documents(const CreditFacts& credit, Day expiry, int honour_within_days,
                              Day day) {
  return unpaid_in_time(credit.documents, credit.captured.at(day), expiry, honour_within_days, day);
}

std::int64_t live_holds(const State& state, std::string_view account, std::string_view line,
                        Day day) {
  std::int64_t sum = 0;
  const auto held = state.chart.find({AccountKind::held, account, line});
  state.balances.each_lot_on(held, day, [&](const LotCell& cell) {
    const auto& facts = state.lots[cell.lot].facts.as<CreditFacts>();
    sum += live_part(state, facts, cell.series.at(day), day);
  });
  return sum;
}

std::int64_t live_holds_under(const State& state, std::string_view account, std::string_view line,
                              LotId approval, Day day) {
  std::int64_t sum = 0;
  const auto held = state.chart.find({AccountKind::held, account, line});
  state.balances.each_lot_on(held, day, [&](const LotCell& cell) {
    const auto& facts = state.lots[cell.lot].facts.as<CreditFacts>();
    const auto live = live_part(state, facts, cell.series.at(day), day);
    each_hold_under(facts, live, day, [&](LotId lot, std::int64_t part) {
      if (lot == approval) sum += part;
    });
  });
  return sum;
}

std::int64_t available_on(const State& state, std::string_view account, std::string_view line,
                          Day day) {
  const auto* terms = state.agreement.find_account(account);
  if (terms == nullptr) return 0;
  return balance_on(state, {kind_of(terms->use), account, line}, terms->currency, day) -
         live_holds(state, account, line, day);
}

std::int64_t available_from(const State& state, std::string_view account, std::string_view line,
                            Day day) {
  const auto* terms = state.agreement.find_account(account);
  if (terms == nullptr) return 0;
  return smallest_from(state, {kind_of(terms->use), account, line},
                       {AccountKind::held, account, line}, terms->currency, day,
                       [&](Day on) { return available_on(state, account, line, on); });
}

std::int64_t free_on(const State& state, std::string_view account, std::string_view line, Day day) {
  const auto* terms = state.agreement.find_account(account);
  if (terms == nullptr) return 0;
  std::int64_t free = balance_on(state, {kind_of(terms->use), account, line}, terms->currency, day);
  for (const auto kind : {AccountKind::requested, AccountKind::approved, AccountKind::converted})
    free -= live_earmark(state, {kind, account, line}, day);
  return free;
}

namespace {

std::int64_t live_part(const State& state, const AccountKey& key, const LotCell& cell, Day day) {
  const auto balance = cell.series.at(day);
  if (balance == 0) return 0;
  const auto& facts = state.lots[cell.lot].facts;
  if (key.kind == AccountKind::requested)
    return live_of_earmark(balance, facts.as<ReleaseFacts>().request_live(day), 0);
  if (facts.as<ApprovalFacts>().live(day)) return live_of_earmark(balance, true, 0);
  return live_of_earmark(balance, false,
                         live_holds_under(state, key.object, key.line, cell.lot, day));
}

}  // namespace

std::int64_t live_earmark(const State& state, const AccountKey& key, Day day) {
  std::int64_t sum = 0;
  state.balances.each_lot_on(state.chart.find(key), day,
                             [&](const LotCell& cell) { sum += live_part(state, key, cell, day); });
  return sum;
}

std::vector<Day> days_after(const State& state, std::span<const AccountId> accounts,
                            Commodity commodity, Day day) {
  std::vector<Day> days;
  for (const auto account : accounts) {
    const auto* cell = state.balances.find(account, commodity);
    if (cell == nullptr) continue;
    const auto points = cell->series.points();
    for (auto point = points.rbegin(); point != points.rend() && point->day > day; ++point)
      days.push_back(point->day);
  }
  if (days.empty()) return days;
  std::ranges::sort(days);
  const auto repeated = std::ranges::unique(days);
  days.erase(repeated.begin(), repeated.end());
  return days;
}

std::int64_t unheld_from(const State& state, const AccountKey& stage, Currency currency,
                         LotId approval, Day day) {
  const AccountKey held{AccountKind::held, stage.object, stage.line};
  const auto* cell = state.balances.find(state.chart.find(stage), approval);
  if (cell == nullptr) return 0;
  return smallest_from(state, stage, held, currency, day, [&](Day on) {
    return cell->series.at(on) - live_holds_under(state, stage.object, stage.line, approval, on);
  });
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
