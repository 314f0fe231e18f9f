#pragma once
// Identity of a list entry: the name that the file gives it, otherwise what it is for. Draws and
// ledger names derive from the identity, never from the position in the list, so inserting an entry
// does not affect the others. Errors: alike, for two entries with the same identity that act on the
// same days; overlap, for two conversions, or two interest rates, of one account on the same days.

#include <string>

#include "ledger/text/diagnostic.h"
#include "ledger/text/yaml_tree.h"
#include "simulator/scenario/model.h"

namespace setoff::simulator {

// "food-house-trust-month", for use in ledger names; a dated request's identity omits the date.
[[nodiscard]] std::string identity_of(const Scenario& scenario, const ReleaseRequest& request);
// "quarter".
[[nodiscard]] std::string identity_of(const ArrearsRule& rule);

void check_identities(const Scenario& scenario, const Node& tree, Diagnostics& diagnostics);

}  // namespace setoff::simulator
