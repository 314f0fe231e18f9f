#pragma once
// Disputes: a part of a claim moves between what is open and what is disputed of it.

#include <string_view>

#include "ledger/rules/rules.h"

namespace setoff {

// Moves `amount` of the claim from one of the two kinds to the other. `what` says in a message what
// the first holds: "open of it". Errors: unknown_lot, currency_mismatch; exceeds_lot if it holds
// less, or if the claim is an invoice of a host seller.
[[nodiscard]] Status move_disputed(const RuleContext& context, std::string_view lot, Money amount,
                                   AccountKind from, AccountKind to, std::string_view what);

}  // namespace setoff
