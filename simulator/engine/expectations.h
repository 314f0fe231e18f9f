#pragma once
// Expectations of a scenario, judged over a finished run. Money is converted at the fixings of the
// observed day, or of each flow's own day for sums over a range. `then` looks at the last day (or
// the day it names), `always` at every day of the run. What cannot be judged is never_judged, which
// counts as failed.

#include <span>

#include "ledger/core/state.h"
#include "simulator/engine/flows.h"
#include "simulator/engine/result.h"

namespace setoff::sim {

// Flows of money in the currency in which they were paid.
struct MoneyFlows {
  std::span<const PaidIn> in;
  std::span<const PaidOut> out;
};

void judge_expectations(const Scenario& scenario, const State& state, const MoneyFlows& flows,
                        RunResult& result);

}  // namespace setoff::sim
