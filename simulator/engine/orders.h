#pragma once
// ImportOrders: each period, orders the goods that are wanted (replenish.h) in whole parcels, up to
// the approved money of their purpose (and supplier). Needs come first, then floors, then targets;
// within each, the money is rationed (ration.h). A share too small for a whole parcel of its good
// is kept for the next period; only money that would lapse before then buys parcels of other goods,
// by rung (need, floor, target) and priority. A good with an order still waiting for a window is
// not ordered again. An order is split where one approval does not cover it.

#include <vector>

#include "simulator/engine/pipeline.h"
#include "simulator/engine/replenish.h"
#include "simulator/engine/stocks.h"
#include "simulator/engine/views.h"

namespace setoff::simulator {

class ImportOrders {
 public:
  explicit ImportOrders(const Scenario& scenario) : scenario_(scenario) {}
  [[nodiscard]] Status run_day(DayContext& today, const Stocks& stocks, ImportPipeline& pipeline,
                               const ReleaseProcess& release_process) const;

 private:
  struct Demand {
    GoodRef good;
    Rate price;
    ParcelsByRung parcels{};  // parcels still wanted
    std::int64_t hold = 0;    // money held per parcel
    std::int64_t chosen = 0;  // parcels to order from the current pool
  };
  // Approvals of one purpose and payee.
  struct Pool {
    std::string purpose;
    std::optional<std::string> payee;
    std::vector<LiveRelease> releases;
  };
  [[nodiscard]] Result<std::vector<Demand>> demands(const DayContext& today, const Stocks& stocks,
                                                    const ImportPipeline& pipeline) const;
  [[nodiscard]] std::vector<Pool> pools(const DayContext& today,
                                        const ReleaseProcess& release_process) const;
  [[nodiscard]] bool fits(const Pool& pool, const Demand& demand) const;
  [[nodiscard]] Status order_from(DayContext& today, Pool& pool, std::vector<Demand>& demands,
                                  ImportPipeline& pipeline) const;
  [[nodiscard]] Result<std::int64_t> choose_rung(std::size_t rung, std::int64_t budget,
                                                 const std::vector<Demand*>& eligible) const;
  void spend_lapsing(std::int64_t lapsing, const std::vector<Demand*>& eligible) const;
  struct Pieces {
    std::int64_t quantity = 0;
    std::int64_t smallest = 0;
  };
  [[nodiscard]] Status place(DayContext& today, Pool& pool, const Demand& demand,
                             ImportPipeline& pipeline) const;
  [[nodiscard]] Result<std::int64_t> place_pieces(DayContext& today, Pool& pool,
                                                  const Demand& demand, Pieces pieces,
                                                  ImportPipeline& pipeline) const;

  const Scenario& scenario_;
};

}  // namespace setoff::simulator
