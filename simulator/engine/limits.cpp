#include "simulator/engine/limits.h"

#include <algorithm>

#include "simulator/engine/views.h"

namespace setoff::simulator {

namespace {

// The amount that takes effect today, or null.
const Money* new_amount(const AccountLimit& limit, Day day, bool first_day) {
  if (first_day) return limit.amount.at(day);
  const auto step = std::ranges::lower_bound(limit.amount.steps, day, {}, &Step<Money>::from);
  return step != limit.amount.steps.end() && step->from == day ? &step->value : nullptr;
}

}  // namespace

Status LimitBook::run_day(DayContext& today) const {
  for (const AccountLimit& limit : scenario_.limits) {
    // The limit of an account that opens later is set on its opening day.
    const Day first = std::max(scenario_.time.from,
                               scenario_.account(limit.account).open_from.value_or(kFirstDay));
    if (today.day < first) continue;
    const Money* amount = new_amount(limit, today.day, today.day == first);
    if (amount == nullptr) continue;
    const std::string name = ledger_name(limit.name);
    std::optional<std::string> purpose;
    if (limit.purpose) purpose = ledger_name(*limit.purpose);
    SETOFF_TRY_STATUS(today.events.require(shortened_name("limit-" + name + "-" + today.day.text()),
                                           LimitSet{.limit = name,
                                                    .kind = limit.kind,
                                                    .account = name_of(scenario_, limit.account),
                                                    .purpose = std::move(purpose),
                                                    .period = limit.period,
                                                    .value = *amount,
                                                    .on_excess = limit.on_excess}));
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
    const Money* amount = limit.amount.at(today.day);
    if (amount == nullptr) continue;
    const std::int64_t over = excess(today, limit, amount->minor());
    if (over > 0 && !exceeded_[i])
      today.events.add_note("limits." + limit.name + " of " + amount->text() + " is exceeded by " +
                            Money(over, amount->kind()).text());
    exceeded_[i] = over > 0;
  }
}

}  // namespace setoff::simulator
