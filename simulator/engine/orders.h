#pragma once
// ImportOrders: every period the goods that are wanted (replenish.h) are ordered in whole parcels,
// as far as approved money of their purpose (and supplier) reaches. First all goods get what keeps
// them from running out, then their floors, then their targets; within each of these the money is
// rationed (ration.h). Money that does not reach a whole parcel of the good whose turn it is waits
// for the next period; only what would lapse until then buys parcels of goods further down. A good
// with an order that still waits for a window is not ordered again. An order is split where one
// approval does not cover it.

#include <vector>

#include "simulator/engine/pipeline.h"
#include "simulator/engine/replenish.h"
#include "simulator/engine/stocks.h"
#include "simulator/engine/views.h"

namespace setoff::sim {

class ImportOrders {
 public:
  explicit ImportOrders(const Scenario& scenario) : scenario_(scenario) {}
  [[nodiscard]] Status act(Today& today, const Stocks& stocks, ImportPipeline& pipeline,
                           const ReleaseDesk& desk) const;

 private:
  struct Want {
    GoodRef good;
    Rate price;
    ParcelsByRung parcels{};  // still wanted
    std::int64_t hold = 0;    // money that one parcel holds
    std::int64_t chosen = 0;  // parcels to order from the pool at hand
  };
  // Approvals of one purpose and payee.
  struct Pool {
    std::string purpose;
    std::optional<std::string> payee;
    std::vector<LiveRelease> releases;
  };
  [[nodiscard]] Result<std::vector<Want>> wants(const Today& today, const Stocks& stocks,
                                                const ImportPipeline& pipeline) const;
  [[nodiscard]] std::vector<Pool> pools(const Today& today, const ReleaseDesk& desk) const;
  [[nodiscard]] bool fits(const Pool& pool, const Want& want) const;
  [[nodiscard]] Status order_from(Today& today, Pool& pool, std::vector<Want>& wants,
                                  ImportPipeline& pipeline) const;
  [[nodiscard]] Result<std::int64_t> choose_rung(std::size_t rung, std::int64_t budget,
                                                 const std::vector<Want*>& eligible) const;
  void spend_lapsing(std::int64_t lapsing, const std::vector<Want*>& eligible) const;
  struct Pieces {
    std::int64_t quantity = 0;
    std::int64_t smallest = 0;
  };
  [[nodiscard]] Status place(Today& today, Pool& pool, const Want& want,
                             ImportPipeline& pipeline) const;
  [[nodiscard]] Result<std::int64_t> place_pieces(Today& today, Pool& pool, const Want& want,
                                                  Pieces pieces, ImportPipeline& pipeline) const;

  const Scenario& scenario_;
};

}  // namespace setoff::sim
