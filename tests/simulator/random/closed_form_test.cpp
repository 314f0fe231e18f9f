// Small models of limits, renewals, queues and stocks, built from the draws alone, against answers
// that are known in closed form: three standard errors, on a fixed seed. Models look at the end of
// each day, so the answers are those of daily watching: a limit is as if it were 0.5826 standard
// deviations of a day further away (Broadie, Glasserman, Kou 1997).

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <vector>

#include "simulator/random/diffusion.h"
#include "simulator/random/quantile.h"
#include "simulator/random/sampler.h"
#include "simulator/random/uniform.h"

namespace setoff::simulator {
namespace {

constexpr std::uint64_t kSeed = 1403;
constexpr double kDailyShift = 0.5826;  // -zeta(1/2) / sqrt(2 pi)

const std::string& name_of_day(std::size_t day) {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (int i = 0; i < 10'000; ++i)
      out.push_back("day-" + std::to_string(i));
    return out;
  }();
  return names.at(day);
}

double normal_of_day(std::uint64_t path, std::size_t day) {
  return normal_quantile(uniform(kSeed, path, name_of_day(day)), 0, 1);
}

double cumulative_normal(double x) {
  return std::erfc(-x / std::numbers::sqrt2) / 2;
}

struct SampleMean {
  double mean = 0;
  double standard_error = 0;
};
SampleMean mean_of(const std::vector<double>& sample) {
  const auto n = static_cast<double>(sample.size());
  SampleMean out;
  for (const double x : sample)
    out.mean += x / n;
  for (const double x : sample)
    out.standard_error += (x - out.mean) * (x - out.mean) / (n - 1) / n;
  out.standard_error = std::sqrt(out.standard_error);
  return out;
}

void expect_mean(const std::vector<double>& sample, double exact) {
  const SampleMean got = mean_of(sample);
  EXPECT_NEAR(got.mean, exact, 3 * got.standard_error);
}

// The first day on which a balance with that drift and volatility a day reaches the limit; `last`
// if it has not by then.
std::size_t first_passage(std::uint64_t path, double limit, double drift, double volatility,
                          std::size_t last) {
  const Diffusion balance{
      .kind = DiffusionKind::brownian, .drift = drift, .volatility = volatility};
  double value = 0;
  std::size_t day = 0;
  while (value < limit && day < last)
    value = advance(balance, value, 1, normal_of_day(path, day++));
  return value < limit ? last + 1 : day;
}

TEST(ClosedForm, ChanceToReachALimitWithinAYear) {
  const double limit = 50 + kDailyShift * 3;
  const double spread = 3 * std::sqrt(365.0);
  const double exact =
      cumulative_normal((-limit + 0.05 * 365) / spread) +
      std::exp(2 * 0.05 * limit / 9) * cumulative_normal((-limit - 0.05 * 365) / spread);
  EXPECT_NEAR(exact, 0.47669586, 5e-6);
  std::vector<double> reached;
  for (std::uint64_t path = 0; path < 10'000; ++path)
    reached.push_back(first_passage(path, 50, 0.05, 3, 365) <= 365 ? 1 : 0);
  expect_mean(reached, exact);
}

// Mean a / m and variance a s^2 / m^3, with the limit a of daily watching.
TEST(ClosedForm, MeanTimeToReachALimit) {
  const double limit = 50 + kDailyShift * 3;
  std::vector<double> days;
  std::vector<double> squares;
  for (std::uint64_t path = 0; path < 8'000; ++path) {
    days.push_back(static_cast<double>(first_passage(path, 50, 0.5, 3, 9'999)));
    squares.push_back(std::pow(days.back() - limit / 0.5, 2));
  }
  expect_mean(days, limit / 0.5);  // continuous watching: 100 days
  expect_mean(squares, limit * 9 / 0.125);
}

// A balance between 0 and S whose excess is settled: s^2 / 2S a day, with S two shifts wider.
TEST(ClosedForm, SettlementOfASwing) {
  constexpr std::size_t kDays = 1'000;
  std::vector<double> settled;
  for (std::uint64_t path = 0; path < 600; ++path) {
    double balance = 40 * uniform(kSeed, path, "opening");
    double sum = 0;
    for (std::size_t day = 0; day < kDays; ++day) {
      balance += 3 * normal_of_day(path, day);
      sum += std::max(0.0, balance - 40);
      balance = std::clamp(balance, 0.0, 40.0);
    }
    settled.push_back(sum / kDays);
  }
  expect_mean(settled, 9 / (2 * (40 + 2 * kDailyShift * 3)));  // 0.103459
}

// Waivers of 120 days, each renewed with chance 0.9: three renewals 0.9^3, cover 120 / 0.1 days.
TEST(ClosedForm, RenewalsOfAWaiver) {
  std::vector<double> three;
  std::vector<double> cover;
  for (std::uint64_t path = 0; path < 20'000; ++path) {
    std::size_t renewals = 0;
    while (chance_quantile(uniform(kSeed, path, name_of_day(renewals)), 0.9) > 0)
      ++renewals;
    three.push_back(renewals >= 3 ? 1 : 0);
    cover.push_back(120.0 * static_cast<double>(renewals + 1));
  }
  expect_mean(three, 0.729);
  expect_mean(cover, 1'200);
}

// Orders at 0.8 a day, one a day handled (M/D/1): the wait is rho D / 2 (1 - rho) = 2 days
// (Pollaczek, Khinchin); each wait follows from that before it (Lindley).
TEST(ClosedForm, WaitOfImportOrders) {
  std::vector<double> waits;
  for (std::uint64_t path = 0; path < 400; ++path) {
    double wait = 0;
    double sum = 0;
    for (std::size_t order = 0; order < 1'600; ++order) {
      if (order >= 800) sum += wait / 800;
      const double gap = exponential_quantile(uniform(kSeed, path, name_of_day(order)), 1 / 0.8);
      wait = std::max(0.0, wait + 1 - gap);
    }
    waits.push_back(sum);
  }
  expect_mean(waits, 2);
}

// Orders at 0.8 a day and lead times of 21 days in the mean, of whatever law: Poisson, mean 16.8.
TEST(ClosedForm, GoodsInThePipelineArePoisson) {
  const double lead_times[][2] = {{0, 42}, {20, 22}};
  for (const auto& [shortest, longest] : lead_times) {
    std::vector<double> counts;
    std::vector<double> squares;
    std::vector<double> many;
    for (std::uint64_t path = 0; path < 10'000; ++path) {
      const int orders = poisson_quantile(uniform(kSeed, path, "orders"), 0.8 * longest);
      int underway = 0;
      for (int i = 0; i < orders; ++i) {
        const auto order = static_cast<std::size_t>(i);
        const double age = longest * uniform(kSeed, path, name_of_day(2 * order));
        const double u = uniform(kSeed, path, name_of_day(2 * order + 1));
        if (uniform_quantile(u, shortest, longest) > age) ++underway;
      }
      counts.push_back(underway);
      squares.push_back(std::pow(underway - 16.8, 2));
      many.push_back(underway >= 25 ? 1 : 0);
    }
    expect_mean(counts, 16.8);
    expect_mean(squares, 16.8);
    expect_mean(many, 0.036300268);
  }
}

// Base stock 20, demand 2 a day, lead time 7: filled at once is P(Poisson(14) <= 19).
TEST(ClosedForm, FillRateOfABaseStock) {
  EXPECT_NEAR(1 - gamma_p(20, 14), 0.923495060, 5e-10);
  std::vector<double> filled;
  for (std::uint64_t path = 0; path < 40'000; ++path)
    filled.push_back(poisson_quantile(uniform(kSeed, path, "demand"), 14) <= 19 ? 1 : 0);
  expect_mean(filled, 0.923495060);
}

// Demand N(100, 20), 4 lost for each unit short and 1 for each left over: the best order is the
// quantile at 4/5, found here by halving on the mean cost of evenly spread draws.
TEST(ClosedForm, BestOrderOfANewsvendor) {
  constexpr std::uint64_t kDraws = 20'000;
  const Sampler sampler(SamplingDesign::latin_hypercube, kSeed, kDraws);
  std::vector<double> demand;
  for (std::uint64_t path = 0; path < kDraws; ++path)
    demand.push_back(normal_quantile(sampler.uniform(path, "demand", 0), 100, 20));
  const auto cost = [&demand](double order) {
    double sum = 0;
    for (const double wanted : demand)
      sum += wanted > order ? 4 * (wanted - order) : order - wanted;
    return sum / kDraws;
  };
  double low = 0;
  double high = 200;
  while (high - low > 1e-6) {
    const double middle = (low + high) / 2;
    (cost(middle + 1e-4) < cost(middle - 1e-4) ? low : high) = middle;
  }
  EXPECT_NEAR(low, 116.832424671, 0.02);
  EXPECT_NEAR(cost(low), 27.996192041, 0.01);
}

// Gross less net is twice the smaller side; E |X - Y| = 2 s / sqrt(pi).
TEST(ClosedForm, SavingOfNetting) {
  std::vector<double> nets;
  std::vector<double> gross;
  for (std::uint64_t path = 0; path < 20'000; ++path) {
    const double x = normal_quantile(uniform(kSeed, path, "exports"), 100, 10);
    const double y = normal_quantile(uniform(kSeed, path, "imports"), 100, 10);
    nets.push_back(std::fabs(x - y));
    gross.push_back(x + y);
    ASSERT_NEAR(x + y - std::fabs(x - y), 2 * std::min(x, y), 1e-12);
  }
  expect_mean(gross, 200);
  expect_mean(nets, 20 / std::sqrt(std::numbers::pi));  // 11.283792
}

}  // namespace
}  // namespace setoff::simulator
