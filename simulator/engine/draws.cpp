#include "simulator/engine/draws.h"

#include <algorithm>
#include <cmath>

#include "simulator/random/uniform.h"
#include "simulator/scenario/business_days.h"

namespace setoff::simulator {

double Draws::of(const Distribution& distribution, std::string_view key) const {
  return distribution.is_constant() ? distribution.parameters[0]
                                    : quantile_of(distribution, uniform(seed_, path_, key));
}

Decimal Draws::share(const Distribution& distribution, std::string_view key) const {
  constexpr double kMillionths = 1e6;
  const double drawn = std::clamp(of(distribution, key), 0.0, 1.0);
  return Decimal(std::llround(drawn * kMillionths), -6);
}

int Draws::days(const Duration& duration, std::string_view key) const {
  constexpr double kDaysMax = 36500;
  return static_cast<int>(std::lround(std::clamp(of(duration.days, key), 0.0, kDaysMax)));
}

Day Draws::after(const Workdays& workdays, Day from, const Duration& duration,
                 std::string_view key) const {
  return simulator::after(workdays, from, days(duration, key), duration.business);
}

}  // namespace setoff::simulator
