#pragma once
// Conversion of Decimal to double, for formulas and laws only (money and quantities never use it),
// and products of decimals.

#include <optional>

#include "ledger/base/decimal.h"

namespace setoff::simulator {

// The nearest double if the decimal has at most 15 digits; deterministic in any case.
[[nodiscard]] double to_double(Decimal value);

// a x b, rounded half to even to the most decimal places that fit; nullopt if it is too large.
[[nodiscard]] std::optional<Decimal> product(Decimal a, Decimal b);

}  // namespace setoff::simulator
