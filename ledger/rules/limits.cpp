// Limits: dated terms on a bank account as a whole, checked for the worst value from the value date
// on.

#include <algorithm>

#include "ledger/arithmetic/limits.h"
#include "ledger/base/int128.h"
#include "ledger/rules/checks.h"

namespace setoff {
namespace {

struct Totals {
  Int128 posted = 0;
  Int128 held = 0;
};

// In the books with the legs that the draft has by now. Rules check limits before they add those of
// the amount in question, which comes on top.
Totals totals_on(const RuleContext& context, const BankAccount& account, Day day) {
  const auto books = context.after();
  Totals totals;
  for (const auto& line : context.state.agreement.lines) {
    const AccountKey money{kind_of(account.use), account.account, line.line};
    totals.posted += books.balance(money, account.currency).on(day);
    totals.held += live_holds(books, account.account, line.line, day);
  }
  return totals;
}

// The value date and every later day on which the account has a posting or a hold.
std::vector<Day> days_of(const RuleContext& context, const BankAccount& account) {
  const auto& state = context.state;
  std::vector<AccountId> accounts;
  for (const auto& line : state.agreement.lines)
    for (const auto kind : {kind_of(account.use), AccountKind::held})
      accounts.push_back(state.chart.find({kind, account.account, line.line}));
  auto days = days_after(state, accounts, account.currency, context.day());
  days.insert(days.begin(), context.day());
  return days;
}

struct PeriodBounds {
  Day from;
  Day to;  // last day
};

PeriodBounds period_of(LimitPeriod period, Day day, Calendar calendar) {
  if (period == LimitPeriod::none) return {kFirstDay, kLastDay};
  const int months = period == LimitPeriod::month ? 1 : period == LimitPeriod::quarter ? 3 : 12;
  const auto range = period_of_months(months, day, calendar);
  return {range.first, range.last};
}

// Amount spent in the period through `day`, plus the amount held on `day`, for the limit's purpose.
Int128 spending_on(const RuleContext& context, const BankAccount& account, const LimitSet& terms,
                   Day period_start, Day day) {
  std::string name = account.account;
  if (terms.purpose) name += "/" + *terms.purpose;
  Int128 sum = 0;
  if (const auto found = context.state.spent.find(name); found != context.state.spent.end())
    sum += Int128{found->second.at(day)} - found->second.at(period_start - 1);
  const auto books = context.after();
  for (const auto& line : context.state.agreement.lines) {
    const auto account_held = books.account({AccountKind::held, account.account, line.line});
    books.each_lot_on(account_held, day, [&](LotId lot, std::int64_t held) {
      const auto& credit = books.facts<CreditFacts>(lot);
      if (!terms.purpose || credit.purpose == *terms.purpose)
        sum += live_part(books, credit, held, day);
    });
  }
  return sum;
}

// The largest spending_on() from the value date to the end of its period.
Int128 largest_spending(const RuleContext& context, const BankAccount& account,
                        const LimitSet& terms) {
  const auto bounds = period_of(terms.period, context.day(), context.rules().calendar);
  Int128 largest = 0;
  for (const Day day : days_of(context, account))
    if (day <= bounds.to)
      largest = std::max(largest, spending_on(context, account, terms, bounds.from, day));
  return largest;
}

Error exceeded(const LimitSet& terms, Int128 would_be) {
  const auto text = [&](Int128 minor) {
    const auto fits = narrow(minor);
    return fits ? Money(*fits, terms.value.kind()).text() : std::string("more than 64 bits hold");
  };
  const Int128 excess = would_be - terms.value.minor();
  return {Code::limit_exceeded, "limit '" + terms.limit + "' is " + terms.value.text() +
                                    "; it would be " + text(would_be) + ", which exceeds it by " +
                                    text(excess < 0 ? -excess : excess)};
}

Status check_floor(const RuleContext& context, const BankAccount& account, const LimitSet& terms,
                   std::int64_t amount) {
  for (const Day day : days_of(context, account)) {
    const auto totals = totals_on(context, account, day);
    const auto after = floor_after_debit({totals.posted, totals.held}, amount, terms.value.minor());
    if (after.exceeded) return exceeded(terms, after.would_be);
  }
  return Ok{};
}

Status check_swing(const RuleContext& context, const BankAccount& account, const LimitSet& terms,
                   std::int64_t amount) {
  for (const Day day : days_of(context, account)) {
    const auto totals = totals_on(context, account, day);
    const auto after = swing_after_debit({totals.posted, totals.held}, amount, terms.value.minor());
    if (after.exceeded) return exceeded(terms, after.would_be);
  }
  return Ok{};
}

Status check_debit_limit(const RuleContext& context, const BankAccount& account,
                         const LimitSet& terms, std::int64_t amount) {
  switch (terms.kind) {
    case LimitKind::floor:
      return check_floor(context, account, terms, amount);
    case LimitKind::swing:
      return check_swing(context, account, terms, amount);
    case LimitKind::spend: {
      const auto used = largest_spending(context, account, terms);
      const auto after = spend_after_debit(used, amount, terms.value.minor());
      if (after.exceeded) return exceeded(terms, after.would_be);
      break;
    }
    case LimitKind::cap:
      break;
  }
  return Ok{};
}

}  // namespace

Status check_debit_limits(const RuleContext& context, const BankAccount& account,
                          std::string_view purpose, Money amount) {
  if (context.state.limits.empty()) return Ok{};
  for (const auto* limit : context.state.limits.on_account(account.account, context.day())) {
    const auto& terms = limit->terms;
    const bool concerns = !terms.purpose || *terms.purpose == purpose;
    if (!concerns || terms.on_excess == OnExcess::report) continue;
    SETOFF_TRY_STATUS(check_debit_limit(context, account, terms, amount.minor()));
  }
  return Ok{};
}

Status check_credit_limits(const RuleContext& context, const BankAccount& account, Money amount) {
  if (context.state.limits.empty()) return Ok{};
  for (const auto* limit : context.state.limits.on_account(account.account, context.day())) {
    const auto& terms = limit->terms;
    if (terms.on_excess == OnExcess::report) continue;
    if (terms.kind != LimitKind::cap && terms.kind != LimitKind::swing) continue;
    for (const Day day : days_of(context, account)) {
      const auto totals = totals_on(context, account, day);
      const auto after =
          cap_after_credit({totals.posted, totals.held}, amount.minor(), terms.value.minor());
      if (after.exceeded) return exceeded(terms, after.would_be);
    }
  }
  return Ok{};
}

}  // namespace setoff
