#include "simulator/scenario/law.h"

#include <algorithm>
#include <cmath>

namespace setoff::sim {

double Law::center() const {
  switch (kind) {
    case LawKind::uniform:
      return (parameters[0] + parameters[1]) / 2;
    case LawKind::triangular:
      return (parameters[0] + parameters[1] + parameters[2]) / 3;
    case LawKind::constant:
    case LawKind::normal:
    case LawKind::lognormal:
    case LawKind::exponential:
    case LawKind::gamma:
    case LawKind::beta:
    case LawKind::chance:
      break;
  }
  return parameters[0];
}

int Duration::fixed_days() const {
  return static_cast<int>(std::lround(std::max(0.0, days.center())));
}

}  // namespace setoff::sim
