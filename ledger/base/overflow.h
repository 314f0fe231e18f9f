#pragma once
// Checked<T>: a value, or which number of a calculation did not fit; for arithmetic that makes no
// text. It holds no string and allocates nothing. Where a rule refuses an event for it, it becomes
// an Error with the code `overflow` by itself, so that SETOFF_TRY works on it.

#include <cstdint>
#include <expected>

namespace setoff {

enum class Overflow : std::uint8_t {
  product,  // an exact intermediate number, in 128 bits
  amount,   // the rounded result, in 64 bits
};

template <class T>
struct [[nodiscard]] Checked : std::expected<T, Overflow> {
  using std::expected<T, Overflow>::expected;
  Checked(Overflow overflow) : std::expected<T, Overflow>(std::unexpected(overflow)) {}  // NOLINT
};

}  // namespace setoff
