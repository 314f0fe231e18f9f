#include "ledger/query/limit_use.h"

#include "ledger/base/int128.h"
#include "ledger/books/holds.h"

namespace setoff {
namespace {

struct Totals {
  Int128 posted = 0;
  Int128 held = 0;
  Int128 available = 0;
};

Totals totals_on(const State& state, const BankAccount& account, Day day) {
  Totals totals;
  for (const auto& line : state.agreement.lines) {
    totals.posted += balance_on(state, {kind_of(account.use), account.account, line.line},
                                account.currency, day);
    totals.held += live_holds(state, account.account, line.line, day);
    totals.available += available_on(state, account.account, line.line, day);
  }
  return totals;
}

Int128 held_for(const State& state, const BankAccount& account, const LimitSet& terms, Day day) {
  Int128 sum = 0;
  for (const auto& line : state.agreement.lines) {
    const auto held = state.chart.find({AccountKind::held, account.account, line.line});
    state.balances.each_lot_on(held, day, [&](const LotBalance& cell) {
      const auto& credit = state.lots[cell.lot].facts.as<CreditFacts>();
      if (!terms.purpose || credit.purpose == *terms.purpose)
        sum += live_hold(state, cell.lot, day);
    });
  }
  return sum;
}

Int128 spent_in(const State& state, const LimitSet& terms, const DayRange& period) {
  std::string name = terms.account;
  if (terms.purpose) name += "/" + *terms.purpose;
  const auto found = state.spent.find(name);
  if (found == state.spent.end()) return 0;
  return Int128{found->second.at(period.last)} - found->second.at(period.first - 1);
}

Int128 measured(const State& state, const BankAccount& account, const LimitSet& terms, Day day,
                const DayRange& period) {
  const auto totals = totals_on(state, account, day);
  switch (terms.kind) {
    case LimitKind::floor:
      return totals.available;
    case LimitKind::cap:
      return totals.posted;
    case LimitKind::swing:
      return swing_exposure({totals.posted, totals.held});
    case LimitKind::spend:
      return spent_in(state, terms, period) + held_for(state, account, terms, day);
  }
  return 0;
}

Result<std::int64_t> minor_units(Int128 value) {
  if (value < INT64_MIN || value > INT64_MAX)
    return Error(Code::overflow, "a sum over lines does not fit into 64 bits");
  return static_cast<std::int64_t>(value);
}

}  // namespace

DayRange limit_period(LimitPeriod period, Day day, Calendar calendar) {
  if (period == LimitPeriod::none) return {kFirstDay, kLastDay};
  const int months = period == LimitPeriod::month ? 1 : period == LimitPeriod::quarter ? 3 : 12;
  return period_of_months(months, day, calendar);
}

Result<std::vector<LimitUse>> limits_on(const State& state, Day day) {
  std::vector<LimitUse> uses;
  for (const auto& account : state.agreement.accounts)
    for (const auto* limit : state.limits.on_account(account.account, day)) {
      const auto& terms = limit->terms;
      LimitUse use{limit, limit_period(terms.period, day, rules_on(state, day).calendar), 0, 0};
      const auto value = measured(state, account, terms, day, use.period);
      const bool at_least = terms.kind == LimitKind::floor;
      SETOFF_TRY(value_now, minor_units(value));
      SETOFF_TRY(left,
                 minor_units(at_least ? value - terms.value.minor() : terms.value.minor() - value));
      use.measured = value_now;
      use.headroom = left;
      uses.push_back(use);
    }
  return uses;
}

}  // namespace setoff
