// Orders of goods: what keeps every good from running out comes before anybody's reserve, whole
// parcels are saved for, and money that would lapse is spent.

#include <gtest/gtest.h>

#include "simulator/engine/replenish.h"
#include "tests/simulator/engine/small_world.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

std::string good(const std::string& name, const std::string& terms) {
  return "    " + name + ": { price: 100 EUR/t, supplier: house, purpose: food, " + terms + " }\n";
}

// Money asked for by `requests`, decided at once; goods land after 30 days.
std::string trade(const std::string& requests, const std::string& goods,
                  const std::string& approval = "{ lag: 0 days }",
                  const std::string& rationing = "by_priority") {
  return "releases:\n  approval: " + approval + "\n  requests: [" + requests +
         "]\n"
         "imports:\n  account: trust\n  buyer: agency\n  rationing: " +
         rationing +
         "\n"
         "  pipeline: [{ stage: open_credit, takes: 5 days }, { stage: shipping, takes: 20 days, "
         "pay: 100 % }, { stage: customs, takes: 5 days }]\n  goods:\n" +
         goods;
}

std::string monthly(const std::string& amount) {
  return "{ account: trust, purpose: food, payee: house, every: month, amount: " + amount + " }";
}

// A month's need of wheat (3 kt) costs 0.3 MEUR, so does that of rice; wheat alone could take all
// the money for its reserve of 100 days.
const std::string kTwoGoods =
    good("wheat",
         "priority: 1, need: 100 t/day, parcel: 100 t, stock: { opening: 30 days, floor: "
         "30 days, target: 100 days }") +
    good("rice",
         "priority: 2, need: 100 t/day, parcel: 100 t, stock: { opening: 30 days, floor: "
         "30 days, target: 100 days }");

TEST(Orders, NeedsComeBeforeReserves) {
  const Simulation trial = run_text(small_world("10 MEUR", trade(monthly("700 kEUR"), kTwoGoods)));
  // 31 days of each good, then 8 % of wheat's floor: 3,100 + 3,100 + 800 t of January's 7,000 t.
  EXPECT_EQ(trial.on("ordered.wheat", "2024-01-01"), 3'900'000);
  EXPECT_EQ(trial.on("ordered.rice", "2024-01-01"), 3'100'000);
  // Nobody runs out again after the first goods have landed.
  EXPECT_GT(trial.on("stock.rice", "2024-06-29"), 0);
}

TEST(Orders, PrioritiesDecideWhereNeedsDoNotFit) {
  const Simulation trial = run_text(small_world("10 MEUR", trade(monthly("400 kEUR"), kTwoGoods)));
  EXPECT_EQ(trial.on("ordered.wheat", "2024-01-01"), 3'100'000);
  EXPECT_EQ(trial.on("ordered.rice", "2024-01-01"), 900'000);
  EXPECT_GT(trial.sum("landed.wheat"), trial.sum("landed.rice"));
}

TEST(Orders, MoneyShortOfAParcelIsSavedForIt) {
  const std::string goods =
      good("corn", "priority: 1, need: 100 t/day, parcel: 5 kt, stock: { target: 60 days }") +
      good("sugar", "priority: 2, need: 10 t/day, parcel: 100 t, stock: { target: 60 days }");
  const Simulation trial = run_text(small_world("10 MEUR", trade(monthly("200 kEUR"), goods)));
  // Two months of 0.2 MEUR do not reach the 0.5 MEUR of a ship of corn, three do.
  EXPECT_EQ(trial.on("ordered.corn", "2024-02-01"), 0);
  EXPECT_EQ(trial.on("ordered.corn", "2024-03-01"), 5'000'000);
  EXPECT_EQ(trial.on("ordered.sugar", "2024-02-01"), 0);
}

TEST(Orders, WhatWouldLapseBuysWhatComesNext) {
  const std::string goods =
      good("corn", "priority: 1, need: 100 t/day, parcel: 5 kt, stock: { target: 60 days }") +
      good("sugar", "priority: 2, need: 10 t/day, parcel: 100 t, stock: { target: 60 days }");
  const Simulation trial = run_text(small_world(
      "10 MEUR", trade(monthly("50 kEUR"), goods, "{ lag: 0 days, valid_for: 20 days }")));
  EXPECT_EQ(trial.sum("ordered.corn"), 0);
  EXPECT_EQ(trial.on("ordered.sugar", "2024-01-01"), 500'000);
}

TEST(Orders, WhatIsOnTheWayIsNotOrderedTwice) {
  const std::string goods =
      good("wheat", "need: 100 t/day, parcel: 100 t, stock: { opening: 31 days, target: 31 days }");
  const Simulation trial = run_text(small_world("10 MEUR", trade(monthly("1 MEUR"), goods)));
  // The stock is used up when the first order comes: 3,100 t; from then on a month's use is
  // ordered.
  EXPECT_EQ(trial.on("ordered.wheat", "2024-01-01"), 3'000'000);
  EXPECT_EQ(trial.on("ordered.wheat", "2024-02-01"), 3'100'000);
  EXPECT_EQ(trial.on("ordered.wheat", "2024-03-01"), 2'900'000);
}

TEST(Orders, UnmetNeedIsNotMadeUpLater) {
  const Simulation trial = run_text(small_world(
      "10 MEUR",
      trade(monthly("1 MEUR"),
            good("wheat", "need: 100 t/day, parcel: 100 t, stock: { target: 40 days }"))));
  const Day first = trial.scenario().time.from;
  const auto empty = projected_stock(trial.scenario(), GoodRef(0), first, 0, {});
  ASSERT_TRUE(empty.has_value());
  EXPECT_EQ(*empty, 0);
  // 1,000 t that come on day 25 are half used up five days later; before them nothing was there.
  const auto late =
      projected_stock(trial.scenario(), GoodRef(0), first, 0, {{first + 25, 1'000'000}});
  ASSERT_TRUE(late.has_value());
  EXPECT_EQ(*late, 500'000);
}

}  // namespace
}  // namespace setoff::simulator::tests
