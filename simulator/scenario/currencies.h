#pragma once
// The currencies of a scenario: those in which something is stated, the rates that a run needs
// between them, and the pivot through which rates cross. Rates between other currencies are not
// used and change nothing.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "simulator/scenario/model.h"

namespace setoff::simulator {

// A conversion that a run needs, and the path of the value that needs it.
struct NeededRate {
  Currency from;
  Currency to;
  std::string path;  // "accounts.trust.opening"
};
[[nodiscard]] std::vector<NeededRate> needed_rates(const Scenario& scenario);

// Currencies of any amount, price, account or expectation in the file.
[[nodiscard]] std::set<Currency> named_currencies(const Scenario& scenario);

// The pivot currency for crossing rates: the one with the most rates to named currencies; the
// reporting currency wins ties.
[[nodiscard]] Currency pivot_of(const Scenario& scenario);

// Whether the books can convert one into the other: by a direct rate, or by two rates across the
// pivot.
[[nodiscard]] bool convertible(const Scenario& scenario, Currency from, Currency to);

// How many of `of` the books count for one of `one` on a day; nullopt without rates for it.
[[nodiscard]] std::optional<double> units_for_one(const Scenario& scenario, Currency of,
                                                  Currency one, Day day);

}  // namespace setoff::simulator
