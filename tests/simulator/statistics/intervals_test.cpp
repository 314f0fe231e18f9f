#include "simulator/statistics/intervals.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "simulator/random/quantile.h"
#include "simulator/random/sampler.h"
#include "simulator/random/uniform.h"

namespace setoff::simulator {
namespace {

constexpr int kRepeats = 2'000;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

using Draw = std::function<double(double)>;

std::vector<double> drawn_sample(const Draw& draw, int repeat, std::size_t size) {
  std::vector<double> sample;
  for (std::size_t i = 0; i < size; ++i)
    sample.push_back(draw(uniform(20, static_cast<std::uint64_t>(repeat), std::to_string(i))));
  return sample;
}

// The share of repeated samples whose interval covers the true value.
double coverage(const Draw& draw, std::size_t size, double truth,
                const std::function<Estimate(std::vector<double>&)>& estimate_of) {
  int covered = 0;
  for (int repeat = 0; repeat < kRepeats; ++repeat) {
    std::vector<double> sample = drawn_sample(draw, repeat, size);
    const Interval interval = estimate_of(sample).interval;
    if (interval.low <= truth && truth <= interval.high) ++covered;
  }
  return static_cast<double>(covered) / kRepeats;
}

double normal_draw(double u) {
  return normal_quantile(u, 5, 2);
}
double lognormal_draw(double u) {  // median 20, skewness 1.75
  return lognormal_quantile(u, 20, 20 * std::exp(0.5 * 1.2815515655446004));
}

void expect_as_claimed(double share, const std::string& what) {
  EXPECT_GE(share, 0.94) << what;
  EXPECT_LE(share, 0.96) << what;
}

TEST(MeanEstimate, CoversWhatItClaims) {
  const auto estimate = [](const std::vector<double>& sample) {
    return mean_estimate(sample, 0.95);
  };
  for (const std::size_t size : {3U, 10U, 100U})
    expect_as_claimed(coverage(normal_draw, size, 5, estimate), "normal " + std::to_string(size));
  for (const std::size_t size : {150U, 500U})
    expect_as_claimed(coverage(lognormal_draw, size, 20 * std::exp(0.125), estimate),
                      "lognormal " + std::to_string(size));
  for (const double p : {0.1, 0.3, 0.5})
    expect_as_claimed(coverage([p](double u) { return chance_quantile(u, p); }, 300, p, estimate),
                      "Bernoulli " + std::to_string(p));
}

// Of a function with a middle in which it mirrors itself, antithetic paths are equal in pairs.
TEST(MeanEstimate, OfAntitheticPathsTakesTheMeansOfPairs) {
  int covered = 0;
  int covered_as_if_independent = 0;
  for (int repeat = 0; repeat < kRepeats; ++repeat) {
    const Sampler sampler(SamplingDesign::antithetic, static_cast<std::uint64_t>(repeat), 200);
    std::vector<double> sample;
    std::vector<double> pairs;
    for (std::uint64_t path = 0; path < 200; ++path) {
      sample.push_back(std::fabs(sampler.uniform(path, "x", 0) - 0.5));
      if (path % 2 == 1) pairs.push_back((sample[path - 1] + sample[path]) / 2);
    }
    const auto covers = [](const Interval& of) { return of.low <= 0.25 && 0.25 <= of.high; };
    if (covers(mean_estimate(pairs, 0.95).interval)) ++covered;
    if (covers(mean_estimate(sample, 0.95).interval)) ++covered_as_if_independent;
  }
  expect_as_claimed(static_cast<double>(covered) / kRepeats, "pairs");
  EXPECT_LT(static_cast<double>(covered_as_if_independent) / kRepeats, 0.87);
}

TEST(MeanEstimate, SaysWhatFewPathsSay) {
  const std::vector<double> sample{2, 4, 9};
  const Estimate three = mean_estimate(sample, 0.95);
  EXPECT_DOUBLE_EQ(three.value, 5);
  EXPECT_NEAR(three.interval.high, 5 + 4.302652729749464 * std::sqrt(13.0 / 3), 1e-10);
  EXPECT_NEAR(three.interval.low, 5 - 4.302652729749464 * std::sqrt(13.0 / 3), 1e-10);
  const Estimate one = mean_estimate(std::span(sample).first(1), 0.95);
  EXPECT_EQ(one.value, 2);
  EXPECT_EQ(one.interval.low, -kInfinite);
  EXPECT_TRUE(std::isnan(mean_estimate({}, 0.95).value));
}

TEST(StudentTQuantile, IsThatOfTheTables) {
  struct Row {
    double u, degrees, t;
  };
  const Row rows[] = {{0.975, 1, 12.706204736174705},   {0.975, 2, 4.302652729749464},
                      {0.95, 5, 2.015048373333022},     {0.995, 10, 3.1692726726169465},
                      {0.975, 30, 2.0422724563012373},  {0.025, 30, -2.0422724563012373},
                      {0.975, 120, 1.9799304050824413}, {0.5, 7, 0}};
  for (const Row& row : rows)
    EXPECT_NEAR(student_t_quantile(row.u, row.degrees), row.t, 2e-12) << row.degrees;
  // The expansion continues the function.
  for (const double u : {0.6, 0.975, 0.9995})
    EXPECT_NEAR(student_t_quantile(u, 1000 + 1e-9), student_t_quantile(u, 1000), 1e-10) << u;
  EXPECT_NEAR(student_t_quantile(0.975, 1e9), 1.959963984540054, 1e-8);
}

TEST(ChanceEstimate, CoversWhatItClaims) {
  for (const std::size_t size : {40U, 300U}) {
    int covered = 0;
    for (int repeat = 0; repeat < kRepeats; ++repeat) {
      const double p = uniform(1, static_cast<std::uint64_t>(repeat), "p");
      const auto sample =
          drawn_sample([p](double u) { return chance_quantile(u, p); }, repeat, size);
      const auto hits = static_cast<std::uint64_t>(std::ranges::count(sample, 1.0));
      const Interval interval = chance_estimate(hits, size, 0.95).interval;
      if (interval.low <= p && p <= interval.high) ++covered;
    }
    expect_as_claimed(static_cast<double>(covered) / kRepeats, std::to_string(size));
  }
  struct Case {
    const char* name;
    Draw draw;
    double above, chance;
  };
  const Case cases[] = {{"normal", normal_draw, 8, 0.06680720126885807},
                        {"lognormal", lognormal_draw, 10, 0.9171714809983015}};
  for (const Case& c : cases)
    expect_as_claimed(
        coverage(c.draw, 300, c.chance,
                 [&c](const std::vector<double>& sample) {
                   const auto hits =
                       std::ranges::count_if(sample, [&c](double x) { return x > c.above; });
                   return chance_estimate(static_cast<std::uint64_t>(hits), 300, 0.95);
                 }),
        c.name);
}

// Over a chance that is uniform on (0, 1), exactly: the integral of each count's probability over
// its interval is a difference of beta functions.
TEST(ChanceEstimate, CoversOnAverageWhatItClaimsExactly) {
  for (const std::uint64_t n : {30U, 100U, 1000U}) {
    double covered = 0;
    for (std::uint64_t hits = 0; hits <= n; ++hits) {
      const Interval interval = chance_estimate(hits, n, 0.95).interval;
      const auto a = static_cast<double>(hits + 1);
      const auto b = static_cast<double>(n - hits + 1);
      covered +=
          (beta_i(interval.high, a, b) - beta_i(interval.low, a, b)) / static_cast<double>(n + 1);
    }
    EXPECT_GE(covered, 0.95) << n;
    EXPECT_LE(covered, 0.96) << n;
  }
}

// The least chance, over small p, that the interval of 1000 paths covers p: sums over the counts.
double least_coverage() {
  constexpr double kOf = 1000;
  std::vector<Interval> intervals;
  for (std::uint64_t hits = 0; hits < 60; ++hits)
    intervals.push_back(chance_estimate(hits, 1000, 0.95).interval);
  double least = 1;
  for (double p = 1e-5; p < 0.02; p *= 1.002) {
    double covered = 0;
    for (std::size_t hits = 0; hits < intervals.size(); ++hits) {
      if (p < intervals[hits].low || p > intervals[hits].high) continue;
      const auto x = static_cast<double>(hits);
      covered += std::exp(std::lgamma(kOf + 1) - std::lgamma(x + 1) - std::lgamma(kOf - x + 1) +
                          x * std::log(p) + (kOf - x) * std::log1p(-p));
    }
    least = std::min(least, covered);
  }
  return least;
}

TEST(ChanceEstimate, CoversRareEventsToo) {
  EXPECT_GT(least_coverage(), 0.91);  // Wilson's interval: 0.838
}

TEST(ChanceEstimate, HasEnds) {
  const Estimate none = chance_estimate(0, 1000, 0.95);
  EXPECT_EQ(none.value, 0);
  EXPECT_EQ(none.interval.low, 0);
  EXPECT_NEAR(none.interval.high, 1 - std::pow(0.05, 1e-3), 1e-12);  // the rule of three
  const Estimate all = chance_estimate(1000, 1000, 0.95);
  EXPECT_EQ(all.interval.high, 1);
  EXPECT_NEAR(all.interval.low, std::pow(0.05, 1e-3), 1e-12);
  EXPECT_EQ(chance_estimate(0, 0, 0.95).interval.high, 1);
  // Many paths: Wald's interval is right.
  const Estimate many = chance_estimate(20'000'000, 100'000'000, 0.95);
  EXPECT_NEAR(many.interval.high - 0.2, 1.959963984540054 * std::sqrt(0.16 / 1e8), 1e-7);
}

TEST(QuantileEstimate, CoversWhatItClaims) {
  for (const double p : {0.05, 0.1, 0.5, 0.8, 0.95}) {
    const auto estimate = [p](std::vector<double>& sample) {
      std::ranges::sort(sample);
      return quantile_estimate(sample, p, 0.95);
    };
    const std::string name = std::to_string(p);
    expect_as_claimed(coverage(normal_draw, 150, normal_draw(p), estimate), "normal " + name);
    expect_as_claimed(coverage(lognormal_draw, 150, lognormal_draw(p), estimate),
                      "lognormal " + name);
  }
  // Where values are equal the bounds can only cover more.
  const Draw bernoulli = [](double u) { return chance_quantile(u, 0.45); };
  EXPECT_GE(coverage(bernoulli, 150, 0,
                     [](std::vector<double>& sample) {
                       std::ranges::sort(sample);
                       return quantile_estimate(sample, 0.5, 0.95);
                     }),
            0.94);
}

TEST(QuantileEstimate, IsOfTypeSeven) {
  const std::vector<double> sorted{1, 2, 4, 8, 16};
  EXPECT_EQ(sample_quantile(sorted, 0), 1);
  EXPECT_EQ(sample_quantile(sorted, 0.5), 4);
  EXPECT_DOUBLE_EQ(sample_quantile(sorted, 0.9), 8 + 0.6 * 8);
  EXPECT_EQ(sample_quantile(sorted, 1), 16);
  EXPECT_EQ(quantile_estimate(sorted, 0.9, 0.95).value, sample_quantile(sorted, 0.9));
  EXPECT_TRUE(std::isnan(sample_quantile({}, 0.5)));
}

TEST(QuantileEstimate, BoundsAreOrderStatisticsOfTheBinomial) {
  std::vector<double> sorted;
  for (int i = 1; i <= 100; ++i)
    sorted.push_back(i);
  // P(Bin(100, 1/2) <= 39) = 0.0176, P(<= 40) = 0.0284: between ranks 40 and 41.
  const Interval median = quantile_estimate(sorted, 0.5, 0.95).interval;
  EXPECT_GT(median.low, 40);
  EXPECT_LT(median.low, 41);
  EXPECT_NEAR(median.low + median.high, 101, 1e-9);
  // 0.95^100 = 0.006 is below 2.5 %, 0.99^100 = 0.37 above: no bound below the 1 % quantile.
  EXPECT_GE(quantile_estimate(sorted, 0.05, 0.95).interval.low, 1);
  EXPECT_EQ(quantile_estimate(sorted, 0.01, 0.95).interval.low, -kInfinite);
  EXPECT_EQ(quantile_estimate(sorted, 0.99, 0.95).interval.high, kInfinite);
  EXPECT_EQ(quantile_estimate(sorted, 1, 0.95).interval.low, 100);
  EXPECT_EQ(quantile_estimate(sorted, 1, 0.95).interval.high, kInfinite);
  EXPECT_EQ(quantile_estimate(sorted, 0, 0.95).interval.high, 1);
}

TEST(Verdict, IsThatOfTheInterval) {
  using enum StatisticalVerdict;
  using enum ThresholdComparison;
  struct Row {
    ThresholdComparison comparison;
    double low, high;
    StatisticalVerdict verdict;
  };
  const Row rows[] = {{less, 1, 4, ok},
                      {less, 1, 5, undecided},
                      {less, 5, 6, failed},
                      {less_equal, 1, 5, ok},
                      {less_equal, 5, 6, undecided},
                      {less_equal, 5.1, 6, failed},
                      {greater, 6, 7, ok},
                      {greater, 5, 7, undecided},
                      {greater, 4, 5, failed},
                      {greater_equal, 5, 7, ok},
                      {greater_equal, 4, 5, undecided},
                      {greater_equal, 3, 4, failed},
                      {equal, 5, 5, ok},
                      {equal, 4, 6, undecided},
                      {equal, 6, 7, failed},
                      {less, -kInfinite, kInfinite, undecided}};
  for (const Row& row : rows)
    EXPECT_EQ(verdict_of({row.low, {row.low, row.high}}, row.comparison, 5), row.verdict)
        << static_cast<int>(row.comparison) << " " << row.low << " " << row.high;
}

TEST(PathsToDecide, GrowsWithTheSquareOfTheHalfWidth) {
  EXPECT_EQ(paths_to_decide({10, {8, 12}}, 11, 100), 1600U);
  EXPECT_EQ(paths_to_decide({10, {9, 14}}, 9.5, 100), 1600U);  // the side of the threshold counts
  EXPECT_EQ(paths_to_decide({10, {8, 12}}, 13, 100), 100U);
  EXPECT_EQ(paths_to_decide({10, {8, 12}}, 10, 100), std::nullopt);
  EXPECT_EQ(paths_to_decide({10, {-kInfinite, kInfinite}}, 12, 100), std::nullopt);
}

// As many paths as it says decide nearly always.
TEST(PathsToDecide, IsEnoughForMostStudies) {
  const Estimate true_one{5, {5 - 1.96 * 0.2, 5 + 1.96 * 0.2}};  // of 100 paths with sd 2
  const auto paths = paths_to_decide(true_one, 5.3, 100);
  ASSERT_TRUE(paths);
  int decided = 0;
  for (int repeat = 0; repeat < 400; ++repeat) {
    const auto sample = drawn_sample(normal_draw, repeat, *paths);
    if (verdict_of(mean_estimate(sample, 0.95), ThresholdComparison::less, 5.3) ==
        StatisticalVerdict::ok)
      ++decided;
  }
  EXPECT_NEAR(decided / 400.0, 0.975, 3 * std::sqrt(0.975 * 0.025 / 400));
}

}  // namespace
}  // namespace setoff::simulator
