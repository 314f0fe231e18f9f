#pragma once
// The currencies of a scenario: those in which something is stated, the rates that a run needs
// between them, and the one through which rates cross. A rate between others is not used: it
// changes nothing.

#include <set>
#include <string>
#include <vector>

#include "simulator/scenario/model.h"

namespace setoff::sim {

// What a run turns into another currency, and where the file says it.
struct NeededRate {
  Currency from;
  Currency to;
  std::string path;  // "accounts.trust.opening"
};
[[nodiscard]] std::vector<NeededRate> needed_rates(const Scenario& scenario);

// Currencies in which the file states an amount, a price, an account or an expectation.
[[nodiscard]] std::set<Currency> named_currencies(const Scenario& scenario);

// Currency through which the rates of the file cross: the one that most rates lead to from a named
// currency; the reporting currency where several do.
[[nodiscard]] Currency pivot_of(const Scenario& scenario);

// Whether the books can turn one into the other: by a rate of the two, or by two across the pivot.
[[nodiscard]] bool convertible(const Scenario& scenario, Currency from, Currency to);

}  // namespace setoff::sim
