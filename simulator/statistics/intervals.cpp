#include "simulator/statistics/intervals.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

#include "simulator/random/quantile.h"

namespace setoff::simulator {

namespace {

constexpr double kUnbounded = std::numeric_limits<double>::infinity();
constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

// The x of (0, 1) at which a function that rises from below to above `level` reaches it.
template <class Function>
double unit_root(Function function, double level) {
  double low = 0;
  double high = 1;
  for (double middle = 0.5; middle > low && middle < high; middle = low + (high - low) / 2)
    (function(middle) < level ? low : high) = middle;
  return low + (high - low) / 2;
}

// P(X > hits) + P(X = hits) / 2 for X binomial: rises with the chance.
double mid_tail(double hits, double of, double chance) {
  const double at_least = hits > 0 ? beta_i(chance, hits, of - hits + 1) : 1.0;
  const double more = hits < of ? beta_i(chance, hits + 1, of - hits) : 0.0;
  return (at_least + more) / 2;
}

// P(X <= count) for X binomial.
double binomial_cdf(std::ptrdiff_t count, std::ptrdiff_t of, double chance) {
  if (count < 0) return 0;
  if (count >= of) return 1;
  return 1.0 - beta_i(chance, static_cast<double>(count + 1), static_cast<double>(of - count));
}

// The greatest rank r of n, from 1, whose order statistic is above the p-quantile with a chance of
// at most `tail`; 0 if there is none.
std::ptrdiff_t rank_below(std::ptrdiff_t n, double p, double tail) {
  std::ptrdiff_t fits = 0;
  std::ptrdiff_t too_high = n + 1;
  while (too_high - fits > 1) {
    const std::ptrdiff_t middle = fits + (too_high - fits) / 2;
    (binomial_cdf(middle - 1, n, p) <= tail ? fits : too_high) = middle;
  }
  return fits;
}

// The lower bound of the p-quantile. `at` gives the value of a rank, from 1, in rising order.
template <class At>
double quantile_bound(At at, std::ptrdiff_t n, double p, double tail) {
  const std::ptrdiff_t rank = rank_below(n, p, tail);
  if (rank == 0) return -kUnbounded;
  if (rank == n) return at(n);
  const double unused = tail - binomial_cdf(rank - 1, n, p);
  const double excess = binomial_cdf(rank, n, p) - tail;
  const auto below = static_cast<double>(rank);
  const auto above = static_cast<double>(n - rank);
  const double weight = above * p * unused / (above * p * unused + below * (1.0 - p) * excess);
  return at(rank) + weight * (at(rank + 1) - at(rank));
}

}  // namespace

Estimate mean_estimate(std::span<const double> sample, double confidence) {
  const auto n = static_cast<double>(sample.size());
  if (sample.empty()) return {kNoNumber, {-kUnbounded, kUnbounded}};
  const double mean = std::accumulate(sample.begin(), sample.end(), 0.0) / n;
  if (sample.size() == 1) return {mean, {-kUnbounded, kUnbounded}};
  double squares = 0;
  for (const double x : sample)
    squares += (x - mean) * (x - mean);
  const double half =
      student_t_quantile(0.5 + confidence / 2, n - 1) * std::sqrt(squares / (n - 1) / n);
  return {mean, {mean - half, mean + half}};
}

Estimate chance_estimate(std::uint64_t hits, std::uint64_t of, double confidence) {
  if (of == 0) return {kNoNumber, {0, 1}};
  const auto x = static_cast<double>(hits);
  const auto n = static_cast<double>(of);
  const auto tail = [x, n](double chance) { return mid_tail(x, n, chance); };
  return {x / n,
          {hits == 0 ? 0.0 : unit_root(tail, 0.5 - confidence / 2),
           hits == of ? 1.0 : unit_root(tail, 0.5 + confidence / 2)}};
}

Estimate quantile_estimate(std::span<const double> sorted, double p, double confidence) {
  if (sorted.empty()) return {kNoNumber, {-kUnbounded, kUnbounded}};
  const auto n = static_cast<std::ptrdiff_t>(sorted.size());
  const double tail = 0.5 - confidence / 2;
  const auto rising = [&sorted](std::ptrdiff_t rank) {
    return sorted[static_cast<std::size_t>(rank - 1)];
  };
  const auto mirrored = [&sorted, n](std::ptrdiff_t rank) {
    return -sorted[static_cast<std::size_t>(n - rank)];
  };
  return {sample_quantile(sorted, p),
          {quantile_bound(rising, n, p, tail), -quantile_bound(mirrored, n, 1.0 - p, tail)}};
}

double sample_quantile(std::span<const double> sorted, double p) {
  if (sorted.empty()) return kNoNumber;
  const double place = static_cast<double>(sorted.size() - 1) * p;
  const auto below = static_cast<std::size_t>(std::floor(place));
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double weight = place - static_cast<double>(below);
  if (weight <= 0) return sorted[below];
  return sorted[below] + weight * (sorted[above] - sorted[below]);
}

// With y = t^2 / (degrees + t^2), P(|T| < t) = I_y(1/2, degrees / 2), DLMF 8.17 with Abramowitz and
// Stegun 26.7.1; for many degrees their expansion 26.7.5.
double student_t_quantile(double u, double degrees) {
  constexpr double kMany = 1000;
  if (degrees > kMany) {
    const double z = normal_quantile(u, 0, 1);
    const double s = z * z;
    const double first = (s + 1) / 4;
    const double second = ((5 * s + 16) * s + 3) / 96;
    const double third = (((3 * s + 19) * s + 17) * s - 15) / 384;
    return z * (1 + (first + (second + third / degrees) / degrees) / degrees);
  }
  const double y =
      unit_root([degrees](double x) { return beta_i(x, 0.5, degrees / 2); }, std::fabs(2 * u - 1));
  const double t = std::sqrt(degrees * y / (1 - y));
  return u < 0.5 ? -t : t;
}

StatisticalVerdict verdict_of(const Estimate& estimate, ThresholdComparison comparison,
                              double threshold) {
  const auto [low, high] = estimate.interval;
  const auto verdict = [](bool all, bool none) {
    if (all) return StatisticalVerdict::ok;
    return none ? StatisticalVerdict::failed : StatisticalVerdict::undecided;
  };
  switch (comparison) {
    case ThresholdComparison::equal:
      break;
    case ThresholdComparison::less:
      return verdict(high < threshold, low >= threshold);
    case ThresholdComparison::less_equal:
      return verdict(high <= threshold, low > threshold);
    case ThresholdComparison::greater:
      return verdict(low > threshold, high <= threshold);
    case ThresholdComparison::greater_equal:
      return verdict(low >= threshold, high < threshold);
  }
  return verdict(low >= threshold && high <= threshold, low > threshold || high < threshold);
}

std::optional<std::uint64_t> paths_to_decide(const Estimate& estimate, double threshold,
                                             std::uint64_t paths) {
  constexpr double kPathsMax = 1e15;
  const double distance = std::fabs(threshold - estimate.value);
  const double half = threshold > estimate.value ? estimate.interval.high - estimate.value
                                                 : estimate.value - estimate.interval.low;
  if (half < distance) return paths;
  const double ratio = 2 * half / distance;
  const double needed = std::ceil(static_cast<double>(paths) * ratio * ratio);
  if (!(needed <= kPathsMax)) return std::nullopt;
  return static_cast<std::uint64_t>(needed);
}

}  // namespace setoff::simulator
