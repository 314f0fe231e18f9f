#include "simulator/engine/replenish.h"

#include <algorithm>

#include "ledger/base/int128.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

namespace {

Result<std::int64_t> need_of_days(std::int64_t per_day, int days, const Good& good) {
  const auto need = narrow(Int128{per_day} * days);
  if (!need) return Error(Code::overflow, "the need of " + good.name + " over the lead time");
  return *need;
}

}  // namespace

Day next_order_day(const Scenario& scenario, Day day) {
  Day next = day + 1;
  while (!period_begins(scenario.time, scenario.imports->order_every, next))
    next = next + 1;
  return next;
}

Result<std::int64_t> projected_stock(const Scenario& scenario, GoodRef ref, Day day,
                                     std::int64_t level, std::vector<Arrival> on_the_way) {
  const Good& good = scenario.imports->goods[ref.index()];
  const Day arrival = expected_arrival(scenario, day);
  SETOFF_TRY(need, net_need_on(scenario, ref, day));
  std::ranges::stable_sort(on_the_way, {}, &Arrival::on);
  Day reached = day;
  const auto use_until = [&](Day until) -> Status {
    if (until <= reached) return Ok{};
    SETOFF_TRY(used, need_of_days(need, until - reached, good));
    level = std::max<std::int64_t>(0, level - used);
    reached = until;
    return Ok{};
  };
  for (const Arrival& next : on_the_way) {
    // Shipments due after `arrival` count too, so that they are not ordered twice.
    SETOFF_TRY_STATUS(use_until(std::min(next.on, arrival)));
    level += next.quantity;
  }
  SETOFF_TRY_STATUS(use_until(arrival));
  return level;
}

Result<ParcelsByRung> parcels_wanted(const Scenario& scenario, GoodRef ref, Day day,
                                     const Stocks& stocks, const ImportPipeline& pipeline) {
  ParcelsByRung parcels{};
  const Good& good = scenario.imports->goods[ref.index()];
  const std::int64_t parcel = good.parcel.minor();
  if (parcel <= 0 || pipeline.waits_for_credit(ref)) return parcels;
  SETOFF_TRY(projected,
             projected_stock(scenario, ref, day, stocks.level(ref), pipeline.arrivals(ref, day)));
  SETOFF_TRY(per_day, net_need_on(scenario, ref, day));
  SETOFF_TRY(need, need_of_days(per_day, next_order_day(scenario, day) - day, good));
  const std::int64_t target = std::max(good.stock.target.minor(), need);
  const std::int64_t floor = std::min(good.stock.floor.minor() + need, target);
  std::int64_t counted = 0;
  for (std::size_t rung = 0; rung < kRungs.size(); ++rung) {
    const std::int64_t level = kRungs[rung] == Rung::need    ? need
                               : kRungs[rung] == Rung::floor ? floor
                                                             : target;
    const std::int64_t gap = std::max<std::int64_t>(0, level - projected);
    const std::int64_t whole = gap / parcel + (gap % parcel > 0 ? 1 : 0);
    parcels[rung] = whole - counted;
    counted = whole;
  }
  return parcels;
}

}  // namespace setoff::simulator
