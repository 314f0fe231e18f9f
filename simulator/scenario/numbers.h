#pragma once
// Decimal as a double, for formulas and laws only: money and quantities never pass through here;
// and products of decimals.

#include <optional>

#include "ledger/base/decimal.h"

namespace setoff::sim {

// The nearest double of a decimal of at most 15 digits; deterministic for all.
[[nodiscard]] double to_double(Decimal value);

// a x b, rounded half to even to as many places as a decimal can hold; nothing if it is too large.
[[nodiscard]] std::optional<Decimal> product(Decimal a, Decimal b);

}  // namespace setoff::sim
