#pragma once
// Values of a Scenario's formulas on a day. Double precision with one operation per node, then
// rounded once to the tick (half even), so that fixings are the same on every machine. Errors:
// fixing_missing where a series has no value that early; bad_field for a division by zero or a
// price <= 0.

#include "ledger/base/decimal.h"
#include "ledger/base/result.h"
#include "simulator/scenario/model.h"

namespace setoff::sim {

// The same day of the month so many months before, or that month's last; no earlier than the books'
// first day. Gregorian.
[[nodiscard]] Day months_earlier(Day day, int months);

[[nodiscard]] Result<double> evaluate(const Expression& formula, const Scenario& scenario, Day day);

// The line's price in force for deliveries of `day`, "6.4944 USD/MMBtu".
[[nodiscard]] Result<Rate> price_on(const Scenario& scenario, const ExportLine& line, Day day);
// The landed price of a good.
[[nodiscard]] Result<Rate> price_on(const Scenario& scenario, const Good& good, Day day);

// The flow that the file states for `day` (per day): recorded or planned, then cuts, shocks, the
// contract's maximum (flows: behavioural) and capacity; without the seller's own answers
// (supply_response).
[[nodiscard]] Result<Quantity> stated_flow_on(const Scenario& scenario, LineRef line, Day day);

// A flow after one change, never below zero.
[[nodiscard]] Result<Quantity> changed(Quantity flow, const FlowChange& change, Rounding rounding);
// A flow after a cut, which never raises it: one that sets more than flows is none.
[[nodiscard]] Result<Quantity> after_cut(Quantity flow, const FlowChange& cut, Rounding rounding);

}  // namespace setoff::sim
