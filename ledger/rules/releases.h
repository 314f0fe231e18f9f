#pragma once
// Releases: what their approval and their denial share. Amounts in minor units of the account's
// currency.

#include "ledger/rules/checks.h"

namespace setoff {

// Smallest balance of a release's lot on the account `key` from the value date on.
[[nodiscard]] std::int64_t least_from(const RuleContext& context, const AccountKey& key,
                                      LotId release);

}  // namespace setoff
