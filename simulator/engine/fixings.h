#pragma once
// MarketFixings: the rates of exchange and the index series of the file as fixings in the books, on
// the first day and on every step inside the run. Only what the run needs is fixed: pairs of
// currencies that occur in the file, and series that a price formula names, so that an unused
// series changes nothing. A series whose unit is no price, or whose value is not positive, is not
// fixed.

#include <vector>

#include "simulator/engine/books.h"

namespace setoff::sim {

class MarketFixings {
 public:
  explicit MarketFixings(const Scenario& scenario);
  [[nodiscard]] Status act(Today& today) const;

 private:
  struct UsedSeries {
    SeriesRef series;
    Commodity numerator;
    Commodity denominator;
  };
  const Scenario& scenario_;
  std::vector<std::size_t> pairs_;  // indices into Scenario::fx
  std::vector<UsedSeries> series_;
};

}  // namespace setoff::sim
