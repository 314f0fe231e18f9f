#pragma once
// What tells an entry of a list from its neighbours: the name that the file gives it, else what it
// is for. Draws and names in the books are made from it and never from a place in the list, so that
// an entry inserted beside it moves nothing. Errors: alike, for two entries of one identity that
// act on the same days; overlap, for two conversions of one account, or two rates of interest on
// one, on the same days.

#include <string>

#include "ledger/text/diagnostic.h"
#include "ledger/text/yaml_tree.h"
#include "simulator/scenario/model.h"

namespace setoff::sim {

// "food-house-trust-month", as a part of a name in the books; of a dated request without its date.
[[nodiscard]] std::string identity_of(const Scenario& scenario, const ReleaseRequest& request);
// "quarter"
[[nodiscard]] std::string identity_of(const ArrearsRule& rule);

void check_identities(const Scenario& scenario, const Node& tree, Diagnostics& diagnostics);

}  // namespace setoff::sim
