#pragma once
// References between the tables of a Scenario: an index into the vector of that name, which the
// reader sorts by name, so that the order of keys in the file has no meaning. A reference of a
// loaded Scenario is always valid where it is not optional.

#include "ledger/base/strong_id.h"

namespace setoff::sim {

using PartyRef = StrongId<struct PartyTag>;      // Scenario::parties
using LineRef = StrongId<struct LineTag>;        // Scenario::exports
using AccountRef = StrongId<struct AccountTag>;  // Scenario::accounts
using GoodRef = StrongId<struct GoodTag>;        // Scenario::imports.goods
using SeriesRef = StrongId<struct SeriesTag>;    // Scenario::series

}  // namespace setoff::sim
