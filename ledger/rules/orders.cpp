#include "ledger/rules/orders.h"

namespace setoff {

AccountKey tonnes(AccountKind kind, const OrderFacts& order) {
  return {kind, order.good, order.good};
}

GoodsProgress progress_of(const OrderFacts& order) {
  return {order.landed, order.short_landed, order.paid, order.settled, order.settled_short};
}

Status need_unit(Quantity quantity, const OrderFacts& order, std::string_view where) {
  return need_unit(quantity, order.unit, where, "the order's unit ");
}

}  // namespace setoff
