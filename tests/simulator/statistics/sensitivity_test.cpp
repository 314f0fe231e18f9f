#include "simulator/statistics/sensitivity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

namespace setoff::simulator {
namespace {

constexpr double kFailed = std::numeric_limits<double>::quiet_NaN();

using Model = std::function<double(const std::vector<double>&)>;

std::vector<double> evaluated(const Model& model, const UnitPoints& points) {
  std::vector<double> values;
  for (const auto& point : points)
    values.push_back(model(point));
  return values;
}

double linear_model(const std::vector<double>& u) {
  return 7 + 4 * u[0] - 3 * u[1] + 0 * u[2] + 1 * u[3];
}

// Ishigami and Homma 1990, a = 7, b = 0.1; inputs uniform on (-pi, pi).
double ishigami(const std::vector<double>& u) {
  const auto x = [&u](std::size_t i) { return std::numbers::pi * (2 * u[i] - 1); };
  const double squared = std::sin(x(1)) * std::sin(x(1));
  return std::sin(x(0)) * (1 + 0.1 * std::pow(x(2), 4)) + 7 * squared;
}

TEST(MorrisDesign, MovesOneInputAtATimeByTwoThirds) {
  const UnitPoints points = morris_design(5, 30, 7);
  ASSERT_EQ(points.size(), 30U * 6U);
  std::vector<int> moves_up(5);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i % 6 == 0) continue;
    int moved = 0;
    for (std::size_t input = 0; input < 5; ++input) {
      ASSERT_TRUE(points[i][input] >= 0 && points[i][input] <= 1);
      const double by = points[i][input] - points[i - 1][input];
      if (by == 0) continue;
      ++moved;
      EXPECT_NEAR(std::fabs(by), 2.0 / 3, 1e-15);
      if (by > 0) ++moves_up[input];
    }
    EXPECT_EQ(moved, 1) << i;
  }
  for (const int up : moves_up)  // of 30, half in the mean: four standard errors
    EXPECT_NEAR(up, 15, 4 * std::sqrt(30 * 0.25));
  EXPECT_NE(points, morris_design(5, 30, 8));
}

TEST(MorrisEffects, OfALinearFunctionAreItsSlopes) {
  const UnitPoints points = morris_design(4, 10, 7);
  const auto effects = morris_effects(points, evaluated(linear_model, points), 0.95);
  ASSERT_TRUE(effects);
  const double slopes[] = {4, -3, 0, 1};
  for (std::size_t i = 0; i < 4; ++i) {
    const MorrisEffect& effect = (*effects)[i];
    EXPECT_NEAR(effect.mu, slopes[i], 1e-13);
    EXPECT_NEAR(effect.mu_star.value, std::fabs(slopes[i]), 1e-13);
    EXPECT_NEAR(effect.sigma, 0, 1e-13);
    EXPECT_NEAR(effect.mu_star.interval.high, std::fabs(slopes[i]), 1e-12);
  }
}

TEST(MorrisEffects, TellInteractionsFromLinearEffects) {
  const UnitPoints points = morris_design(3, 200, 7);
  const auto product = [](const std::vector<double>& u) {
    return (2 * u[0] - 1) * (2 * u[1] - 1) * 6;
  };
  const auto effects = morris_effects(points, evaluated(product, points), 0.95);
  ASSERT_TRUE(effects);
  // The effect is 12 (2 u - 1) with u on the four levels: sizes 12 and 4.
  for (std::size_t i = 0; i < 2; ++i) {
    const MorrisEffect& effect = (*effects)[i];
    EXPECT_NEAR(effect.mu_star.value, 8, 4 * 4 / std::sqrt(200));
    EXPECT_NEAR(effect.mu, 0, 4 * std::sqrt(80.0 / 200));
    EXPECT_NEAR(effect.sigma, std::sqrt(80.0), 1);
  }
  EXPECT_EQ((*effects)[2].mu_star.value, 0);
}

TEST(MorrisEffects, LeaveOutFailedRuns) {
  const UnitPoints points = morris_design(4, 10, 7);
  std::vector<double> values = evaluated(linear_model, points);
  values[3] = values[17] = kFailed;
  const auto effects = morris_effects(points, values, 0.95);
  ASSERT_TRUE(effects);
  EXPECT_NEAR((*effects)[0].mu, 4, 1e-13);
  values.assign(points.size(), kFailed);
  EXPECT_EQ(morris_effects(points, values, 0.95).error().code, Code::bad_field);
}

TEST(SobolDesign, TakesOneInputOfEachPointFromTheOtherMatrix) {
  const UnitPoints points = sobol_design(3, 64, 7);
  ASSERT_EQ(points.size(), 64U * 5U);
  for (std::size_t row = 0; row < points.size(); row += 5)
    for (std::size_t input = 0; input < 3; ++input)
      for (std::size_t i = 0; i < 3; ++i)
        EXPECT_EQ(points[row + 2 + input][i], points[row + (i == input ? 1 : 0)][i]);
}

TEST(SobolIndices, OfTheIshigamiFunctionAreTheKnownOnes) {
  const double first[] = {0.313905191, 0.442411145, 0};
  const double total[] = {0.557588855, 0.442411145, 0.243683664};
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const UnitPoints points = sobol_design(3, 4096, seed);
    const auto indices = sobol_indices(3, evaluated(ishigami, points), 0.95, seed);
    ASSERT_TRUE(indices);
    for (std::size_t i = 0; i < 3; ++i) {
      const auto& [one, all] = (*indices)[i];
      EXPECT_NEAR(one.value, first[i], 0.01) << i;
      EXPECT_NEAR(all.value, total[i], 0.01) << i;
      EXPECT_LE(one.interval.low, first[i]) << i;
      EXPECT_GE(one.interval.high, first[i]) << i;
      EXPECT_LE(all.interval.low, total[i]) << i;
      EXPECT_GE(all.interval.high, total[i]) << i;
      EXPECT_LT(all.interval.high - all.interval.low, 0.1) << i;
    }
  }
}

TEST(SobolIndices, OfALinearFunctionAreTheSharesOfItsSquaredSlopes) {
  const UnitPoints points = sobol_design(4, 1024, 7);
  const auto indices = sobol_indices(4, evaluated(linear_model, points), 0.95, 7);
  ASSERT_TRUE(indices);
  const double shares[] = {16.0 / 26, 9.0 / 26, 0, 1.0 / 26};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR((*indices)[i].first.value, shares[i], 0.002);
    EXPECT_NEAR((*indices)[i].total.value, shares[i], 0.002);
  }
  EXPECT_EQ((*indices)[2].total.value, 0);
}

TEST(SobolIndices, DoNotDependOnTheUnitOrTheLevel) {
  const UnitPoints points = sobol_design(3, 256, 7);
  std::vector<double> values = evaluated(ishigami, points);
  const auto indices = sobol_indices(3, values, 0.95, 7);
  for (double& value : values)
    value = 1e9 + 1e3 * value;
  const auto moved = sobol_indices(3, values, 0.95, 7);
  ASSERT_TRUE(indices && moved);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR((*moved)[i].first.value, (*indices)[i].first.value, 1e-8);
    EXPECT_NEAR((*moved)[i].total.interval.high, (*indices)[i].total.interval.high, 1e-8);
  }
}

TEST(SobolIndices, LeaveOutRowsWithFailedRuns) {
  const UnitPoints points = sobol_design(3, 4096, 7);
  std::vector<double> values = evaluated(ishigami, points);
  for (std::size_t i = 0; i < values.size(); i += 97)
    values[i] = kFailed;
  const auto indices = sobol_indices(3, values, 0.95, 7);
  ASSERT_TRUE(indices);
  EXPECT_NEAR((*indices)[0].total.value, 0.557588855, 0.03);
  values.assign(values.size(), kFailed);
  EXPECT_EQ(sobol_indices(3, values, 0.95, 7).error().code, Code::bad_field);
  values.assign(values.size(), 3.0);
  const auto constant = sobol_indices(3, values, 0.95, 7);
  ASSERT_TRUE(constant);
  EXPECT_EQ((*constant)[0].first.value, 0);
}

}  // namespace
}  // namespace setoff::simulator
