#pragma once
// What reversals and the requests for them share: the check that an earlier entry can be reversed.

#include "ledger/rules/rules.h"

namespace setoff {

// The entry is the context's referenced one. Errors: unknown_lot, already_reversed, not_reversible.
[[nodiscard]] Status require_reversible(const RuleContext& context, Sequence sequence);

}  // namespace setoff
