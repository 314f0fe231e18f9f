#pragma once
// Shocks on `data` as they are written, for those who read them before the sections that the data
// feed; all shocks are read by read_shocks (sections.h).

#include <vector>

#include "simulator/scenario/context.h"

namespace setoff::sim {

struct DataShock {
  SeriesRef series;
  DateRange when;
  Decimal factor;
  Span place;  // of the change
};

// Leaves out what is wrong, and reports nothing.
[[nodiscard]] std::vector<DataShock> read_data_shocks(const Node& shocks, const Context& context);

}  // namespace setoff::sim
