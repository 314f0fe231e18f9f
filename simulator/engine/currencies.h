#pragma once
// The currencies of a scenario: those in which something is stated, and the one through which rates
// cross. A rate between others is not used: it changes neither.

#include <set>

#include "simulator/scenario/model.h"

namespace setoff::sim {

// Currencies in which the file states an amount, a price, an account or an expectation.
[[nodiscard]] std::set<Currency> named_currencies(const Scenario& scenario);

// Currency through which the rates of the file cross: the one that most rates lead to from a named
// currency; the reporting currency where several do.
[[nodiscard]] Currency pivot_of(const Scenario& scenario);

}  // namespace setoff::sim
