#pragma once
// How far an amount that a bank states may differ from what the terms give, in minor units. No
// errors.

#include "ledger/rules/rules.h"

namespace setoff {

// The agreement's tolerance for the currency, or `otherwise`: two of its smallest units for a
// conversion, none for interest.
[[nodiscard]] std::int64_t bank_rounding(const RuleContext& context, Currency currency,
                                         std::int64_t otherwise);

}  // namespace setoff
