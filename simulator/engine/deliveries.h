#pragma once
// Deliveries: what flows on each line each day, metered in the books, and its price. The flow is
// the one that the file states for the day, after the seller's cuts. The price of the day is fixed
// in the books whenever it changes. Deliveries gather until Invoicing takes them.

#include <optional>
#include <vector>

#include "simulator/engine/books.h"
#include "simulator/engine/supply.h"

namespace setoff::sim {

class Deliveries {
 public:
  explicit Deliveries(const Scenario& scenario);
  [[nodiscard]] Status act(Today& today, const SupplyResponse& supply);

  // Slices delivered since the last call, one per stretch of days at one price. Taken only if the
  // invoice was booked: see restore().
  [[nodiscard]] std::vector<Slice> take(LineRef line);
  void restore(LineRef line, std::vector<Slice> slices);

 private:
  [[nodiscard]] Status deliver(Today& today, LineRef line, Quantity quantity);
  [[nodiscard]] Status fix_price(Today& today, LineRef line, const Rate& price);

  const Scenario& scenario_;
  struct OfLine {
    std::optional<Rate> price;
    std::vector<Slice> unbilled;
  };
  std::vector<OfLine> lines_;
};

}  // namespace setoff::sim
