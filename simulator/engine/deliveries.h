#pragma once
// Deliveries: meters each line's daily flow in the books and prices it. The flow is the scenario's
// flow for the day after the seller's cuts. A price is fixed in the books whenever it changes.
// Deliveries accumulate until Invoicing bills them.

#include <optional>
#include <utility>
#include <vector>

#include "simulator/engine/event_submitter.h"
#include "simulator/engine/supply.h"
#include "simulator/engine/unbilled.h"
#include "simulator/scenario/evaluate.h"

namespace setoff::simulator {

class Deliveries {
 public:
  explicit Deliveries(const Scenario& scenario);
  [[nodiscard]] Status run_day(DayContext& today, const SupplyResponse& supply);

  [[nodiscard]] Unbilled& unbilled(LineRef line) { return lines_[line.index()].unbilled; }
  // What the buyer would have taken under take or pay and the seller did not deliver, since the
  // last call; in minor units, and including what the carrier keeps.
  [[nodiscard]] std::int64_t take_not_delivered(LineRef line) {
    return std::exchange(lines_[line.index()].not_delivered, 0);
  }

  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(lines_);
  }

 private:
  [[nodiscard]] Status deliver(DayContext& today, LineRef line, Quantity quantity);
  [[nodiscard]] Status count_not_delivered(const DayContext& today, LineRef line, Quantity flow);
  [[nodiscard]] Status fix_price(DayContext& today, LineRef line, const Rate& price);

  const Scenario& scenario_;
  struct OfLine {
    std::optional<Rate> price;
    Unbilled unbilled;
    FlowSoFar flowed;
    std::int64_t not_delivered = 0;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(price, unbilled, flowed, not_delivered);
    }
  };
  std::vector<OfLine> lines_;
};

}  // namespace setoff::simulator
