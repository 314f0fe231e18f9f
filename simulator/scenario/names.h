#pragma once
// References between the tables of a Scenario: indices into the vectors named below, which the
// reader sorts by name, so the order of keys in the file does not matter. A non-optional reference
// of a loaded Scenario is always valid. Names are [a-z][a-z0-9_]*, at most 32 characters; the books
// write - instead of _.

#include <string>
#include <string_view>

#include "ledger/base/strong_id.h"

namespace setoff::simulator {

// Declared before their use: in StrongId<struct AccountTag> the name would refer to the ledger's
// tag where that is visible.
struct PartyTag;
struct LineTag;
struct AccountTag;
struct GoodTag;
struct SeriesTag;
struct PurchaseTag;

using PartyRef = StrongId<PartyTag>;        // Scenario::parties
using LineRef = StrongId<LineTag>;          // Scenario::exports
using AccountRef = StrongId<AccountTag>;    // Scenario::accounts
using GoodRef = StrongId<GoodTag>;          // Scenario::imports.goods
using SeriesRef = StrongId<SeriesTag>;      // Scenario::series
using PurchaseRef = StrongId<PurchaseTag>;  // Scenario::purchases

[[nodiscard]] bool is_scenario_name(std::string_view text);
// The words value, source, tag and note annotate a value and cannot be used as names.
[[nodiscard]] bool is_reserved_word(std::string_view text);
// The ledger's spelling of a name, as an account path segment: "trust-iqd" for "trust_iqd".
[[nodiscard]] std::string ledger_name(std::string_view name);

}  // namespace setoff::simulator
