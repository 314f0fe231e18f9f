#pragma once
// Shocks on `data`: they change the series itself before anything is read that it feeds (formulas,
// flows, needs, limits, rates of exchange), so that they act wherever the series is used. Errors:
// out_of_range where a changed value has no decimal of 64 bits; what is wrong in the section is
// reported where it is read (read_shocks).

#include "simulator/scenario/context.h"

namespace setoff::sim {

// `values` times `factor` on the days of `when`: a step where the shock begins, and one behind it.
// Nothing where a product does not fit.
[[nodiscard]] std::optional<Steps<Decimal>> shocked(Steps<Decimal> values, DateRange when,
                                                    Decimal factor);

// Changes the series of the context by the shocks on `data` of the section `shocks`.
void apply_data_shocks(const Node& shocks, Context& context, Diagnostics& diagnostics);

}  // namespace setoff::sim
