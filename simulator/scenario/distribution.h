#pragma once
// A number that may be drawn: a constant or a probability distribution ("law"), as data. Laws are
// given by moments or quantiles, as in the file; parameters are in the unit of the value (days, or
// a plain ratio: 35 % is 0.35). Each draw inverts the distribution function at one uniform number.

#include <array>
#include <cstdint>

namespace setoff::simulator {

enum class DistributionKind : std::uint8_t {
  constant,     // value
  uniform,      // low, high
  triangular,   // low, mode, high
  normal,       // mean, sd
  lognormal,    // median, p90
  exponential,  // mean
  gamma,        // mean, cv (standard deviation / mean)
  beta,         // mean, sd; values in 0..1
  chance,       // probability of 1, else 0 (Bernoulli)
};

struct Distribution {
  DistributionKind kind = DistributionKind::constant;
  std::array<double, 3> parameters{};  // in the order listed above

  // The value of a constant; the mean of a distribution, for a lognormal its median.
  [[nodiscard]] double center() const;
  [[nodiscard]] bool is_constant() const { return kind == DistributionKind::constant; }
  friend bool operator==(const Distribution&, const Distribution&) = default;
};

// The quantile of the distribution at probability u, 0 < u < 1; never falls as u rises.
[[nodiscard]] double quantile_of(const Distribution& distribution, double u);

// A length of time. Drawn lengths are rounded to whole days and are never negative.
struct Duration {
  Distribution days;
  bool business = false;  // count business days only (joint calendar of home and abroad)

  // The constant length or center(), rounded; never negative.
  [[nodiscard]] int fixed_days() const;
  friend bool operator==(const Duration&, const Duration&) = default;
};

}  // namespace setoff::simulator
