#include "simulator/engine/obstacle.h"

#include <utility>

#include "simulator/engine/views.h"

namespace setoff::simulator {

namespace {

using Seen = std::vector<std::int64_t>;

void see_windows(const State& state, Day day, Seen& seen) {
  for (const Window& window : state.windows.all())
    seen.push_back(window.from <= day && day < window.to ? 1 : 0);
}

void see_listings(const Scenario& scenario, Day day, Seen& seen) {
  if (!scenario.imports) return;
  for (const Good& good : scenario.imports->goods)
    seen.push_back(good.listed_on(day) ? 1 : 0);
}

// What is there, what of it is spoken for, and how much the limits let pass.
void see_money(const Scenario& scenario, const State& state, AccountRef account, Day day,
               Seen& seen) {
  const std::string name = name_of(scenario, account);
  for (std::uint32_t i = 0; i < scenario.exports.size(); ++i) {
    const DepositSplit split = deposit_on(state, name, name_of(scenario, LineRef(i)), day);
    seen.insert(seen.end(),
                {split.posted, split.requested, split.approved, split.converted, split.held});
  }
  const YearMonthDay date = to_calendar(day, scenario.time.months);
  for (const Limit* limit : state.limits.on_account(name, day)) {
    seen.push_back(limit->terms.value.minor());
    if (limit->terms.period != LimitPeriod::none) seen.push_back(date.year * 12 + date.month);
  }
}

void see_rates(const Scenario& scenario, Day day, Seen& seen) {
  for (const RatePath& path : scenario.fx)
    if (const Decimal* rate = path.values.at(day))
      seen.insert(seen.end(), {rate->mantissa(), rate->exponent()});
}

}  // namespace

Obstacle::Obstacle(const Scenario& scenario, const DayContext& today, std::optional<Code> refusal,
                   std::vector<AccountRef> accounts)
    : refusal_(refusal), accounts_(std::move(accounts)), seen_(seen(scenario, today)) {}

bool Obstacle::stands(const Scenario& scenario, const DayContext& today) const {
  return seen(scenario, today) == seen_;
}

std::vector<std::int64_t> Obstacle::seen(const Scenario& scenario, const DayContext& today) const {
  Seen out;
  const State& state = today.state();
  if (!refusal_ || refusal_ == Code::window_closed) see_windows(state, today.day, out);
  if (!refusal_ || refusal_ == Code::not_listed) see_listings(scenario, today.day, out);
  if (refusal_ == Code::window_closed || refusal_ == Code::not_listed) return out;
  for (const AccountRef account : accounts_) {
    const auto& opens = scenario.account(account).open_from;
    out.push_back(!opens || *opens <= today.day ? 1 : 0);
    see_money(scenario, state, account, today.day, out);
  }
  see_rates(scenario, today.day, out);
  return out;
}

}  // namespace setoff::simulator
