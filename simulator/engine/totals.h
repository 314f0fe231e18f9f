#pragma once
// Summaries of a run's daily table: totals of flows, shortage days, refusals by event type and
// code, and the worst month of each measure.

#include "simulator/engine/result.h"
#include "simulator/scenario/model.h"

namespace setoff::simulator {

void add_totals(RunResult& result);
void count_refusals(RunResult& result);
void compute_worst_months(const Scenario& scenario, RunResult& result);

}  // namespace setoff::simulator
