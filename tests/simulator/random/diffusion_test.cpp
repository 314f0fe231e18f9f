// Steps of the processes against the closed forms of their distributions, three standard errors
// wide, and Poisson counts against the sums of their probabilities.

#include "simulator/random/diffusion.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "simulator/random/quantile.h"
#include "simulator/random/uniform.h"

namespace setoff::simulator {
namespace {

constexpr int kPaths = 40'000;

double standard_normal(int path, const std::string& identity) {
  return normal_quantile(uniform(1403, static_cast<std::uint64_t>(path), identity), 0, 1);
}

struct SampleMoments {
  double mean = 0;
  double sd = 0;
};
SampleMoments moments_of(const std::vector<double>& sample) {
  const auto n = static_cast<double>(sample.size());
  SampleMoments out;
  for (const double x : sample)
    out.mean += x / n;
  for (const double x : sample)
    out.sd += (x - out.mean) * (x - out.mean) / (n - 1);
  out.sd = std::sqrt(out.sd);
  return out;
}

std::vector<double> values_after(const Diffusion& diffusion, double from, double years, int steps) {
  std::vector<double> sample;
  for (int path = 0; path < kPaths; ++path) {
    double value = from;
    for (int step = 0; step < steps; ++step)
      value = advance(diffusion, value, years / steps,
                      standard_normal(path, "step-" + std::to_string(step)));
    sample.push_back(value);
  }
  return sample;
}

const Diffusion kPrice{
    .kind = DiffusionKind::ornstein_uhlenbeck, .level = 0.25, .reversion = 1.5, .volatility = 0.06};

// Mean level + (from - level) e^(-kt), variance volatility^2 (1 - e^(-2kt)) / 2k. The standard
// error of a mean is sd / sqrt(n), of an sd about sd / sqrt(2 n).
TEST(OrnsteinUhlenbeck, PriceHasItsMeanAndSdAfterAYear) {
  for (const int steps : {1, 4, 12}) {
    const SampleMoments moments = moments_of(values_after(kPrice, 0.40, 1, steps));
    EXPECT_NEAR(moments.mean, 0.283469524, 3 * 0.03376767 / std::sqrt(kPaths)) << steps;
    EXPECT_NEAR(moments.sd, 0.033767670, 3 * 0.03376767 / std::sqrt(2.0 * kPaths)) << steps;
  }
}

TEST(OrnsteinUhlenbeck, PricesOfTwoDaysHaveTheirCorrelation) {
  const double sd = 0.06 / std::sqrt(2 * 1.5);
  double products = 0;
  double squares = 0;
  for (int path = 0; path < kPaths; ++path) {
    const double today = 0.25 + sd * standard_normal(path, "today");
    const double next = advance(kPrice, today, 1.0 / 365, standard_normal(path, "next"));
    products += (today - 0.25) * (next - 0.25);
    squares += (today - 0.25) * (today - 0.25);
  }
  const double exact = 0.995898844;
  EXPECT_NEAR(products / squares, exact, 3 * std::sqrt((1 - exact * exact) / kPaths));
}

// Median from e^(-volatility^2 t / 2), mean from.
TEST(GeometricBrownian, RateHasItsSdMedianAndChance) {
  const Diffusion rate{.kind = DiffusionKind::geometric_brownian, .volatility = 0.12};
  EXPECT_NEAR(advance(rate, 1310, 1, 0), 1300.6019, 5e-5);  // the median
  for (const int steps : {1, 6}) {
    const std::vector<double> sample = values_after(rate, 1310, 1, steps);
    const SampleMoments moments = moments_of(sample);
    double above = 0;
    for (const double x : sample)
      above += x > 1500 ? 1.0 / kPaths : 0.0;
    EXPECT_NEAR(moments.mean, 1310, 3 * 157.7676 / std::sqrt(kPaths)) << steps;
    // A lognormal law of 12 % has a kurtosis of 3.23: the factor under the root is 2.23.
    EXPECT_NEAR(moments.sd, 157.7676, 3 * 157.7676 * std::sqrt(2.23 / 4 / kPaths)) << steps;
    EXPECT_NEAR(above, 0.117289, 3 * std::sqrt(0.117289 * 0.882711 / kPaths)) << steps;
  }
}

TEST(Advance, DriftIsTheGrowthOfTheMean) {
  const Diffusion rate{.kind = DiffusionKind::geometric_brownian, .drift = 0.3, .volatility = 0.2};
  EXPECT_NEAR(advance(rate, 100, 2, 0), 100 * std::exp(2 * (0.3 - 0.02)), 1e-10);
  const Diffusion walk{.kind = DiffusionKind::brownian, .drift = -4, .volatility = 3};
  EXPECT_NEAR(advance(walk, 10, 0.25, 1.5), 10 - 1 + 3 * 0.5 * 1.5, 1e-13);
}

TEST(Advance, LogarithmOfAPriceRevertsToThatOfTheMedian) {
  Diffusion price = kPrice;
  price.kind = DiffusionKind::log_ornstein_uhlenbeck;
  price.level = 80;
  Diffusion logarithm = kPrice;
  logarithm.level = std::log(80.0);
  for (const double normal : {-2.0, 0.0, 1.3})
    EXPECT_NEAR(std::log(advance(price, 50, 0.7, normal)),
                advance(logarithm, std::log(50.0), 0.7, normal), 1e-13);
  EXPECT_NEAR(advance(price, 50, 1000, 0), 80, 1e-10);
  EXPECT_EQ(advance(price, 0, 1, 0.5), 0);
}

TEST(Advance, TwoStepsWithoutNoiseAreOne) {
  for (const auto kind :
       {DiffusionKind::brownian, DiffusionKind::ornstein_uhlenbeck,
        DiffusionKind::geometric_brownian, DiffusionKind::log_ornstein_uhlenbeck}) {
    const Diffusion quiet{.kind = kind, .level = 5, .reversion = 0.8, .drift = 0.1};
    const double twice = advance(quiet, advance(quiet, 3, 0.3, 0), 0.5, 0);
    EXPECT_NEAR(twice, advance(quiet, 3, 0.8, 0), 1e-14);
    EXPECT_EQ(advance(quiet, 3, 0, 2), 3);
  }
}

TEST(Advance, NoReversionIsAWalk) {
  Diffusion slow = kPrice;
  for (const double reversion : {0.0, 1e-300, 1e-18, 1e-12}) {
    slow.reversion = reversion;
    EXPECT_NEAR(advance(slow, 0.4, 2, 1), 0.4 + 0.06 * std::sqrt(2.0), 1e-12) << reversion;
  }
}

// P(N <= n) by summing probabilities in long double.
long double poisson_chance(int n, double mean) {
  long double sum = 0;
  for (int k = 0; k <= n; ++k)
    sum += std::exp(static_cast<long double>(k) * std::log(static_cast<long double>(mean)) - mean -
                    std::lgamma(static_cast<long double>(k) + 1));
  return sum;
}

TEST(PoissonQuantile, IsTheSmallestCountThatReachesU) {
  for (const double mean : {0.01, 0.8, 16.8, 29.9, 30.1, 250.0, 4000.0})
    for (const double u : {1e-9, 0.001, 0.2, 0.5, 0.77, 0.99, 0.9999999}) {
      const int n = poisson_quantile(u, mean);
      EXPECT_GE(poisson_chance(n, mean), u * (1 - 1e-11)) << mean << " " << u;
      if (n > 0) {
        EXPECT_LT(poisson_chance(n - 1, mean), u * (1 + 1e-11)) << mean << " " << u;
      }
    }
}

TEST(PoissonQuantile, HasEnds) {
  EXPECT_EQ(poisson_quantile(0.9, 0), 0);
  EXPECT_EQ(poisson_quantile(0.9, -1), 0);
  EXPECT_EQ(poisson_quantile(0x1.0p-54, 5), 0);
  EXPECT_GT(poisson_quantile(1 - 0x1.0p-53, 5), 25);
  EXPECT_LT(poisson_quantile(1 - 0x1.0p-53, 5), 45);
  EXPECT_EQ(poisson_quantile(0.5, 1e12), std::numeric_limits<int>::max());
}

TEST(PoissonQuantile, ExpansionContinuesTheExactCount) {
  for (const double u : {0.001, 0.3, 0.5, 0.9, 0.9999})
    EXPECT_NEAR(poisson_quantile(u, 1e6 + 0.01), poisson_quantile(u, 1e6), 1) << u;
}

TEST(JumpTotal, HasTheMomentsOfACompoundPoissonSum) {
  const Jumps jumps{.per_year = 2.5, .mean = -0.1, .sd = 0.3};
  std::vector<double> sample;
  for (int path = 0; path < kPaths; ++path)
    sample.push_back(jump_total(jumps, 2, uniform(5, static_cast<std::uint64_t>(path), "count"),
                                standard_normal(path, "sizes")));
  const SampleMoments moments = moments_of(sample);
  const double sd = std::sqrt(5 * (0.1 * 0.1 + 0.3 * 0.3));
  EXPECT_NEAR(moments.mean, -0.5, 3 * sd / std::sqrt(kPaths));
  EXPECT_NEAR(moments.sd, sd, 3 * sd * std::sqrt(0.9 / kPaths));  // kurtosis about 3.6
  EXPECT_EQ(jump_total(jumps, 0, 0.99, 1), 0);
}

TEST(Diffusions, GiveTheRecordedBits) {
  EXPECT_EQ(advance(kPrice, 0.4, 1.0 / 365, 0.7), 0x1.9b377232e691ep-2);
  EXPECT_EQ(jump_total({.per_year = 4, .mean = 0.1, .sd = 0.2}, 1, 0.6, -0.3),
            0x1.1eb851eb851ecp-2);
  EXPECT_EQ(poisson_quantile(0.37, 12345.678), 12309);
}

}  // namespace
}  // namespace setoff::simulator
