#pragma once
// Shocks on `data`: they change the series itself, before anything that uses it is read (formulas,
// flows, needs, limits, exchange rates), so they act wherever the series is used. Errors:
// out_of_range where a changed value does not fit a 64-bit decimal; other errors in the section are
// reported by read_shocks.

#include "simulator/scenario/context.h"

namespace setoff::simulator {

// `values` multiplied by `factor` on the days of `when`, with a new step at its start and one after
// its end. Nullopt if a product does not fit.
[[nodiscard]] std::optional<Steps<Decimal>> apply_shock(Steps<Decimal> values, DateRange when,
                                                        Decimal factor);

// Applies the shocks on `data` from the section `shocks` to the series of the context.
void apply_data_shocks(const Node& shocks, Context& context, Diagnostics& diagnostics);

}  // namespace setoff::simulator
