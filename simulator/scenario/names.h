#pragma once
// References between the tables of a Scenario: an index into the vector of that name, which the
// reader sorts by name, so that the order of keys in the file has no meaning. A reference of a
// loaded Scenario is always valid where it is not optional. Names are [a-z][a-z0-9_]*, at most 32
// characters; the books write - for _.

#include <string>
#include <string_view>

#include "ledger/base/strong_id.h"

namespace setoff::sim {

// Declared here first: a bare `struct AccountTag` would find the books' tag where that is known.
struct PartyTag;
struct LineTag;
struct AccountTag;
struct GoodTag;
struct SeriesTag;

using PartyRef = StrongId<PartyTag>;      // Scenario::parties
using LineRef = StrongId<LineTag>;        // Scenario::exports
using AccountRef = StrongId<AccountTag>;  // Scenario::accounts
using GoodRef = StrongId<GoodTag>;        // Scenario::imports.goods
using SeriesRef = StrongId<SeriesTag>;    // Scenario::series

[[nodiscard]] bool is_scenario_name(std::string_view text);
// value, source, tag, note: they say what a value is and where it is from, and name nothing.
[[nodiscard]] bool is_reserved_word(std::string_view text);
// "trust_iqd" as a segment of an account path in the books: "trust-iqd".
[[nodiscard]] std::string ledger_name(std::string_view name);

}  // namespace setoff::sim
