// Closed forms of two-way trade and of the order against uncertain need: the swing whose excess is
// settled, netting, the newsvendor.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "simulator/engine/draws.h"
#include "tests/simulator/engine/two_way_world.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

constexpr std::int64_t kMillion = 100'000'000;  // in minor units

// Case 14 without noise: once the balance has reached the swing S, all of the net flow m is
// settled; after n months of it m n - S.
TEST(ClosedForm, BeyondTheSwingAllOfTheNetFlowIsSettled) {
  TwoWayWorld world;
  world.to = "2021-12-31";
  world.settlement = kExcess;
  const Simulation trial = run_text(world.text());
  // A month's goods are billed on the first of the next and paid after 30 days; what is called is
  // paid after five.
  EXPECT_EQ(trial.on("balance.pot", "2020-08-15"), 6 * kMillion);
  for (const char* evening : {"2020-09-15", "2021-03-15", "2021-12-15"}) {
    const auto paid = trial.on("balance.pot", evening);
    EXPECT_EQ(paid, 6 * kMillion) << evening;
  }
  EXPECT_EQ(trial.sum("paid.wool") - trial.sum("paid_for.machinery"),
            trial.sum("settled.pot") + trial.last("balance.pot"));
  EXPECT_EQ(trial.sum("called.pot"),
            trial.sum("paid.wool") - trial.sum("paid_for.machinery") - 6 * kMillion);
  EXPECT_GT(trial.sum("settled.pot"), 10 * kMillion);
}

// Case 23: gross less net is twice the smaller, and the nets of the two sides add up to nought.
TEST(ClosedForm, NettingSavesTwiceTheSmaller) {
  std::mt19937 random(23);
  for (int i = 0; i < 10; ++i) {
    const std::int64_t x = 1 + static_cast<std::int64_t>(random() % 9'000);
    const std::int64_t y = 1 + static_cast<std::int64_t>(random() % 9'000);
    TwoWayWorld world;
    world.wool = std::to_string(x) + " kNLG/month";
    world.machinery = std::to_string(y) + " kNLG/month";
    world.swing = "1 BNLG";
    world.settlement =
        "settlement:\n  monthly: { account: pot, through: free, every: month, after: 4 days }\n";
    const Simulation ours = run_text(world.text());
    world.mirrored = true;
    const Simulation theirs = run_text(world.text());
    // Goods of January and February are paid in March; the balance of March is called on 1 April.
    std::int64_t gross = 0;
    for (const char* day : {"2020-03-02", "2020-03-31"})
      gross += ours.on("paid.wool", day) + ours.on("paid_for.machinery", day);
    const auto net = ours.on("called.pot", "2020-04-01");
    EXPECT_EQ(gross, 2 * (x + y) * 100'000) << x << " " << y;
    EXPECT_EQ(gross - net, 2 * 2 * std::min(x, y) * 100'000) << x << " " << y;
    EXPECT_EQ(ours.on("balance.pot", "2020-03-31"), 2 * (x - y) * 100'000);
    EXPECT_EQ(ours.on("balance.pot", "2020-03-31") + theirs.on("balance.pot", "2020-03-31"), 0);
  }
}

// Case 22: of N(100, 20), where a unit too few costs 4 and one too many 1, the best order is the
// quantile at 4/5, and what it costs on average is (4 + 1) sd phi(z).
TEST(ClosedForm, TheNewsvendorOrdersAQuantile) {
  const Distribution need{DistributionKind::normal, {100, 20, 0}};
  const double order = quantile_of(need, 4.0 / 5);
  EXPECT_NEAR(order, 116.832424671, 1e-8);
  const double z = (order - 100) / 20;
  const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
  EXPECT_NEAR((4 + 1) * 20 * density, 27.996192041, 1e-8);
  // The same by quadrature over the quantiles, and higher for any other order.
  const auto cost = [&](double ordered) {
    constexpr int kSteps = 200'000;
    double sum = 0;
    for (int i = 0; i < kSteps; ++i) {
      const double short_of = quantile_of(need, (i + 0.5) / kSteps) - ordered;
      sum += short_of > 0 ? 4 * short_of : -short_of;
    }
    return sum / kSteps;
  };
  EXPECT_NEAR(cost(order), 27.996192041, 1e-3);
  EXPECT_GT(cost(order - 1), cost(order));
  EXPECT_GT(cost(order + 1), cost(order));
}

}  // namespace
}  // namespace setoff::simulator::tests
