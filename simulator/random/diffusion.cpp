#include "simulator/random/diffusion.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "simulator/random/elementary.h"
#include "simulator/random/quantile.h"

namespace setoff::simulator {

namespace {

// (1 - exp(-x)) / x for x >= 0, without the loss of digits near 0 (Kahan's quotient).
double mean_of_decay(double x) {
  const double left = exponential(-x);
  const double lost = 1.0 - left;
  if (std::fpclassify(lost) == FP_ZERO) return 1.0;
  if (lost > 0.5) return lost / x;
  return lost / -natural_log(left);
}

// A step of the process dX = -reversion X dt + volatility dW.
double reverting_step(const Diffusion& diffusion, double x, double years, double normal) {
  const double decay = diffusion.reversion * years;
  const double variance = years * mean_of_decay(2.0 * decay);
  return x * exponential(-decay) + diffusion.volatility * std::sqrt(variance) * normal;
}

int poisson_by_sums(double u, double mean) {
  constexpr double kNegligible = 1e-18;
  double term = exponential(-mean);
  double sum = term;
  int n = 0;
  while (sum < u && (n < mean || term > kNegligible)) {
    ++n;
    term *= mean / n;
    sum += term;
  }
  return n;
}

// Fisher and Cornish 1960, first correction: skewness 1 / sqrt(mean).
double poisson_about(double u, double mean) {
  const double z = normal_quantile(u, 0, 1);
  return mean + std::sqrt(mean) * z + (z * z - 1.0) / 6.0;
}

int poisson_by_halves(double u, double mean) {
  constexpr double kMargin = 10;  // in standard deviations: outside is below 2^-53
  // P(N <= n) = 1 - P(n + 1, mean); DLMF 8.4.9.
  const auto reaches = [u, mean](int n) { return 1.0 - gamma_p(n + 1.0, mean) >= u; };
  int below = static_cast<int>(std::max(-1.0, mean - kMargin * std::sqrt(mean)));
  int at_least = static_cast<int>(mean + kMargin * std::sqrt(mean));
  while (at_least - below > 1) {
    const int middle = below + (at_least - below) / 2;
    (reaches(middle) ? at_least : below) = middle;
  }
  return at_least;
}

}  // namespace

double advance(const Diffusion& diffusion, double value, double years, double normal) {
  if (years <= 0) return value;
  const double spread = diffusion.volatility * std::sqrt(years) * normal;
  switch (diffusion.kind) {
    case DiffusionKind::brownian:
      break;
    case DiffusionKind::ornstein_uhlenbeck:
      return diffusion.level + reverting_step(diffusion, value - diffusion.level, years, normal);
    case DiffusionKind::geometric_brownian: {
      const double half_square = diffusion.volatility * diffusion.volatility / 2;
      return value * exponential((diffusion.drift - half_square) * years + spread);
    }
    case DiffusionKind::log_ornstein_uhlenbeck: {
      if (value <= 0) return value;
      const double above = natural_log(value / diffusion.level);
      return diffusion.level * exponential(reverting_step(diffusion, above, years, normal));
    }
  }
  return value + diffusion.drift * years + spread;
}

double jump_total(const Jumps& jumps, double years, double u, double normal) {
  const double count = poisson_quantile(u, jumps.per_year * years);
  return count * jumps.mean + std::sqrt(count) * jumps.sd * normal;
}

int poisson_quantile(double u, double mean) {
  constexpr double kFew = 30;
  constexpr double kMany = 1e6;
  if (!(mean > 0)) return 0;
  if (mean <= kFew) return poisson_by_sums(u, mean);
  if (mean <= kMany) return poisson_by_halves(u, mean);
  constexpr double kMax = std::numeric_limits<int>::max();
  return static_cast<int>(std::clamp(std::floor(poisson_about(u, mean) + 0.5), 0.0, kMax));
}

}  // namespace setoff::simulator
