#pragma once
// The exact price of a quantity. An invoice sums the prices of its slices, each valued in the book
// currency, and rounds the sum once. Overflow: `product`. Source: docs/events-and-postings.md,
// invoice.issued.

#include <optional>

#include "ledger/base/decimal.h"

namespace setoff {

struct PricedQuantity {
  Exact quantity;                // in the unit of goods
  std::optional<RateStep> heat;  // into the unit of the price: from m3 to MMBtu
  Decimal price;                 // per that unit
};

// quantity x heat x price, in the currency of the price; not rounded.
[[nodiscard]] inline Checked<Exact> price_of(const PricedQuantity& goods) {
  if (!goods.heat) return goods.quantity.times(goods.price);
  const auto energy = at_rate(goods.quantity, *goods.heat);
  if (!energy) return energy.error();
  return energy->times(goods.price);
}

}  // namespace setoff
