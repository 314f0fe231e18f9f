#include "simulator/scenario/distribution.h"

#include <algorithm>
#include <cmath>

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

int Duration::fixed_days() const {
  return static_cast<int>(std::lround(std::max(0.0, days.center())));
}

}  // namespace setoff::simulator
