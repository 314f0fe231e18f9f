#pragma once
// MarketFixings: books the scenario's exchange rates and index series as fixings, on the first day
// and at every step during the run. It fixes only what the run needs, so an unused series changes
// nothing: rates between currencies that occur in the scenario, and series named in a price
// formula. A series is not fixed if its unit is not a price or its value is not positive.

#include <vector>

#include "simulator/engine/event_submitter.h"

namespace setoff::simulator {

class MarketFixings {
 public:
  explicit MarketFixings(const Scenario& scenario);
  [[nodiscard]] Status run_day(DayContext& today) const;

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

}  // namespace setoff::simulator
