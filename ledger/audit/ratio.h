#pragma once
// Ratio: an exact rational number for the laws that recompute amounts; its arithmetic is
// independent of the rules'. Once a result overflows 128 bits, the ratio has no value from then on.

#include <optional>

#include "ledger/base/decimal.h"

namespace setoff {

class Ratio {
 public:
  Ratio() = default;  // zero
  // `minor` units of 10^-scale.
  explicit Ratio(Int128 minor, int scale = 0);

  [[nodiscard]] Ratio times(Decimal factor) const;
  [[nodiscard]] Ratio over(Decimal divisor) const;  // divisor > 0
  [[nodiscard]] Ratio plus(const Ratio& other) const;
  // Units of 10^-scale, rounded once; nullopt if negative or without a value.
  [[nodiscard]] std::optional<Int128> rounded(int scale, Rounding rounding) const;

 private:
  void multiply(Int128 numerator, Int128 denominator);
  void move_point(int places);  // multiplies by 10^places

  bool fits_ = true;
  Int128 numerator_ = 0;
  Int128 denominator_ = 1;
};

}  // namespace setoff
