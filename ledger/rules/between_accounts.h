#pragma once
// What conversions and transfers share: restricted money moves to another account, and its
// restrictions and approvals move along.

#include "ledger/rules/rules.h"

namespace setoff {

// The other account must be restricted, too, and at a place that a window covers. Errors:
// restriction_lost, place_not_covered.
[[nodiscard]] Status check_destination(const RuleContext& context, const BankAccount& to,
                                       const ReleaseFacts& release);
// Adds part of an approval to the other account, at stage `kind`. `amount` is in minor units of its
// currency. No errors.
void add_approval(const RuleContext& context, const BankAccount& to, std::string_view line,
                  AccountKind kind, LotId approval, std::int64_t amount);

}  // namespace setoff
