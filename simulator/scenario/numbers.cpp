#include "simulator/scenario/numbers.h"

#include <algorithm>
#include <cstdlib>

namespace setoff::simulator {

double to_double(Decimal value) {
  const auto mantissa = static_cast<double>(value.mantissa());
  const auto power = static_cast<double>(*power_of_ten(std::abs(value.exponent())));
  return value.exponent() < 0 ? mantissa / power : mantissa * power;
}

std::optional<Decimal> product(Decimal a, Decimal b) {
  const auto exact = Exact(a).times(b);
  if (!exact) return std::nullopt;
  constexpr int kPlacesMax = 18;
  for (int places = std::clamp(-(a.exponent() + b.exponent()), 0, kPlacesMax); places >= 0;
       --places) {
    if (const auto minor = exact->round(places, Rounding::half_even))
      return Decimal(*minor, -places);
  }
  return std::nullopt;
}

}  // namespace setoff::simulator
