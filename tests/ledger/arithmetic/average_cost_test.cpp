#include "ledger/arithmetic/average_cost.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace setoff {
namespace {

TEST(MoveHolding, TakesItsShareOfCostAndOfRevaluation) {
  struct Case {
    const char* name;
    Holding holding;  // money, cost, revalued
    MoneyMove move;   // amount, value
    HoldingChange change;
  };
  for (const auto& [name, holding, move, change] : {
           Case{"comes in at its value", {100, 90, 0}, {50, 47}, {47, 0, 0}},
           // cost 90 x 40/100 = 36; gain 38 - 36
           Case{"leaves in part", {100, 90, 0}, {-40, -38}, {-36, 0, 2}},
           // cost 96 x 1/2 = 48, revalued 6 x 1/2 = 3; gain 49 - 48 + 3
           Case{"leaves after a revaluation", {100, 96, 6}, {-50, -49}, {-48, 3, 4}},
           // gain 98 - 100 + 1
           Case{"all leaves at a loss", {3, 100, 1}, {-3, -98}, {-100, 1, -1}},
           // 100 close: value 100, gain 100 - 90; 50 more are owed at 50
           Case{"leaves beyond zero", {100, 90, 0}, {-150, -150}, {-140, 0, 10}},
           // cost 90 x 40/100 = 36; repaid with 38
           Case{"is repaid in part", {-100, -90, 0}, {40, 38}, {36, 0, -2}},
           Case{"opens a debt", {0, 0, 0}, {-10, -9}, {-9, 0, 0}},
           Case{"nothing moves", {100, 90, 5}, {0, 0}, {0, 0, 0}},
           Case{"nothing is repaid", {-100, -90, 5}, {0, 0}, {0, 0, 0}},
           // 100/3 = 33.33, then 67/2 = 33.5 to the even 34, then what is left
           Case{"first third", {3, 100, 0}, {-1, -34}, {-33, 0, 1}},
           Case{"second third", {2, 67, 0}, {-1, -34}, {-34, 0, 0}},
           Case{"last third", {1, 33, 0}, {-1, -34}, {-33, 0, 1}},
           Case{"the largest",
                {INT64_MAX, INT64_MAX, 0},
                {-INT64_MAX, -INT64_MAX},
                {-INT64_MAX, 0, 0}},
       }) {
    const auto found = move_holding(holding, move, Rounding::half_even);
    ASSERT_TRUE(found.has_value()) << name;
    EXPECT_EQ(*found, change) << name << ": " << found->cost << " " << found->revalued << " "
                              << found->gain;
  }
}

TEST(MoveHolding, SaysThatANumberDoesNotFit) {
  EXPECT_FALSE(move_holding({INT64_MIN, 0, 0}, {1, 1}, Rounding::half_even));
  EXPECT_FALSE(move_holding({1, 0, 0}, {INT64_MIN, 0}, Rounding::half_even));
  EXPECT_FALSE(move_holding({1, INT64_MAX, 0}, {-1, 2}, Rounding::half_even));   // -2 - cost
  EXPECT_FALSE(move_holding({1, INT64_MIN, 0}, {-1, -1}, Rounding::half_even));  // 0 - cost
}

Holding after(const Holding& holding, const MoneyMove& move, const HoldingChange& change) {
  return {holding.money + move.amount, holding.cost + change.cost,
          holding.revalued - change.revalued};
}

RC_GTEST_PROP(AverageCostLaw, EntriesBalanceAndAnEmptiedHoldingHasNoCost, ()) {
  const auto any = [] { return *rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000); };
  Holding holding{any(), any(), any()};
  if (holding.money == 0) holding = {};
  for (int i = 0; i < 5; ++i) {
    const MoneyMove move{any(), any()};
    const auto change = move_holding(holding, move, Rounding::half_even);
    RC_ASSERT(change.has_value());
    RC_ASSERT(change->cost + change->revalued == move.value + change->gain);
    holding = after(holding, move, *change);
  }
  const MoneyMove all{-holding.money, any()};
  if (holding.money == 0) return;
  const auto change = move_holding(holding, all, Rounding::half_even);
  RC_ASSERT(change.has_value());
  const auto emptied = after(holding, all, *change);
  RC_ASSERT(emptied.money == 0 && emptied.cost == 0 && emptied.revalued == 0);
}

RC_GTEST_PROP(AverageCostLaw, WhatLeavesAtItsCostGainsNothing, ()) {
  const auto money = *rc::gen::inRange<std::int64_t>(1, 1'000'000'000);
  const auto cost = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
  const auto part = *rc::gen::inRange<std::int64_t>(1, money + 1);
  const auto at_cost = move_holding({money, cost, 0}, {-part, 0}, Rounding::half_even);
  RC_ASSERT(at_cost.has_value());
  const auto change = move_holding({money, cost, 0}, {-part, at_cost->cost}, Rounding::half_even);
  RC_ASSERT(change.has_value() && change->gain == 0);
}

}  // namespace
}  // namespace setoff
