#pragma once
// The columns that must be recorded for what a Recording asks of a run. They are found by observing
// a run without columns, in which every value is zero: the Observer notes what it would read.

#include <vector>

#include "simulator/engine/observe.h"
#include "simulator/engine/run.h"

namespace setoff::simulator {

// Read by one observation, as of `day`; with `whole_run`, an omitted range is the whole run.
[[nodiscard]] std::vector<ColumnRead> columns_read(const Scenario& scenario,
                                                   const Observation& what,
                                                   const ExpectedValue& unit, Day day,
                                                   bool whole_run);

// Read by the scenario's questions and events and by the expectations that are asked for. Errors:
// bad_field for an expectation that the scenario does not have.
[[nodiscard]] Result<std::vector<ColumnRead>> columns_read(const Scenario& scenario,
                                                           const Recording& recording);

}  // namespace setoff::simulator
