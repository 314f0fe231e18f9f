#pragma once
// A payment taken back, whole or in part: what it settled is owed again, with its old due day, and
// the money leaves the account; what is no longer there is owed to the bank.

#include "ledger/core/rules.h"

namespace setoff {

// unknown_lot, currency_mismatch, bad_range, exceeds_lot.
[[nodiscard]] Status take_back_payment(const RuleContext& context, std::string_view payment,
                                       Money amount);
void note_returned(State& state, std::string_view payment, std::int64_t amount);

}  // namespace setoff
