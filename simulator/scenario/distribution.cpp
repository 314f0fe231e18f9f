#include "simulator/scenario/distribution.h"

#include <algorithm>
#include <cmath>

#include "simulator/random/quantile.h"

namespace setoff::simulator {

double Distribution::center() const {
  switch (kind) {
    case DistributionKind::uniform:
      return (parameters[0] + parameters[1]) / 2;
    case DistributionKind::triangular:
      return (parameters[0] + parameters[1] + parameters[2]) / 3;
    case DistributionKind::constant:
    case DistributionKind::normal:
    case DistributionKind::lognormal:
    case DistributionKind::exponential:
    case DistributionKind::gamma:
    case DistributionKind::beta:
    case DistributionKind::chance:
      break;
  }
  return parameters[0];
}

double quantile_of(const Distribution& distribution, double u) {
  const auto& p = distribution.parameters;
  switch (distribution.kind) {
    case DistributionKind::constant:
      break;
    case DistributionKind::uniform:
      return uniform_quantile(u, p[0], p[1]);
    case DistributionKind::triangular:
      return triangular_quantile(u, p[0], p[1], p[2]);
    case DistributionKind::normal:
      return normal_quantile(u, p[0], p[1]);
    case DistributionKind::lognormal:
      return lognormal_quantile(u, p[0], p[1]);
    case DistributionKind::exponential:
      return exponential_quantile(u, p[0]);
    case DistributionKind::gamma:
      return gamma_quantile(u, p[0], p[1]);
    case DistributionKind::beta:
      return beta_quantile(u, p[0], p[1]);
    case DistributionKind::chance:
      return chance_quantile(u, p[0]);
  }
  return p[0];
}

int Duration::fixed_days() const {
  return static_cast<int>(std::lround(std::max(0.0, days.center())));
}

}  // namespace setoff::simulator
