#pragma once
// Shares of an amount, rounded once by the rule that the caller names. Amounts in minor units, of
// one currency or unit per call. Pure arithmetic: no text, no allocation. Source:
// docs/events-and-postings.md.

#include <cstdint>
#include <optional>

#include "ledger/base/decimal.h"
#include "ledger/base/int128.h"
#include "ledger/base/rounding.h"

namespace setoff {

// total x part / whole, for 0 <= part <= whole; exactly `total` if `part` is the whole, even of
// nothing. `total` may be negative. nullopt if the result does not fit into 64 bits, which needs
// part > whole.
[[nodiscard]] constexpr std::optional<std::int64_t> share_of(std::int64_t total, std::int64_t part,
                                                             std::int64_t whole,
                                                             Rounding rounding) {
  if (part == whole) return total;
  return multiply_divide(total, part, whole, rounding);
}

// amount x fraction: a spread, the tolerance of a credit, the buyer's share of an exchange loss.
// Any signs.
[[nodiscard]] inline Checked<std::int64_t> fraction_of(std::int64_t amount, Decimal fraction,
                                                       Rounding rounding) {
  const auto product = Exact(amount, 0).times(fraction);
  if (!product) return product.error();
  return product->round(0, rounding);
}

// Whether an amount that a bank states is the one that follows from the terms, but for its
// rounding: at most `tolerance` (>= 0) away, on either side. Never overflows.
[[nodiscard]] constexpr bool within(std::int64_t stated, std::int64_t expected,
                                    std::int64_t tolerance) {
  const Int128 missed = Int128{stated} - expected;
  return missed <= tolerance && missed >= -Int128{tolerance};
}

}  // namespace setoff
