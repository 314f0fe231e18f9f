#include "simulator/engine/limits.h"

#include <algorithm>
#include <utility>

#include "simulator/engine/flows.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

namespace {

// The amount of the file that takes effect today, or null.
const Money* stated_amount(const AccountLimit& limit, Day day, bool first_day) {
  if (first_day) return limit.amount.at(day);
  const auto step = std::ranges::lower_bound(limit.amount.steps, day, {}, &Step<Money>::from);
  return step != limit.amount.steps.end() && step->from == day ? &step->value : nullptr;
}

bool pays(const Scenario& scenario, AccountRef account, LineRef line) {
  return std::ranges::any_of(scenario.payments.accounts, [&](const LineAccount& of) {
    return of.account == account && of.line == line;
  });
}

}  // namespace

Result<Money> LimitBook::share_of_trade(const DayContext& today, const AccountLimit& limit,
                                        std::int64_t traded) const {
  const TradeShare& then = *limit.then;
  SETOFF_TRY(part, times(traded, then.share, scenario_.currency.rounding));
  SETOFF_TRY(amount, converted(today.state(), Money(part, scenario_.currency.contract),
                               scenario_.account(limit.account).currency, today.day));
  std::int64_t minor = amount.minor();
  if (then.at_least) minor = std::max(minor, then.at_least->minor());
  if (then.at_most) minor = std::min(minor, then.at_most->minor());
  return Money(minor, amount.kind());
}

// The limit of an account that opens later is set on its opening day.
Day LimitBook::first_day(const AccountLimit& limit) const {
  return std::max(scenario_.time.from,
                  scenario_.account(limit.account).open_from.value_or(kFirstDay));
}

Status LimitBook::set(DayContext& today, const AccountLimit& limit, Money amount) const {
  const std::string name = ledger_name(limit.name);
  std::optional<std::string> purpose;
  if (limit.purpose) purpose = ledger_name(*limit.purpose);
  return today.events.require(shortened_name("limit-" + name + "-" + today.day.text()),
                              LimitSet{.limit = name,
                                       .kind = limit.kind,
                                       .account = name_of(scenario_, limit.account),
                                       .purpose = std::move(purpose),
                                       .period = limit.period,
                                       .value = amount,
                                       .on_excess = limit.on_excess});
}

Status LimitBook::run_day(DayContext& today) const {
  for (const AccountLimit& limit : scenario_.limits) {
    const Day first = first_day(limit);
    if (today.day < first) continue;
    if (const Money* amount = stated_amount(limit, today.day, today.day == first))
      SETOFF_TRY_STATUS(set(today, limit, *amount));
  }
  return Ok{};
}

void LimitBook::count_trade(const DayContext& today, const Invoicing& invoicing) {
  for (std::size_t i = 0; i < scenario_.limits.size(); ++i) {
    const AccountLimit& limit = scenario_.limits[i];
    if (!limit.then) continue;
    if (limit.then->of != TradeSide::purchases)
      for (const IssuedInvoice& invoice : invoicing.issued())
        if (invoice.kind == ClaimKind::billed && pays(scenario_, limit.account, invoice.line))
          traded_[i] += invoice.amount.minor();
    if (limit.then->of != TradeSide::exports)
      for (std::size_t k = 0; k < scenario_.purchases.size(); ++k)
        if (scenario_.purchases[k].account == limit.account)
          traded_[i] += today.flows.purchases[k].billed;
  }
}

Status LimitBook::follow_trade(DayContext& today, const Invoicing& invoicing) {
  count_trade(today, invoicing);
  for (std::size_t i = 0; i < scenario_.limits.size(); ++i) {
    const AccountLimit& limit = scenario_.limits[i];
    if (!limit.then || today.day <= first_day(limit) ||
        !period_begins(scenario_.time, limit.then->every, today.day))
      continue;
    SETOFF_TRY(amount, share_of_trade(today, limit, std::exchange(traded_[i], 0)));
    SETOFF_TRY_STATUS(set(today, limit, amount));
  }
  return Ok{};
}

// The excess over the limit at the end of the day; not positive if the limit is kept.
std::int64_t LimitBook::excess(const DayContext& today, const AccountLimit& limit,
                               std::int64_t value) const {
  DepositSplit sum;
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    const auto part = deposit_on(today.state(), name_of(scenario_, limit.account),
                                 name_of(scenario_, LineRef(i)), today.day);
    sum.posted += part.posted;
    sum.held += part.held;
  }
  if (limit.kind == LimitKind::floor) return value - (sum.posted - sum.held);
  if (limit.kind == LimitKind::cap) return sum.posted - value;
  return std::max(sum.posted, sum.held - sum.posted) - value;  // swing: either side may owe
}

void LimitBook::watch(DayContext& today) {
  for (std::size_t i = 0; i < scenario_.limits.size(); ++i) {
    const AccountLimit& limit = scenario_.limits[i];
    if (limit.on_excess != OnExcess::report) continue;
    const Money* amount = limit_on(scenario_, today.state(), limit, today.day);
    if (amount == nullptr) continue;
    const std::int64_t over = excess(today, limit, amount->minor());
    if (over > 0 && !exceeded_[i])
      today.events.add_note("limits." + limit.name + " of " + amount->text() + " is exceeded by " +
                            Money(over, amount->kind()).text());
    exceeded_[i] = over > 0;
  }
}

}  // namespace setoff::simulator
