#pragma once
// Orders of goods: what their shipments and landings share.

#include "ledger/arithmetic/goods.h"
#include "ledger/rules/checks.h"

namespace setoff {

// The account on which goods of the order stand at the stage `kind`.
[[nodiscard]] AccountKey quantity_account(AccountKind kind, const OrderFacts& order);
// How far the order is paid for and has arrived, for the arithmetic of goods.
[[nodiscard]] GoodsProgress progress_of(const OrderFacts& order);
// Checks that the quantity is in the order's unit. Errors: currency_mismatch, at the field `where`.
[[nodiscard]] Status require_unit(Quantity quantity, const OrderFacts& order,
                                  std::string_view where);

}  // namespace setoff
