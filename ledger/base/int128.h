#pragma once
// 128-bit integers for products of two 64-bit amounts, and checked 64-bit sums.
// Errors: std::nullopt where the result does not fit; nothing wraps.

#include <cstdint>
#include <optional>

namespace setoff {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

[[nodiscard]] constexpr std::optional<std::int64_t> narrow(Int128 value) {
  if (value > INT64_MAX || value < INT64_MIN) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

[[nodiscard]] constexpr std::optional<std::int64_t> checked_add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) return std::nullopt;
  return sum;
}

[[nodiscard]] constexpr std::optional<Int128> checked_multiply(Int128 a, Int128 b) {
  Int128 product = 0;
  if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
  return product;
}

// 10^n; nullopt for n < 0 and n > 38.
[[nodiscard]] constexpr std::optional<Int128> power_of_ten(int n) {
  if (n < 0 || n > 38) return std::nullopt;
  Int128 value = 1;
  for (int i = 0; i < n; ++i)
    value *= 10;
  return value;
}

}  // namespace setoff
