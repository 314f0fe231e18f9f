#include "simulator/engine/stocks.h"

#include <algorithm>

#include "simulator/engine/views.h"

namespace setoff::simulator {

Result<std::int64_t> need_on(const Scenario& scenario, GoodRef good, Day day) {
  const Quantity* need = scenario.imports->goods[good.index()].need.at(day);
  std::int64_t minor = need == nullptr ? 0 : need->minor();
  for (const auto& shock : scenario.shocks) {
    if (shock.target != ShockTarget::need || shock.good != good || !shock.when.holds(day)) continue;
    SETOFF_TRY(changed, times(minor, shock.factor, scenario.currency.rounding));
    minor = changed;
  }
  return minor;
}

Result<std::int64_t> net_need_on(const Scenario& scenario, GoodRef good, Day day) {
  SETOFF_TRY(gross, need_on(scenario, good, day));
  const Decimal outside = scenario.imports->goods[good.index()].other_supply;
  SETOFF_TRY(met, times(gross, outside, scenario.currency.rounding));
  return std::max<std::int64_t>(0, gross - met);
}

Stocks::Stocks(const Scenario& scenario) : scenario_(scenario) {
  if (!scenario.imports) return;
  for (const auto& good : scenario.imports->goods)
    levels_.push_back(good.stock.opening.minor());
}

Status Stocks::run_day(DayContext& today) {
  for (std::uint32_t i = 0; i < levels_.size(); ++i) {
    auto& flows = today.flows.goods[i];
    SETOFF_TRY(gross, need_on(scenario_, GoodRef(i), today.day));
    SETOFF_TRY(net, net_need_on(scenario_, GoodRef(i), today.day));
    levels_[i] = std::max<std::int64_t>(0, levels_[i] + flows.in_stock - net);
    flows.need = gross;
    flows.net_need = net;
    flows.stock = levels_[i];
    flows.short_of_floor = levels_[i] < scenario_.imports->goods[i].stock.floor.minor();
  }
  return Ok{};
}

}  // namespace setoff::simulator
