#pragma once
// Processes in continuous time, advanced by their exact transition: one step of a year and 365
// steps of a day have the same distribution. Time is in years of the caller's day count. Sources:
// Uhlenbeck and Ornstein 1930; Gillespie 1996, "Exact numerical simulation of the
// Ornstein-Uhlenbeck process"; Glasserman 2003, sections 3.1 to 3.5. Nothing fails: the caller has
// checked volatility >= 0, reversion >= 0 and, for the logarithmic kinds, level > 0.

#include <cstdint>

namespace setoff::simulator {

enum class DiffusionKind : std::uint8_t {
  brownian,
  ornstein_uhlenbeck,
  geometric_brownian,
  log_ornstein_uhlenbeck
};

[[nodiscard]] constexpr bool is_of_logarithm(DiffusionKind kind) {
  return kind == DiffusionKind::geometric_brownian || kind == DiffusionKind::log_ornstein_uhlenbeck;
}

struct Diffusion {
  DiffusionKind kind = DiffusionKind::brownian;
  double level = 0;       // Ornstein-Uhlenbeck: the long-run mean; of the logarithm: the median
  double reversion = 0;   // Ornstein-Uhlenbeck kinds: per year; 0 is a walk without reversion
  double drift = 0;       // per year; brownian: units, geometric: logarithmic growth of the mean
  double volatility = 0;  // per square root of a year; in units, or of the logarithm
  friend bool operator==(const Diffusion&, const Diffusion&) = default;
};

// The value after `years`, with `normal` drawn from the standard normal distribution. Ornstein-
// Uhlenbeck kinds ignore the drift, the others level and reversion. A value of the logarithmic
// kinds that is not positive stays as it is. No step (years <= 0) returns `value` itself.
[[nodiscard]] double advance(const Diffusion& diffusion, double value, double years, double normal);

// Jumps that arrive as a Poisson process, each normal in size: in units, or (for the geometric and
// logarithmic kinds: Merton 1976) of the logarithm.
struct Jumps {
  double per_year = 0;
  double mean = 0;
  double sd = 0;
  friend bool operator==(const Jumps&, const Jumps&) = default;
};

// The sum of the jumps of a step: their number is the quantile at `u` in (0, 1), their sum given
// that number takes one standard normal. Added to the value, or to its logarithm: value *
// exponential(total), whose mean grows by per_year * (exp(mean + sd^2 / 2) - 1) a year beside the
// drift. With reversion the jumps count as if they came at the end of the step.
[[nodiscard]] double jump_total(const Jumps& jumps, double years, double u, double normal);

// The smallest n with P(N <= n) >= u, N Poisson with that mean; exact up to a mean of a million,
// the Cornish-Fisher expansion beyond, at most the largest int. A mean <= 0 gives 0.
[[nodiscard]] int poisson_quantile(double u, double mean);

}  // namespace setoff::simulator
