// Limits: dated terms on a bank account as a whole, tested on the lowest value from the value date
// on.

#include "ledger/core/rule_checks.h"

namespace setoff {
namespace {

struct Totals {
  std::int64_t posted = 0;
  std::int64_t held = 0;
};

Totals totals_on(const RuleContext& context, const BankAccount& account, Day day) {
  Totals totals;
  for (const auto& line : context.state.agreement.lines) {
    totals.posted += balance_on(context.state, {kind_of(account.use), account.account, line.line},
                                account.currency, day);
    totals.held += live_holds(context.state, account.account, line.line, day, LotId{});
  }
  return totals;
}

std::int64_t lowest_available(const RuleContext& context, const BankAccount& account) {
  std::int64_t sum = 0;
  for (const auto& line : context.state.agreement.lines)
    sum += available_from(context.state, account.account, line.line, context.day());
  return sum;
}

struct PeriodBounds {
  Day from;
  Day to;  // last day
};

PeriodBounds period_of(LimitPeriod period, Day day, Calendar calendar) {
  if (period == LimitPeriod::none) return {kFirstDay, kLastDay};
  const auto date = to_calendar(day, calendar);
  int first = date.month;
  int months = 1;
  if (period == LimitPeriod::quarter) {
    first = (date.month - 1) / 3 * 3 + 1;
    months = 3;
  }
  if (period == LimitPeriod::year) {
    first = 1;
    months = 12;
  }
  const auto start = from_calendar({date.year, first, 1}, calendar);
  CHECK(start.has_value());
  Day end = *start;
  for (int i = 0; i < months; ++i)
    end = next_month_start(end, calendar);
  return {*start, end - 1};
}

// Spent within the period, and held on the day, for the limit's purpose.
Totals spending(const RuleContext& context, const BankAccount& account, const LimitSet& terms) {
  const auto bounds = period_of(terms.period, context.day(), context.rules().calendar);
  std::string name = account.account;
  if (terms.purpose) name += "/" + *terms.purpose;
  Totals totals;
  if (const auto found = context.state.spent.find(name); found != context.state.spent.end())
    totals.posted = found->second.at(bounds.to) - found->second.at(bounds.from - 1);
  for (const auto& line : context.state.agreement.lines) {
    const auto held = context.state.chart.find({Kind::held, account.account, line.line});
    context.state.balances.each_lot_on(held, context.day(), [&](const LotCell& cell) {
      const auto& credit = std::get<CreditFacts>(context.state.lots[cell.lot].facts);
      if (!terms.purpose || credit.purpose == *terms.purpose)
        totals.held += live_hold(context.state, cell.lot, context.day());
    });
  }
  return totals;
}

Error exceeded(const LimitSet& terms, std::int64_t would_be) {
  const Money value(would_be, terms.value.kind());
  const auto excess = would_be > terms.value.minor() ? would_be - terms.value.minor()
                                                     : terms.value.minor() - would_be;
  return {Code::limit_exceeded, "limit '" + terms.limit + "' is " + terms.value.text() +
                                    "; it would be " + value.text() + ", which exceeds it by " +
                                    Money(excess, terms.value.kind()).text()};
}

Status check_debit_limit(const RuleContext& context, const BankAccount& account,
                         const LimitSet& terms, Money amount, Money held) {
  const auto fresh = amount.minor() - held.minor();
  switch (terms.kind) {
    case LimitKind::floor: {
      const auto left = lowest_available(context, account) - fresh;
      if (left < terms.value.minor()) return exceeded(terms, left);
      break;
    }
    case LimitKind::swing: {
      const auto totals = totals_on(context, account, context.day());
      const auto after = totals.posted - amount.minor();
      const auto exposure = (after < 0 ? -after : after) + totals.held - held.minor();
      const bool grows = after < 0;
      if (grows && exposure > terms.value.minor()) return exceeded(terms, exposure);
      break;
    }
    case LimitKind::spend: {
      const auto totals = spending(context, account, terms);
      const auto after = totals.posted + totals.held + fresh;
      if (after > terms.value.minor()) return exceeded(terms, after);
      break;
    }
    case LimitKind::cap:
      break;
  }
  return Ok{};
}

}  // namespace

Status check_debit_limits(const RuleContext& context, const BankAccount& account,
                          std::string_view purpose, Money amount, Money held) {
  if (context.state.limits.empty()) return Ok{};
  for (const auto* limit : context.state.limits.on_account(account.account, context.day())) {
    const auto& terms = limit->terms;
    const bool concerns = !terms.purpose || *terms.purpose == purpose;
    if (!concerns || terms.on_excess == OnExcess::report) continue;
    TRY_STATUS(check_debit_limit(context, account, terms, amount, held));
  }
  return Ok{};
}

Status check_credit_limits(const RuleContext& context, const BankAccount& account, Money amount) {
  if (context.state.limits.empty()) return Ok{};
  for (const auto* limit : context.state.limits.on_account(account.account, context.day())) {
    const auto& terms = limit->terms;
    if (terms.on_excess == OnExcess::report) continue;
    const auto after = totals_on(context, account, context.day()).posted + amount.minor();
    const bool above_cap = terms.kind == LimitKind::cap && after > terms.value.minor();
    const bool above_swing = terms.kind == LimitKind::swing && after > terms.value.minor();
    if (above_cap || above_swing) return exceeded(terms, after);
  }
  return Ok{};
}

}  // namespace setoff
