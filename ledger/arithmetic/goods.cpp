#include "ledger/arithmetic/goods.h"

#include <algorithm>

#include "ledger/arithmetic/shares.h"
#include "ledger/base/check.h"

namespace setoff {
namespace {

std::int64_t share_missing(std::int64_t missing, std::int64_t part, std::int64_t whole) {
  const auto share = share_of(missing, part, whole, Rounding::half_even);
  SETOFF_CHECK(share.has_value());  // at most what is missing
  return *share;
}

}  // namespace

SettledGoods settled_by_payment(const GoodsProgress& order, std::int64_t quantity) {
  const auto waiting = order.landed + order.short_landed - order.settled;
  if (waiting <= 0) return {};
  const auto settled = std::min(waiting, quantity);
  return {settled, share_missing(order.short_landed - order.lost_from_transit, settled, waiting)};
}

SettledGoods settled_by_landing(const GoodsProgress& order, std::int64_t landed,
                                std::int64_t missing) {
  const auto arrived = landed + missing;
  const auto settled = std::min(arrived, order.paid - order.settled);
  if (settled <= 0) return {};
  return {settled, share_missing(missing, settled, arrived)};
}

std::optional<GoodsValue> value_when_paid(std::int64_t value, std::int64_t quantity,
                                          const SettledGoods& arrived, Rounding rounding) {
  const auto left = share_of(value, arrived.quantity, quantity, rounding);
  if (!left) return std::nullopt;
  if (arrived.quantity == 0) return GoodsValue{value - *left, *left, 0};
  const auto lost = share_of(*left, arrived.short_quantity, arrived.quantity, rounding);
  if (!lost) return std::nullopt;
  return GoodsValue{value - *left, *left - *lost, *lost};
}

std::optional<GoodsValue> value_when_landed(std::int64_t value, std::int64_t waiting,
                                            std::int64_t settled, std::int64_t landed,
                                            std::int64_t missing, Rounding rounding) {
  const auto left = share_of(value, settled, waiting, rounding);
  if (!left) return std::nullopt;
  const auto lost = share_of(*left, missing, landed + missing, rounding);
  if (!lost) return std::nullopt;
  return GoodsValue{value - *left, *left - *lost, *lost};
}

}  // namespace setoff
