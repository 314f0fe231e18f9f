#pragma once
// ImportOrders: every period each good is ordered up to its target plus the need of the lead time,
// in whole parcels, as far as approved money of its purpose (and supplier) reaches. Money that is
// short is rationed (ration.h) and spent in whole parcels; what rounding leaves buys further
// parcels in the order of priority. A good with an order that still waits for its credit is not
// ordered again. An order is split where one approval does not cover it.

#include <vector>

#include "simulator/engine/pipeline.h"
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
    std::int64_t parcels = 0;  // still wanted
    std::int64_t hold = 0;     // money that one parcel holds
  };
  // Approvals of one purpose and payee.
  struct Pool {
    std::string purpose;
    std::optional<std::string> payee;
    std::vector<LiveRelease> releases;
  };
  [[nodiscard]] Result<std::vector<Want>> wants(const Today& today, const Stocks& stocks,
                                                const ImportPipeline& pipeline) const;
  [[nodiscard]] Result<std::int64_t> parcels_wanted(const Today& today, GoodRef good,
                                                    const Stocks& stocks,
                                                    const ImportPipeline& pipeline) const;
  [[nodiscard]] std::vector<Pool> pools(const Today& today, const ReleaseDesk& desk) const;
  [[nodiscard]] Status order_from(Today& today, Pool& pool, std::vector<Want>& wants,
                                  ImportPipeline& pipeline) const;
  [[nodiscard]] Status place(Today& today, Pool& pool, const Want& want, std::int64_t parcels,
                             ImportPipeline& pipeline) const;

  const Scenario& scenario_;
};

}  // namespace setoff::sim
