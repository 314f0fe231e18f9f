#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "simulator/random/philox.h"
#include "simulator/random/quantile.h"
#include "simulator/random/uniform.h"

namespace setoff::simulator {
namespace {

TEST(Philox, GivesThePublishedVectors) {
  struct Vector {
    PhiloxBlock counter;
    PhiloxKey key;
    PhiloxBlock out;
  };
  const std::vector<Vector> vectors{
      {{0, 0, 0, 0}, {0, 0}, {0x6627E8D5U, 0xE169C58DU, 0xBC57AC4CU, 0x9B00DBD8U}},
      {{0xFFFFFFFFU, 0xFFFFFFFFU, 0xFFFFFFFFU, 0xFFFFFFFFU},
       {0xFFFFFFFFU, 0xFFFFFFFFU},
       {0x408F276DU, 0x41C83B0EU, 0xA20BC7C6U, 0x6D5451FDU}},
      {{0x243F6A88U, 0x85A308D3U, 0x13198A2EU, 0x03707344U},
       {0xA4093822U, 0x299F31D0U},
       {0xD16CFE09U, 0x94FDCCEBU, 0x5001E420U, 0x24126EA1U}}};
  for (const Vector& vector : vectors)
    EXPECT_EQ(philox4x32(vector.counter, vector.key), vector.out);
}

TEST(Uniform, DependsOnSeedPathAndIdentityAlone) {
  const double value = uniform(1399, 0, "approval/food-2020-04");
  EXPECT_EQ(value, uniform(1399, 0, "approval/food-2020-04"));
  const std::set<double> all{value, uniform(1400, 0, "approval/food-2020-04"),
                             uniform(1399, 1, "approval/food-2020-04"),
                             uniform(1399, 0, "approval/food-2020-05")};
  EXPECT_EQ(all.size(), 4U);
}

TEST(Uniform, StaysInsideTheOpenIntervalWithTheRightMoments) {
  constexpr int kDraws = 100'000;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double u = uniform(7, 3, "draw-" + std::to_string(i));
    ASSERT_GT(u, 0.0);
    ASSERT_LT(u, 1.0);
    sum += u;
    squares += u * u;
  }
  // Four standard errors: of the mean 1/sqrt(12 n), of the mean square sqrt(4/45 / n).
  EXPECT_NEAR(sum / kDraws, 0.5, 4 / std::sqrt(12.0 * kDraws));
  EXPECT_NEAR(squares / kDraws, 1.0 / 3.0, 4 * std::sqrt(4.0 / 45.0 / kDraws));
}

TEST(NormalQuantile, InvertsTheDistributionFunction) {
  for (const double u :
       {1e-12, 1e-6, 0.001, 0.01, 0.075, 0.1, 0.3, 0.5, 0.7, 0.925, 0.99, 0.999999}) {
    const double x = normal_quantile(u, 0, 1);
    EXPECT_NEAR(std::erfc(-x / std::sqrt(2.0)) / 2 / u, 1.0, 1e-13) << u;
  }
  EXPECT_NEAR(normal_quantile(0.975, 10, 2), 10 + 2 * 1.9599639845400545, 1e-13);
}

TEST(LognormalQuantile, HitsMedianAndP90) {
  EXPECT_NEAR(lognormal_quantile(0.5, 20, 60), 20, 1e-12);
  EXPECT_NEAR(lognormal_quantile(0.9, 20, 60), 60, 1e-12);
}

TEST(GammaQuantile, EqualsTheClosedFormsOfWholeShapes) {
  // cv 1 is the exponential law; shape 2 has P(2, x) = 1 - (1 + x) exp(-x).
  for (const double u : {0.001, 0.1, 0.5, 0.9, 0.999}) {
    EXPECT_NEAR(gamma_quantile(u, 45, 1), exponential_quantile(u, 45), 1e-10) << u;
    const double x = gamma_quantile(u, 2, std::sqrt(0.5));
    EXPECT_NEAR(1 - (1 + x) * std::exp(-x), u, 1e-12) << u;
  }
}

TEST(BetaQuantile, EqualsTheClosedForms) {
  // Beta(1, 1) is uniform: mean 1/2, sd sqrt(1/12). Beta(2, 1) has x^2: mean 2/3, sd sqrt(1/18).
  for (const double u : {0.001, 0.25, 0.5, 0.9, 0.999}) {
    EXPECT_NEAR(beta_quantile(u, 0.5, std::sqrt(1.0 / 12)), u, 1e-12);
    EXPECT_NEAR(beta_quantile(u, 2.0 / 3, std::sqrt(1.0 / 18)), std::sqrt(u), 1e-12);
  }
}

TEST(TriangularQuantile, HitsItsCorners) {
  EXPECT_NEAR(triangular_quantile(1e-15, 15, 45, 120), 15, 1e-5);
  EXPECT_NEAR(triangular_quantile(30.0 / 105, 15, 45, 120), 45, 1e-9);
  EXPECT_NEAR(triangular_quantile(1 - 1e-15, 15, 45, 120), 120, 1e-4);
  EXPECT_EQ(triangular_quantile(0.5, 7, 7, 7), 7);
}

TEST(Quantiles, RiseWithUAndHaveTheMeansThatAreAskedFor) {
  struct Case {
    const char* name;
    std::function<double(double)> quantile;
    double mean;
  };
  const std::vector<Case> cases{
      {"uniform", [](double u) { return uniform_quantile(u, 0.3, 0.7); }, 0.5},
      {"triangular", [](double u) { return triangular_quantile(u, 15, 45, 120); }, 60},
      {"normal", [](double u) { return normal_quantile(u, 30, 5); }, 30},
      {"exponential", [](double u) { return exponential_quantile(u, 45); }, 45},
      {"gamma", [](double u) { return gamma_quantile(u, 28, 0.35); }, 28},
      {"beta", [](double u) { return beta_quantile(u, 0.85, 0.1); }, 0.85},
      {"chance", [](double u) { return chance_quantile(u, 0.85); }, 0.85}};
  constexpr int kSteps = 2'000;
  for (const Case& c : cases) {
    double sum = 0;
    double before = -1e300;
    for (int i = 0; i < kSteps; ++i) {
      const double value = c.quantile((i + 0.5) / kSteps);
      ASSERT_GE(value, before) << c.name;
      before = value;
      sum += value;
    }
    EXPECT_NEAR(sum / kSteps / c.mean, 1.0, 1e-3) << c.name;  // error of the midpoint rule
  }
}

}  // namespace
}  // namespace setoff::simulator
