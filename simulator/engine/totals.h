#pragma once
// Summaries of a run over its daily table: totals of flows, shortage days, what the rules refused
// by event type and code, and the month in which each trouble was worst.

#include "simulator/engine/result.h"
#include "simulator/scenario/model.h"

namespace setoff::sim {

void add_totals(RunResult& result);
void count_refusals(RunResult& result);
void find_worst_months(const Scenario& scenario, RunResult& result);

}  // namespace setoff::sim
