#include "simulator/statistics/emulator.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "simulator/random/quantile.h"
#include "simulator/random/sampler.h"
#include "simulator/random/uniform.h"

namespace setoff::simulator {
namespace {

using Runs = std::vector<std::vector<double>>;

// Latin hypercube points in a box that is not the unit cube: (20..60) x (-3..1) x (0.01..0.02).
Runs box_points(std::uint64_t count, std::uint64_t seed) {
  const Sampler sampler(SamplingDesign::latin_hypercube, seed, count);
  Runs points;
  for (std::uint64_t i = 0; i < count; ++i)
    points.push_back({20 + 40 * sampler.uniform(i, "a", 0), -3 + 4 * sampler.uniform(i, "b", 1),
                      0.01 + 0.01 * sampler.uniform(i, "c", 2)});
  return points;
}

double quadratic_model(const std::vector<double>& x) {
  return 5 + 0.3 * x[0] - 2 * x[1] + 400 * x[2] + 0.02 * x[0] * x[0] - x[0] * x[1] +
         30 * x[1] * x[2];
}

double noise(std::uint64_t i) {
  return normal_quantile(uniform(3, i, "noise"), 0, 2);
}
double slope_model(const std::vector<double>& x) {
  return 100 + 3 * x[0] - 8 * x[1];
}

std::vector<double> noisy_linear(const Runs& points) {
  std::vector<double> values;
  for (std::size_t i = 0; i < points.size(); ++i)
    values.push_back(slope_model(points[i]) + noise(i));
  return values;
}

TEST(Emulator, IsExactOnAQuadratic) {
  const Runs points = box_points(40, 1);
  std::vector<double> values;
  for (const auto& point : points)
    values.push_back(quadratic_model(point));
  const auto emulator = fit_emulator(points, values);
  ASSERT_TRUE(emulator) << emulator.error().text();
  EXPECT_FALSE(emulator->is_linear());
  EXPECT_LT(emulator->leave_one_out_error(), 1e-7);
  for (const auto& point : box_points(100, 2))
    EXPECT_NEAR(emulator->predict(point), quadratic_model(point), 1e-7);
}

TEST(Emulator, LeaveOneOutErrorIsTheNoise) {
  const Runs points = box_points(400, 1);
  const auto emulator = fit_emulator(points, noisy_linear(points));
  ASSERT_TRUE(emulator);
  // Standard error of an sd of 400: 3.5 %; leaving out adds the terms / runs, about 1 %.
  EXPECT_NEAR(emulator->leave_one_out_error(), 2 * (1 + 4.0 / 400), 3 * 2 / std::sqrt(800.0));
  EXPECT_NEAR(emulator->predict(std::vector{40.0, -1.0, 0.015}), 228, 3 * 2 / std::sqrt(400.0));
}

// The errors that it names without fitting again are those of fitting again.
TEST(Emulator, LeaveOneOutErrorIsThatOfTheFitsWithoutARun) {
  const Runs points = box_points(9, 1);  // too few for squares
  const std::vector<double> values = noisy_linear(points);
  const auto emulator = fit_emulator(points, values);
  ASSERT_TRUE(emulator);
  EXPECT_TRUE(emulator->is_linear());
  double squares = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::vector<double> without = values;
    without[i] = std::numeric_limits<double>::quiet_NaN();
    const auto other = fit_emulator(points, without);
    ASSERT_TRUE(other);
    const double error = other->predict(points[i]) - values[i];
    squares += error * error / static_cast<double>(points.size());
  }
  EXPECT_NEAR(emulator->leave_one_out_error(), std::sqrt(squares), 1e-6);
}

// The errors at new runs, in units of the sd that was named, over 30 repeated fits.
TEST(Emulator, SdIsThatOfTheErrorsAtNewRuns) {
  constexpr std::uint64_t kFits = 30;
  constexpr std::uint64_t kFresh = 200;
  double squares = 0;
  for (std::uint64_t fit = 0; fit < kFits; ++fit) {
    const Runs points = box_points(60, 2 * fit);
    std::vector<double> values;
    for (const auto& point : points)
      values.push_back(slope_model(point) + noise(fit * 1000 + values.size()));
    const auto emulator = fit_emulator(points, values);
    ASSERT_TRUE(emulator);
    std::uint64_t draw = fit * 1000 + 500;
    for (const auto& point : box_points(kFresh, 2 * fit + 1)) {
      const double error = slope_model(point) + noise(draw++) - emulator->predict(point);
      squares += std::pow(error / emulator->sd(point), 2) / (kFits * kFresh);
    }
  }
  EXPECT_NEAR(std::sqrt(squares), 1, 0.1);  // a fit of 60 runs knows its error to 10 %
}

TEST(Emulator, SdGrowsOutsideTheRuns) {
  const Runs points = box_points(60, 1);
  const auto emulator = fit_emulator(points, noisy_linear(points));
  ASSERT_TRUE(emulator);
  const std::vector<double> inside{40, -1, 0.015};
  const std::vector<double> outside{200, -1, 0.015};
  EXPECT_GT(emulator->sd(outside), 1.5 * emulator->sd(inside));
}

TEST(Emulator, LeavesSquaresOutOfTooFewRuns) {
  Runs points = box_points(12, 1);
  std::vector<double> values;
  for (const auto& point : points)
    values.push_back(quadratic_model(point));
  const auto twelve = fit_emulator(points, values);
  ASSERT_TRUE(twelve);
  EXPECT_FALSE(twelve->is_linear());
  const auto eleven = fit_emulator({points.begin(), points.begin() + 11},
                                   std::span<const double>(values).first(11));
  ASSERT_TRUE(eleven);
  EXPECT_TRUE(eleven->is_linear());
  const auto five =
      fit_emulator({points.begin(), points.begin() + 5}, std::span<const double>(values).first(5));
  ASSERT_FALSE(five);
  EXPECT_EQ(five.error().code, Code::bad_field);
  EXPECT_NE(five.error().detail.find("at least 6 runs"), std::string::npos);
}

TEST(Emulator, AnInputThatNeverMovedHasNoEffect) {
  Runs points = box_points(40, 1);
  std::vector<double> values;
  for (auto& point : points) {
    point[2] = 0.015;
    values.push_back(quadratic_model(point));
  }
  const auto emulator = fit_emulator(points, values);
  ASSERT_TRUE(emulator);
  const std::vector<double> moved{40, -1, 0.02};
  const std::vector<double> still{40, -1, 0.015};
  EXPECT_EQ(emulator->predict(moved), emulator->predict(still));
  EXPECT_NEAR(emulator->predict(still), quadratic_model(still), 1e-7);
}

TEST(Implausibility, IsTheDistanceInStandardDeviations) {
  EXPECT_DOUBLE_EQ(implausibility(10, 3, 20, 4), 2);
  EXPECT_DOUBLE_EQ(implausibility(20, 0, 10, 5), 2);
  EXPECT_EQ(implausibility(10, 0, 10, 0), 0);
  EXPECT_TRUE(std::isinf(implausibility(10, 0, 11, 0)));
}

}  // namespace
}  // namespace setoff::simulator
