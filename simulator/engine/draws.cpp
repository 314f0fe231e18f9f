#include "simulator/engine/draws.h"

#include <algorithm>
#include <cmath>

#include "simulator/random/quantile.h"
#include "simulator/random/uniform.h"
#include "simulator/scenario/business_days.h"

namespace setoff::sim {

double quantile_of(const Law& law, double u) {
  const auto& p = law.parameters;
  switch (law.kind) {
    case LawKind::constant:
      break;
    case LawKind::uniform:
      return uniform_quantile(u, p[0], p[1]);
    case LawKind::triangular:
      return triangular_quantile(u, p[0], p[1], p[2]);
    case LawKind::normal:
      return normal_quantile(u, p[0], p[1]);
    case LawKind::lognormal:
      return lognormal_quantile(u, p[0], p[1]);
    case LawKind::exponential:
      return exponential_quantile(u, p[0]);
    case LawKind::gamma:
      return gamma_quantile(u, p[0], p[1]);
    case LawKind::beta:
      return beta_quantile(u, p[0], p[1]);
    case LawKind::chance:
      return chance_quantile(u, p[0]);
  }
  return p[0];
}

double Draws::of(const Law& law, std::string_view key) const {
  return law.is_constant() ? law.parameters[0] : quantile_of(law, uniform(seed_, path_, key));
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
