#pragma once
// What the rules of make-up share: what is left to take of a shortfall that the buyer has paid for.

#include "ledger/rules/checks.h"

namespace setoff {

// What is left of a shortfall's make-up from the value date on: the quantity, and what the buyer
// paid or still owes for it, in minor units.
struct MakeupLeft {
  FoundLot<InvoiceFacts> claim;
  AccountKey deferred;
  AccountKey owed;  // the quantity
  Unit unit;
  std::int64_t amount = 0;
  std::int64_t quantity = 0;
};
// Errors: unknown_lot; not_permitted if the claim grants no make-up.
[[nodiscard]] Result<MakeupLeft> makeup_left(const RuleContext& context,
                                             std::string_view shortfall);

}  // namespace setoff
