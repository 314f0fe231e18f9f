#pragma once
// Judges a scenario's expectations over a finished run. Money is converted at the fixings of the
// observed day; sums over a range convert each flow at the fixings of its own day. `then` is judged
// on the last day (or the day it names), `always` on every day of the run. An expectation that
// cannot be judged is never_judged, which counts as failed. The caller's questions are answered
// like `then`. A run that records a part only judges what was asked for, and answers nothing if it
// ended early: it recorded what its last day needs.

#include <span>

#include "ledger/books/state.h"
#include "simulator/engine/flows.h"
#include "simulator/engine/result.h"
#include "simulator/engine/run.h"

namespace setoff::simulator {

// Flows of money, each in the currency in which it was paid.
struct MoneyFlows {
  std::span<const IncomingPayment> in;
  std::span<const OutgoingPayment> out;
};

void judge_expectations(const Scenario& scenario, const Recording& recording, const State& state,
                        const MoneyFlows& flows, RunResult& result);

}  // namespace setoff::simulator
