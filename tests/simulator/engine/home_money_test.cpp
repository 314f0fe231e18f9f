// Money that the home central bank issues against blocked money.

#include <gtest/gtest.h>

#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

SmallScenario with_issue(const std::string& more) {
  SmallScenario small;
  small.more =
      "monetisation:\n  rials: { account: trust, currency: IRR, share: 30 %, every: month" + more +
      " }\nfx:\n  rates:\n    usd_irr: { unit: IRR/USD, steps: { 2024-01-01: 42000, 2024-02-15: "
      "50000 } }\n";
  return small;
}

TEST(HomeMoney, IsIssuedAgainstAShareOfWhatIsBlocked) {
  const Simulation trial = run_text(with_issue("").text());
  ASSERT_GT(trial.on("balance.trust", "2024-01-31"), 0);
  const auto january = trial.on("balance.trust", "2024-01-31");
  const auto february = trial.on("balance.trust", "2024-02-29");
  const auto rials = [](std::int64_t cents, std::int64_t rate) { return cents * 3 / 10 * rate; };
  EXPECT_EQ(trial.on("home_money.rials", "2024-01-31"), rials(january, 42'000));
  EXPECT_EQ(trial.on("home_money.rials", "2024-02-29"), rials(february - january, 50'000));
  EXPECT_EQ(trial.on("home_money.rials", "2024-02-28"), 0);
  // No money moves.
  EXPECT_EQ(february, run_text(SmallScenario().text()).on("balance.trust", "2024-02-29"));
}

TEST(HomeMoney, IsNotIssuedTwiceAgainstTheSameMoney) {
  SmallScenario small = with_issue(", to: 2024-02-29");
  small.quantity = "{ steps: { 2024-01-01: 1, 2024-01-20: 0 }, unit: GWh/day }";
  const Simulation trial = run_text(small.text());
  EXPECT_GT(trial.on("home_money.rials", "2024-01-31"), 0);
  EXPECT_EQ(trial.sum("home_money.rials"), trial.on("home_money.rials", "2024-01-31"));
}

// When some of it is released, nothing is issued until more is blocked than ever before.
TEST(HomeMoney, StaysIssuedWhenMoneyIsReleased) {
  SmallScenario small = with_issue("");
  small.quantity = "{ steps: { 2024-01-01: 4, 2024-02-01: 0 }, unit: GWh/day }";
  LoadOptions options;
  options.sets = {

      "releases={ approval: { lag: 0 days, by: [desk, board] }, requests: [{ account: trust, "
      "purpose: food, payee: house, date: 2024-02-10, amount: 20 MUSD }] }",
      "payments.behaviour.pays.after=0 days"};
  const Simulation trial = run_text(small.text(), options);
  EXPECT_GT(trial.on("approved.trust", "2024-02-10"), 0);
  EXPECT_GT(trial.on("home_money.rials", "2024-01-31"), 0);
  EXPECT_EQ(trial.sum("home_money.rials"), trial.on("home_money.rials", "2024-01-31"));
}

}  // namespace
}  // namespace setoff::simulator::tests
