#include "ledger/rules/orders.h"

namespace setoff {

AccountKey quantity_account(AccountKind kind, const OrderFacts& order) {
  return {kind, order.good, order.good};
}

GoodsProgress progress_of(const OrderFacts& order) {
  return {order.landed, order.short_landed, order.paid, order.moved_from_transit,
          order.lost_from_transit};
}

Status require_unit(Quantity quantity, const OrderFacts& order, std::string_view where) {
  return require_unit(quantity, order.unit, where, "the order's unit ");
}

}  // namespace setoff
