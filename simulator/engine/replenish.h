#pragma once
// Replenishment: how much of a good is wanted on an order day, in three rungs: what keeps it from
// running out until the next order's goods come, what keeps the floor, what reaches the target. The
// stock is projected to the day on which an order of today would arrive: today's need goes on,
// goods on the way come in on their expected days, and what was not there to be used is not made up
// later. Quantities in minor units of the good. Formulas: docs/model.md.

#include <array>
#include <cstdint>

#include "simulator/engine/pipeline.h"
#include "simulator/engine/stocks.h"

namespace setoff::sim {

enum class Rung : std::uint8_t { need, floor, target };
inline constexpr std::array kRungs{Rung::need, Rung::floor, Rung::target};

// Whole parcels per rung, in the order of kRungs.
using ParcelsByRung = std::array<std::int64_t, kRungs.size()>;

// The first day after `day` on which orders are placed again.
[[nodiscard]] Day next_order_day(const Scenario& scenario, Day day);

// What the stock will be when an order of today arrives, never below zero.
[[nodiscard]] Result<std::int64_t> projected_stock(const Scenario& scenario, GoodRef good, Day day,
                                                   std::int64_t level,
                                                   std::vector<Arrival> on_the_way);

[[nodiscard]] Result<ParcelsByRung> parcels_wanted(const Scenario& scenario, GoodRef good, Day day,
                                                   const Stocks& stocks,
                                                   const ImportPipeline& pipeline);

}  // namespace setoff::sim
