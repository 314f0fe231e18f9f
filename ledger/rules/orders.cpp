#include "ledger/rules/orders.h"

namespace setoff {

AccountKey tonnes(AccountKind kind, const OrderFacts& order) {
  return {kind, order.good, order.good};
}

Status need_unit(Quantity quantity, const OrderFacts& order, std::string_view where) {
  if (Commodity(quantity.kind()) == order.unit) return Ok{};
  return Error(Code::currency_mismatch,
               quantity.text() + " is not in the order's unit " + std::string(order.unit.code()),
               std::string(where));
}

}  // namespace setoff
