#include "simulator/random/elementary.h"

#include <array>
#include <cmath>
#include <numbers>

namespace setoff::simulator {

namespace {

// log 2 in two parts; a whole number times the first part is exact.
constexpr double kLog2High = 6.93147180369123816490e-01;
constexpr double kLog2Low = 1.90821492927058770002e-10;

// log(1 + f) plus `twos` times log 2, for 1 + f between sqrt(1/2) and sqrt(2). With s = f / (2 +
// f), log(1 + f) = 2 s (1 + s^2 / 3 + s^4 / 5 + ...), summed so that f itself stays exact.
double log_near_one(double f, int twos) {
  constexpr int kTerms = 12;  // s^2 < 0.0295: the rest is below 2^-60
  const double s = f / (2.0 + f);
  const double z = s * s;
  double series = 0;
  for (int k = kTerms; k >= 1; --k)
    series = z * (2.0 / (2 * k + 1) + series);
  const double half_square = 0.5 * f * f;
  return twos * kLog2High - ((half_square - (s * (half_square + series) + twos * kLog2Low)) - f);
}

}  // namespace

double natural_log(double x) {
  int exponent = 0;
  double mantissa = std::frexp(x, &exponent);
  if (mantissa < std::numbers::sqrt2 / 2) {
    mantissa *= 2.0;
    --exponent;
  }
  return log_near_one(mantissa - 1.0, exponent);
}

// Kahan: the quotient restores what rounding 1 + x loses.
double natural_log_one_plus(double x) {
  const double sum = 1.0 + x;
  const double moved = sum - 1.0;
  if (std::fpclassify(moved) == FP_ZERO) return x;
  return natural_log(sum) * (x / moved);
}

double exponential(double x) {
  constexpr double kOverflow = 710;
  constexpr double kUnderflow = -746;
  constexpr int kTerms = 15;  // |r| < 0.35: the rest is below 2^-60
  if (x > kOverflow) return HUGE_VAL;
  if (x < kUnderflow) return 0;
  const double twos = std::floor(x / std::numbers::ln2 + 0.5);
  const double r = (x - twos * kLog2High) - twos * kLog2Low;
  double series = 0;
  for (int k = kTerms; k >= 2; --k)
    series = r / k * (1.0 + series);
  return std::ldexp(1.0 + (r + r * series), static_cast<int>(twos));
}

double log_gamma(double x) {
  constexpr double kFar = 10;  // from here on Stirling's series is accurate to double precision
  constexpr double kHalfLog2Pi = 9.18938533204672741780e-01;
  constexpr std::array kCoefficients{1.0 / 12,   -1.0 / 360,      1.0 / 1260, -1.0 / 1680,
                                     1.0 / 1188, -691.0 / 360360, 1.0 / 156,  -3617.0 / 122400};
  double passed = 1.0;  // x (x + 1) ... up to kFar
  while (x < kFar) {
    passed *= x;
    x += 1.0;
  }
  const double inverse = 1.0 / x;
  double series = 0;
  for (auto at = kCoefficients.rbegin(); at != kCoefficients.rend(); ++at)
    series = series * inverse * inverse + *at;
  return (x - 0.5) * natural_log(x) - x + kHalfLog2Pi + series * inverse - natural_log(passed);
}

}  // namespace setoff::simulator
