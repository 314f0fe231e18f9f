#pragma once
// Deliveries: meters each line's daily flow in the books and prices it. The flow is the scenario's
// flow for the day after the seller's cuts. A price is fixed in the books whenever it changes.
// Deliveries accumulate until Invoicing takes them.

#include <optional>
#include <vector>

#include "simulator/engine/event_submitter.h"
#include "simulator/engine/supply.h"

namespace setoff::sim {

class Deliveries {
 public:
  explicit Deliveries(const Scenario& scenario);
  [[nodiscard]] Status run_day(DayContext& today, const SupplyResponse& supply);

  // Returns the slices delivered since the last call, one per run of days at the same price. If the
  // invoice is refused, the caller must return them with restore().
  [[nodiscard]] std::vector<Slice> take_slices(LineRef line);
  void restore(LineRef line, std::vector<Slice> slices);

 private:
  [[nodiscard]] Status deliver(DayContext& today, LineRef line, Quantity quantity);
  [[nodiscard]] Status fix_price(DayContext& today, LineRef line, const Rate& price);

  const Scenario& scenario_;
  struct OfLine {
    std::optional<Rate> price;
    std::vector<Slice> unbilled;
  };
  std::vector<OfLine> lines_;
};

}  // namespace setoff::sim
