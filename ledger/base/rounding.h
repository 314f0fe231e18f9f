#pragma once
// The only place that rounds fractions to integers. Each call names the rule (an agreement states
// its own: `rounding: half_even`). divide_rounded() is exact for every 128-bit numerator and
// positive denominator but one pair: -2^127 / 1 overflows and must not occur.

#include <cstdint>
#include <optional>
#include <string_view>

#include "ledger/base/int128.h"

namespace setoff {

// half_even is banker's rounding; half_up rounds halves away from zero; down rounds towards zero,
// up away from zero.
enum class Rounding : std::uint8_t { half_even, half_up, down, up };

[[nodiscard]] std::optional<Rounding> find_rounding(std::string_view name);
[[nodiscard]] std::string_view name_of(Rounding rounding);

// numerator / denominator, rounded once. denominator > 0.
[[nodiscard]] constexpr Int128 divide_rounded(Int128 numerator, Int128 denominator,
                                              Rounding rounding) {
  const bool negative = numerator < 0;
  const UInt128 magnitude =
      negative ? UInt128{0} - static_cast<UInt128>(numerator) : static_cast<UInt128>(numerator);
  const UInt128 divisor = static_cast<UInt128>(denominator);
  UInt128 quotient = magnitude / divisor;
  const UInt128 rest = magnitude - quotient * divisor;
  const UInt128 to_next = divisor - rest;
  bool away = false;
  switch (rounding) {
    case Rounding::half_even:
      away = rest > to_next || (rest == to_next && (quotient & 1U) != 0);
      break;
    case Rounding::half_up:
      away = rest >= to_next;
      break;
    case Rounding::down:
      break;
    case Rounding::up:
      away = rest != 0;
      break;
  }
  if (away) ++quotient;
  const auto result = static_cast<Int128>(quotient);
  return negative ? -result : result;
}

// a * b / c, rounded once; nullopt if it does not fit into 64 bits. c > 0.
[[nodiscard]] constexpr std::optional<std::int64_t> multiply_divide(std::int64_t a, std::int64_t b,
                                                                    std::int64_t c,
                                                                    Rounding rounding) {
  return narrow(divide_rounded(Int128{a} * b, c, rounding));
}

}  // namespace setoff
