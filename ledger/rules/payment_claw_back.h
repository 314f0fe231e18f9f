#pragma once
// Takes back a payment, in whole or in part: what it settled is owed again, with its old due day,
// and the money leaves the account; what is no longer there is owed to the bank.

#include "ledger/rules/rules.h"

namespace setoff {

// Errors: unknown_lot, currency_mismatch, bad_range, exceeds_lot, has_dependents.
[[nodiscard]] Status claw_back_payment(const RuleContext& context, std::string_view payment,
                                       Money amount);
// Records in the books that `amount` of the payment, in its account's currency, is taken back.
void record_return(State& state, std::string_view payment, std::int64_t amount);

}  // namespace setoff
