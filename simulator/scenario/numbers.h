#pragma once
// Decimal as a double, for formulas and laws only: money and quantities never pass through here.

#include "ledger/base/decimal.h"

namespace setoff::sim {

// The nearest double of a decimal of at most 15 digits; deterministic for all.
[[nodiscard]] double to_double(Decimal value);

}  // namespace setoff::sim
