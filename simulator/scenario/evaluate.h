#pragma once
// Evaluates a Scenario's formulas on a day. evaluate() computes in double precision with one
// operation per node; price_on() then rounds once to the tick (half even), so fixings are the same
// on every machine. Errors: fixing_missing where a series, a price or a quantity has no value that
// early; bad_field for a division by zero or a price <= 0; overflow.

#include "ledger/base/decimal.h"
#include "ledger/base/result.h"
#include "simulator/scenario/model.h"

namespace setoff::simulator {

// The same day of the month, `months` months earlier, or the last day of that month; not before the
// first day of the books. Gregorian.
[[nodiscard]] Day months_earlier(Day day, int months);

[[nodiscard]] Result<double> evaluate(const Expression& formula, const Scenario& scenario, Day day);

// The line's price for deliveries of `day`, "6.4944 USD/MMBtu".
[[nodiscard]] Result<Rate> price_on(const Scenario& scenario, const Contract& line, Day day);
// The landed price of a good.
[[nodiscard]] Result<Rate> price_on(const Scenario& scenario, const Good& good, Day day);

// The stated flow on `day`, per day: recorded or planned, then cuts, shocks (of exports only), the
// contract's maximum (flows: behavioural) and capacity; excludes the seller's responses
// (supply_response).
[[nodiscard]] Result<Quantity> stated_flow_on(const Scenario& scenario, LineRef line, Day day);
[[nodiscard]] Result<Quantity> stated_flow_on(const Scenario& scenario, const Purchase& purchase,
                                              Day day);

// What the buyer would take on `day`, up to the contract's maximum, if the seller cut nothing: what
// is recorded (flows: recorded), or its `quantity`, after shocks.
[[nodiscard]] Result<Quantity> nominated_flow_on(const Scenario& scenario, LineRef line, Day day);

// What of a flow reaches the buyer, and what whoever carries it keeps: its share of all that has
// flowed so far, so that days do not add up what they round.
struct FlowParts {
  Quantity delivered;
  Quantity retained;
};
struct FlowSoFar {
  std::int64_t all = 0;
  std::int64_t retained = 0;
};
[[nodiscard]] Result<FlowParts> divide_flow(const Contract& contract, Quantity flow,
                                            Rounding rounding, FlowSoFar& so_far);

// The flow after one change, never below zero.
[[nodiscard]] Result<Quantity> apply_change(Quantity flow, const FlowChange& change,
                                            Rounding rounding);
// The flow after a cut. A cut never raises the flow: one that sets a larger amount has no effect.
[[nodiscard]] Result<Quantity> apply_cut(Quantity flow, const FlowChange& cut, Rounding rounding);

}  // namespace setoff::simulator
