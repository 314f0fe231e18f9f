#pragma once
// A number that may be drawn: a constant or a probability law, as data (the drawing is
// simulator/random's). Laws are given by moments or quantiles as in the file; parameters are in the
// unit of the value (days, or a plain ratio: 35 % is 0.35). Every law is sampled by inversion of
// one uniform number.

#include <array>
#include <cstdint>

namespace setoff::sim {

enum class LawKind : std::uint8_t {
  constant,     // value
  uniform,      // low, high
  triangular,   // low, mode, high
  normal,       // mean, sd
  lognormal,    // median, p90
  exponential,  // mean
  gamma,        // mean, cv (standard deviation / mean)
  beta,         // mean, sd; on 0..1
  chance,       // probability of 1, else 0
};

struct Law {
  LawKind kind = LawKind::constant;
  std::array<double, 3> parameters{};  // in the order of the comments above

  // The value of a constant; the mean (of a lognormal the median) of a law.
  [[nodiscard]] double center() const;
  [[nodiscard]] bool is_constant() const { return kind == LawKind::constant; }
  friend bool operator==(const Law&, const Law&) = default;
};

// A length of time. Drawn lengths are rounded to whole days and are never negative.
struct Duration {
  Law days;
  bool business = false;  // count only business days (joint calendar of home and abroad)

  // The constant length; for a law its central value (median or mean), rounded.
  [[nodiscard]] int fixed_days() const;
  friend bool operator==(const Duration&, const Duration&) = default;
};

}  // namespace setoff::sim
