#include "simulator/scenario/numbers.h"

#include <cstdlib>

namespace setoff::sim {

double to_double(Decimal value) {
  const auto mantissa = static_cast<double>(value.mantissa());
  const auto power = static_cast<double>(*power_of_ten(std::abs(value.exponent())));
  return value.exponent() < 0 ? mantissa / power : mantissa * power;
}

}  // namespace setoff::sim
