#include "simulator/engine/draws.h"

#include <algorithm>
#include <cmath>

#include "simulator/scenario/business_days.h"

namespace setoff::sim {

double Draws::of(const Law& law, std::string_view) const {
  return law.center();
}

Decimal Draws::share(const Law& law, std::string_view key) const {
  constexpr double kMillionths = 1e6;
  const double drawn = std::clamp(of(law, key), 0.0, 1.0);
  return Decimal(std::llround(drawn * kMillionths), -6);
}

int Draws::days(const Duration& duration, std::string_view key) const {
  constexpr double kDaysMax = 36500;
  return static_cast<int>(std::lround(std::clamp(of(duration.days, key), 0.0, kDaysMax)));
}

Day Draws::after(const Workdays& workdays, Day from, const Duration& duration,
                 std::string_view key) const {
  return sim::after(workdays, from, days(duration, key), duration.business);
}

}  // namespace setoff::sim
