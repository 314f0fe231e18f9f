#include "ledger/audit/ratio.h"

#include <utility>

namespace setoff {
namespace {

Int128 common_divisor(Int128 a, Int128 b) {
  while (b != 0)
    a = std::exchange(b, a % b);
  return a < 0 ? -a : a;
}

}  // namespace

Ratio::Ratio(Int128 minor, int scale) : numerator_(minor) {
  move_point(-scale);
}

void Ratio::multiply(Int128 numerator, Int128 denominator) {
  fits_ = !__builtin_mul_overflow(numerator_, numerator, &numerator_) &&
          !__builtin_mul_overflow(denominator_, denominator, &denominator_) && fits_;
}

void Ratio::move_point(int places) {
  for (; places > 0 && fits_; --places)
    multiply(10, 1);
  for (; places < 0 && fits_; ++places)
    multiply(1, 10);
}

Ratio Ratio::times(Decimal factor) const {
  auto product = *this;
  product.multiply(factor.mantissa(), 1);
  product.move_point(factor.exponent());
  return product;
}

Ratio Ratio::over(Decimal divisor) const {
  auto quotient = *this;
  quotient.multiply(1, divisor.mantissa());
  quotient.move_point(-divisor.exponent());
  return quotient;
}

Ratio Ratio::plus(const Ratio& other) const {
  const auto shared = common_divisor(denominator_, other.denominator_);
  auto sum = *this;
  auto added = other;
  if (!sum.fits_ || !added.fits_) return sum.fits_ ? added : sum;
  sum.multiply(other.denominator_ / shared, other.denominator_ / shared);
  added.multiply(denominator_ / shared, denominator_ / shared);
  sum.fits_ = sum.fits_ && added.fits_ &&
              !__builtin_add_overflow(sum.numerator_, added.numerator_, &sum.numerator_);
  return sum;
}

std::optional<Int128> Ratio::rounded(int scale, Rounding rounding) const {
  auto minor = *this;
  minor.move_point(scale);
  if (!minor.fits_ || minor.numerator_ < 0) return std::nullopt;
  const auto whole = minor.numerator_ / minor.denominator_;
  const auto rest = minor.numerator_ % minor.denominator_;
  const auto to_next = minor.denominator_ - rest;
  switch (rounding) {
    case Rounding::down:
      return whole;
    case Rounding::up:
      return whole + (rest > 0 ? 1 : 0);
    case Rounding::half_up:
      return whole + (rest >= to_next ? 1 : 0);
    case Rounding::half_even:
      break;
  }
  return whole + (rest > to_next || (rest == to_next && whole % 2 != 0) ? 1 : 0);
}

}  // namespace setoff
