#pragma once
// Fixings of prices and rates: what price.fixed and rate.fixed share.

#include "ledger/rules/rules.h"

namespace setoff {

// Checks that the fixing is new or replaces one, and has the units of its series. Errors:
// bad_field, fixing_exists, fixing_missing, currency_mismatch.
template <class Kind>
[[nodiscard]] Status check_fixing(const RuleContext& context, const Fixing<Kind>& data);
// The fixing for people: its series, its value and where it comes from.
template <class Kind>
[[nodiscard]] std::string fixing_phrase(const Fixing<Kind>& data);

}  // namespace setoff
