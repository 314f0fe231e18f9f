#pragma once
// Replenishment: how much of a good is wanted on an order day, in three rungs: enough to last until
// the next order's goods arrive, enough to keep the floor, enough to reach the target. The stock is
// projected to the arrival day of an order placed today: today's need continues, goods in transit
// arrive on their expected days, and unmet need is not made up later. Quantities are in minor units
// of the good. Formulas: docs/model.md.

#include <array>
#include <cstdint>

#include "simulator/engine/pipeline.h"
#include "simulator/engine/stocks.h"

namespace setoff::simulator {

enum class Rung : std::uint8_t { need, floor, target };
inline constexpr std::array kRungs{Rung::need, Rung::floor, Rung::target};

// Whole parcels per rung, in the order of kRungs.
using ParcelsByRung = std::array<std::int64_t, kRungs.size()>;

// The first order day after `day`.
[[nodiscard]] Day next_order_day(const Scenario& scenario, Day day);

// The stock on the day an order placed today would arrive; never below zero.
[[nodiscard]] Result<std::int64_t> projected_stock(const Scenario& scenario, GoodRef good, Day day,
                                                   std::int64_t level,
                                                   std::vector<Arrival> on_the_way);

[[nodiscard]] Result<ParcelsByRung> parcels_wanted(const Scenario& scenario, GoodRef good, Day day,
                                                   const Stocks& stocks,
                                                   const ImportPipeline& pipeline);

}  // namespace setoff::simulator
