// Settlement of clearing balances: what is called, when and with what it is paid.

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/simulator/engine/two_way_world.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

TEST(Settlement, OfTheBalanceEndsEachPeriodAtZeroOfWhatItCalled) {
  TwoWayWorld world;
  world.settlement =
      "settlement:\n  monthly: { account: pot, through: free, every: quarter, after: 4 days }\n";
  const Simulation trial = run_text(world.text());
  const auto called = trial.on("called.pot", "2020-04-01");
  EXPECT_GT(called, 0);
  EXPECT_EQ(trial.on("settled.pot", "2020-04-05"), called);
  EXPECT_EQ(trial.on("balance.pot", "2020-04-05"), trial.on("balance.pot", "2020-04-04") - called);
}

LoadOptions settled(const std::string& terms) {
  LoadOptions options;
  options.sets = {"settlement.only={ account: pot, through: free, " + terms + " }"};
  return options;
}

// Winding up: one side delivers no more, the other works off its debt in goods, and what is left is
// paid in money.
TEST(Settlement, OnADateWindsUpWhatGoodsHaveLeft) {
  LoadOptions options = settled("date: 2020-11-02, after: 10 days");
  options.sets.emplace_back(
      "exports.wool.cuts=[{ from: 2020-05-01, to: 2020-12-31, set: 0 NLG/day }]");
  options.sets.emplace_back(
      "purchases.machinery.cuts=[{ from: 2020-09-01, to: 2020-12-31, set: 0 NLG/day }]");
  TwoWayWorld world;
  world.wool = "9 MNLG/month";
  const Simulation trial = run_text(world.text(), options);
  const auto highest = trial.on("balance.pot", "2020-06-30");
  const auto left = trial.on("balance.pot", "2020-11-11");
  EXPECT_GT(highest, left);
  EXPECT_EQ(left, (4 * 9 - 8 * 2) * std::int64_t{100'000'000});
  EXPECT_EQ(trial.on("called.pot", "2020-11-02"), left);
  EXPECT_EQ(trial.sum("called.pot"), left);
  EXPECT_EQ(trial.on("settled.pot", "2020-11-12"), left);
  EXPECT_EQ(trial.last("balance.pot"), 0);
}

TEST(Settlement, InInstalmentsPaysEqualPartsAndNoMoreThanWasCalled) {
  const Simulation trial = run_text(
      TwoWayWorld().text(),
      settled("date: 2020-06-01, after: 10 days, instalments: { number: 7, apart: 20 days }"));
  const auto called = trial.on("called.pot", "2020-06-01");
  ASSERT_GT(called, 0);
  ASSERT_NE(called % 7, 0);
  const auto& paid = trial.values("settled.pot");
  const std::ptrdiff_t first = 152 + 10;  // 1 June is day 152 of the run
  for (std::ptrdiff_t part = 0; part < 7; ++part) {
    EXPECT_EQ(paid[static_cast<std::size_t>(first + 20 * part)],
              called / 7 + (part >= 7 - called % 7 ? 1 : 0))
        << part;
  }
  EXPECT_EQ(trial.sum("settled.pot"), called);
  EXPECT_EQ(std::ranges::count_if(paid, [](auto amount) { return amount != 0; }), 7);
}

// A switch: the buyer of the balance pays less than it is worth, and the rest is a cost.
TEST(Settlement, AtADiscountBringsInLess) {
  const Simulation trial =
      run_text(TwoWayWorld().text(), settled("date: 2020-06-01, after: 10 days, discount: 8 %"));
  const auto called = trial.on("called.pot", "2020-06-01");
  const auto before = trial.on("balance.free", "2020-06-10");
  EXPECT_EQ(trial.on("settled.pot", "2020-06-11"), called);
  EXPECT_EQ(trial.on("balance.free", "2020-06-11"), before + called * 92 / 100);
}

// Of a position of up to 2 million nothing is paid, of the next 2 million half, beyond that all.
// What stays on the account and what was paid of it add up to the position on every day.
TEST(Settlement, BySlicesPaysTheirSharesOfThePosition) {
  for (const bool in_favour : {true, false}) {
    TwoWayWorld world;
    if (!in_favour) std::swap(world.wool, world.machinery);
    const Simulation trial = run_text(
        world.text(),
        settled("every: month, after: 0 days, slices: [{ up_to: 2 MNLG, pays: 0 % }, { up_to: 4 "
                "MNLG, pays: 50 % }]"));
    const auto& balance = trial.values("balance.pot");
    const auto& paid = trial.values("settled.pot");
    constexpr std::int64_t kMillion = 100'000'000;
    std::int64_t sum = 0;
    for (std::size_t day = 0; day < balance.size(); ++day) {
      sum += paid[day];
      if (paid[day] == 0) continue;
      const auto position = std::abs(balance[day]) + sum;
      EXPECT_EQ(sum,
                std::max<std::int64_t>(0, std::min(position, 4 * kMillion) - 2 * kMillion) / 2 +
                    std::max<std::int64_t>(0, position - 4 * kMillion))
          << day;
    }
    EXPECT_GT(sum, 4 * kMillion);
    EXPECT_EQ(balance.back() > 0, in_favour);
  }
}

// A second partner, whose balance is against the home side by as much as `cloth` costs.
LoadOptions second_partner(std::string cloth, std::string settlement) {
  LoadOptions options;
  options.sets = {
      "accounts.free.opening={ wool: 1 NLG }",
      "accounts.second={ bank: bank, owner: sellers, currency: NLG, kind: clearing }",
      "purchases.cloth={ seller: suppliers, buyer: importers, worth: " + cloth +
          ", invoice: { every: month, due: 30 days }, account: second, pays: { after: 30 days } }",
      "settlement.net=" + settlement};
  return options;
}

// Of 1 MNLG a month in favour on one account and 0.8 against on the other, the net amount comes in:
// the home side needs no money of its own.
TEST(Settlement, OfSeveralAccountsNeedsMoneyForTheNetAmountOnly) {
  const Simulation trial = run_text(
      TwoWayWorld().text(),
      second_partner("0.8 MNLG/month",
                     "{ account: [second, pot], through: free, every: 2 months, after: 4 days }"));
  EXPECT_TRUE(trial.result().refusals.empty());
  const auto pot = trial.on("called.pot", "2020-05-01");
  const auto second = trial.on("called.second", "2020-05-01");
  EXPECT_EQ(trial.on("called.pot", "2020-04-01"), 0);
  EXPECT_EQ(trial.on("balance.second", "2020-05-01"), -second);
  EXPECT_GT(pot, second);
  EXPECT_GT(second, 0);
  EXPECT_EQ(trial.on("settled.pot", "2020-05-05"), pot);
  EXPECT_EQ(trial.on("settled.second", "2020-05-05"), second);
  EXPECT_EQ(trial.on("balance.free", "2020-05-05") - trial.on("balance.free", "2020-05-04"),
            pot - second);
}

// Against the home side by more than the other balance is in its favour, it has no money to pay the
// net amount: what comes in is booked, and the rest is tried again.
TEST(Settlement, OfSeveralAccountsPaysWhatComesInFirst) {
  const Simulation trial = run_text(
      TwoWayWorld().text(),
      second_partner("9 MNLG/month",
                     "{ account: [second, pot], through: free, every: 2 months, after: 4 days }"));
  EXPECT_EQ(trial.on("settled.pot", "2020-05-05"), trial.on("called.pot", "2020-05-01"));
  EXPECT_EQ(trial.on("settled.second", "2020-05-05"), 0);
  EXPECT_FALSE(trial.result().refusals.empty());
}

// What comes in is of one export line, and what goes out is owed by another.
TEST(Settlement, OfSeveralAccountsIsPaidWithMoneyOfAnyLine) {
  TwoWayWorld world;
  world.wool = "1 MNLG/month";
  LoadOptions options;
  options.sets = {
      "accounts.free.opening={ wool: 1 NLG }",
      "accounts.second={ bank: bank, owner: sellers, currency: NLG, kind: clearing }",
      "exports.jute={ seller: sellers, buyer: buyers, worth: 3 MNLG/month, invoice: { every: "
      "month, "
      "due: 30 days } }",
      "payments.accounts={ wool: pot, jute: second }",
      "purchases.machinery.line=wool",
      "settlement.net={ account: [pot, second], through: free, every: 2 months, after: 4 days }"};
  const Simulation trial = run_text(world.text(), options);
  EXPECT_TRUE(trial.result().refusals.empty());
  EXPECT_LT(trial.on("balance.pot", "2020-05-04"), 0);
  EXPECT_EQ(trial.on("settled.pot", "2020-05-05"), trial.on("called.pot", "2020-05-01"));
  EXPECT_EQ(trial.on("settled.second", "2020-05-05"), trial.on("called.second", "2020-05-01"));
  EXPECT_EQ(trial.on("balance.free", "2020-05-05") - trial.on("balance.free", "2020-05-04"),
            trial.on("called.second", "2020-05-01") - trial.on("called.pot", "2020-05-01"));
  // The wool line owes the jute line what was paid for it.
  EXPECT_LT(trial.last("claims.jute.crossing") * trial.last("claims.wool.crossing"), 0);
}

TEST(Settlement, OfSeveralAccountsIsCalledByTheNetAmount) {
  const std::string terms = "account: [pot, second], through: free, every: quarter, after: 4 days";
  const auto called = [&](const std::string& at_least) {
    return run_text(TwoWayWorld().text(),
                    second_partner("0.8 MNLG/month", "{ " + terms + at_least + " }"))
        .sum("called.pot");
  };
  EXPECT_GT(called(""), 0);
  EXPECT_GT(called(", at_least: 0.1 MNLG"), 0);
  EXPECT_EQ(called(", at_least: 4 MNLG"), 0);  // each balance reaches it, the net amount does not
}

// What exceeds the swing of 6 million moves to an account that bears 3.6 % (300 guilders a day on 3
// million by ACT/360), and is paid back in four parts from July on.
TwoWayWorld deferred(const std::string& opening) {
  TwoWayWorld world;
  world.opening = opening;
  world.wool = "0 NLG/month";
  world.machinery = "0 NLG/month";
  world.accounts = "  loan: { bank: bank, owner: sellers, currency: NLG, kind: clearing }\n";
  world.settlement =
      "settlement:\n"
      "  defer: { account: pot, through: loan, what: excess, every: month, after: 0 days }\n"
      "  repay: { account: loan, through: free, date: 2020-07-01, after: 0 days, instalments: { "
      "number: 4, apart: 30 days } }\n";
  world.more = "fx:\n  interest: [{ account: loan, rate: 3.6 %/year }]\n";
  return world;
}

TEST(Settlement, ThroughAnotherClearingAccountDefersTheExcess) {
  for (const int sign : {1, -1}) {
    const Simulation trial = run_text(deferred(sign > 0 ? "9 MNLG" : "-9 MNLG").text());
    EXPECT_EQ(trial.on("balance.pot", "2020-02-01"), sign * 600'000'000);
    EXPECT_EQ(trial.on("balance.loan", "2020-02-01"), sign * 300'000'000);
    EXPECT_EQ(trial.on("balance.loan", "2020-02-29"), sign * (300'000'000 + 29 * 30'000));
    const auto owed = trial.on("balance.loan", "2020-06-30");
    EXPECT_EQ(trial.on("called.loan", "2020-07-01"), std::abs(owed));
    EXPECT_EQ(trial.sum("settled.loan"), std::abs(owed));
    EXPECT_EQ(trial.last("balance.free"), 100 * 100'000'000LL + owed);
    EXPECT_EQ(trial.last("balance.pot"), sign * 600'000'000);
  }
}

// What one settlement moves on a day is in the balance that the next one, by name, calls.
TEST(Settlement, OfADayFollowOneAnotherByName) {
  TwoWayWorld world = deferred("9 MNLG");
  world.settlement =
      "settlement:\n"
      "  defer: { account: pot, through: loan, what: excess, date: 2020-02-01, after: 0 days }\n"
      "  repay: { account: loan, through: free, date: 2020-02-01, after: 10 days }\n";
  const Simulation trial = run_text(world.text());
  EXPECT_EQ(trial.on("called.loan", "2020-02-01"), 300'000'000);
  EXPECT_EQ(trial.on("settled.loan", "2020-02-11"), 300'000'000);
}

// The balance of 9 million guilders becomes one of 3.6 million dollars, at 2.5 guilders for one.
TEST(Settlement, ThroughAnAccountInAnotherCurrencyRedenominatesTheBalance) {
  for (const int sign : {1, -1}) {
    TwoWayWorld world;
    world.opening = sign > 0 ? "9 MNLG" : "-9 MNLG";
    world.wool = "0 NLG/month";
    world.machinery = "0 NLG/month";
    world.accounts = "  dollars: { bank: bank, owner: sellers, currency: USD, kind: clearing }\n";
    world.settlement =
        "settlement:\n  anew: { account: pot, through: dollars, date: 2020-07-01, after: 0 days "
        "}\n";
    world.more = "fx: { rates: { guilder: { unit: NLG/USD, value: 2.5 } } }\n";
    const Simulation trial = run_text(world.text());
    EXPECT_EQ(trial.on("balance.pot", "2020-06-30"), sign * 900'000'000);
    EXPECT_EQ(trial.on("balance.pot", "2020-07-01"), 0);
    EXPECT_EQ(trial.last("balance.dollars"), sign * 360'000'000);
  }
}

}  // namespace
}  // namespace setoff::simulator::tests
