#pragma once
// Shocks on `data` as written, for use before the sections that depend on the data are read. All
// shocks are read by read_shocks (sections.h).

#include <vector>

#include "simulator/scenario/context.h"

namespace setoff::simulator {

struct DataShock {
  SeriesRef series;
  DateRange when;
  Decimal factor;
  Span place;  // location of the change
};

// Skips what is invalid without reporting it.
[[nodiscard]] std::vector<DataShock> read_data_shocks(const Node& shocks, const Context& context);

}  // namespace setoff::simulator
