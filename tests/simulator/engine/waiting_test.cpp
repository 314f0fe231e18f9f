// Nothing waits for ever: orders whose credit was refused, uses beside approvals for others, money
// whose conversion begins later. What the rules refuse is tried again when a window opens.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/simulator/engine/small_world.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

constexpr std::string_view kOtherHouse = "  other_house: { side: abroad, role: supplier }\n";

std::string world(const std::string& opening, const std::string& sections) {
  return replaced(small_world(opening, sections), "accounts:\n",
                  std::string(kOtherHouse) + "accounts:\n");
}

const std::string kWheat =
    "imports:\n  account: trust\n  buyer: agency\n"
    "  goods: { wheat: { need: 100 t/day, price: 1000 EUR/t, parcel: 100 t, stock: { target: 60 "
    "days }, supplier: house, purpose: food } }\n"
    "  pipeline: [{ stage: open_credit, takes: 5 days }, { stage: shipping, takes: 10 days, pay: "
    "100 % }, { stage: customs, takes: 5 days }]\n";
const std::string kGap =
    "waiver: { windows: [{ from: 2024-01-01, to: 2024-01-31 }, { from: 2024-03-15, to: 2024-12-31 "
    "}] }\n";

std::size_t notes_with(const Simulation& trial, std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      trial.result().notes,
      [&](const RunNote& n) { return n.text.find(text) != std::string::npos; }));
}

// An order of 3 MEUR whose credit no window allows; later approvals are of 1 MEUR each.
TEST(Waiting, AnOrderThatNoApprovalCoversAnyMoreIsGivenUpAndItsGoodOrderedAnew) {
  const Simulation trial = run_text(world(
      "10 MEUR", kGap + kWheat +
                     "releases:\n  approval: { lag: 0 days, valid_for: 40 days }\n  requests:\n"
                     "    - { account: trust, purpose: food, payee: house, date: 2024-01-20, "
                     "amount: 3 MEUR }\n"
                     "    - { account: trust, purpose: food, payee: house, every: month, amount: 1 "
                     "MEUR, from: "
                     "2024-03-20, to: 2024-06-30 }\n"));
  EXPECT_EQ(notes_with(trial, "is given up: no approval covers its credit"), 1U);
  EXPECT_GT(trial.sum("landed.wheat"), 0);
  EXPECT_EQ(trial.on("ordered.wheat", "2024-04-01"), 1'000'000);
}

// The money of the order is there when the window opens: the credit is issued on that day.
TEST(Waiting, AnOrderWaitsForItsWindowAndGoesOnOnItsFirstDay) {
  const Simulation trial = run_text(world(
      "10 MEUR",
      kGap + kWheat +
          "releases:\n  approval: { lag: 0 days }\n  requests:\n"
          "    - { account: trust, purpose: food, payee: house, date: 2024-01-20, amount: 3 MEUR "
          "}\n"));
  const auto issued = trial.booked<CreditIssued>();
  ASSERT_FALSE(issued.empty());
  EXPECT_EQ(issued.front()->value_date.text(), "2024-03-15");
  EXPECT_EQ(trial.booked<OrderPlaced>().front()->value_date.text(), "2024-02-01");
  EXPECT_EQ(trial.on("ordered.wheat", "2024-03-01"), 0);
  EXPECT_EQ(notes_with(trial, "is given up"), 0U);
}

// The lid on what may be spent is below the order: it does not block its good.
TEST(Waiting, AnOrderThatALimitRefusesIsGivenUpOnTheNextOrderDay) {
  const Simulation trial = run_text(world(
      "10 MEUR",
      kWheat +
          "limits: { lid: { account: trust, kind: spend, amount: { steps: { 2024-01-01: 1 MEUR, "
          "2024-03-20: 8 MEUR } } } }\n"
          "releases:\n  approval: { lag: 0 days }\n  requests:\n"
          "    - { account: trust, purpose: food, payee: house, date: 2024-01-01, amount: 3 MEUR "
          "}\n"));
  EXPECT_EQ(notes_with(trial, "is given up: its credit is refused"), 2U);  // February, March
  EXPECT_GT(trial.sum("landed.wheat"), 0);
}

const std::string kUse =
    "uses:\n  hall: { date: 2024-01-10, amount: 1 MEUR, account: trust, purpose: food, payee: "
    "other_house }\n";

TEST(Waiting, AUseAsksForItselfBesideAnApprovalForSomebodyElse) {
  const Simulation trial = run_text(world(
      "10 MEUR",
      kUse + "releases:\n  approval: { lag: 0 days }\n  requests: [{ account: trust, purpose: "
             "food, payee: house, date: 2024-01-02, amount: 5 MEUR }]\n"));
  EXPECT_EQ(trial.on("spent_for.food", "2024-01-10"), 100'000'000);
  EXPECT_TRUE(trial.result().refusals.empty());
}

TEST(Waiting, AUseIsPaidUnderSeveralApprovalsTogether) {
  const Simulation trial =
      run_text(world("1.2 MEUR", kUse + "releases:\n  approval: { lag: 0 days }\n  requests:\n"
                                        "    - { account: trust, purpose: food, payee: "
                                        "other_house, date: 2024-01-02, amount: 600 "
                                        "kEUR }\n"
                                        "    - { account: trust, purpose: food, payee: "
                                        "other_house, date: 2024-01-03, amount: 600 "
                                        "kEUR }\n"));
  EXPECT_EQ(trial.on("spent_for.food", "2024-01-10"), 100'000'000);
}

// It is approved, and a limit keeps it from being paid until the approval has lapsed.
TEST(Waiting, AUseWhoseApprovalLapsedAsksAgain) {
  const Simulation trial = run_text(world(
      "10 MEUR",
      kUse + "limits: { lid: { account: trust, kind: spend, amount: { steps: { 2024-01-01: 1 kEUR, "
             "2024-03-01: 8 MEUR } } } }\n"
             "releases:\n  approval: { lag: 0 days, valid_for: 20 days }\n"));
  EXPECT_EQ(trial.sum("spent_for.food"), 100'000'000);
  EXPECT_EQ(notes_with(trial, "paid up to what was approved"), 0U);
}

TEST(Waiting, APaymentThatNoWindowAllowsComesOnItsFirstDay) {
  const Simulation trial = run_text(
      world("1 MEUR", replaced(kGap, "waiver: { ", "waiver: { guards: debits_and_credits, ") +
                          "fx: { interest: [] }\n"));
  EXPECT_TRUE(trial.booked<PaymentReceived>().empty());
  const Simulation paying = run_text(replaced(
      world("1 MEUR", replaced(kGap, "waiver: { ", "waiver: { guards: debits_and_credits, ")),
      "payments: { accounts: { power: trust }",
      "payments: { accounts: { power: trust }, recorded: [{ date: 2024-03-12, amount: 1 MEUR }]"));
  const auto paid = paying.booked<PaymentReceived>();
  ASSERT_EQ(paid.size(), 1U);
  EXPECT_EQ(paid.front()->value_date.text(), "2024-03-15");
}

// Two currencies beside the account's, and rates for them.
std::string two_ways(const std::string& conversions, const std::string& approval) {
  return replaced(
      world("10 MEUR",
            "fx: { rates: { a: { unit: USD/EUR, value: 1.1 }, b: { unit: GBP/EUR, value: 0.85 } } "
            "}\n"
            "releases:\n  approval: " +
                approval +
                "\n  requests: [{ account: trust, purpose: food, payee: house, date: 2024-01-02, "
                "amount: 5 MEUR }]\n  conversions:\n" +
                conversions),
      "accounts:\n",
      "accounts:\n"
      "  usd: { bank: bank, owner: company, currency: USD, place: here }\n"
      "  gbp: { bank: bank, owner: company, currency: GBP, place: here }\n");
}

TEST(Conversions, TheOneInForceIsTakenWhateverTheOrderOfTheList) {
  const Simulation trial =
      run_text(two_ways("    - { from: trust, to: usd, since: 2024-06-01 }\n"
                        "    - { from: trust, to: gbp, until: 2024-05-31 }\n",
                        "{ lag: 0 days }"));
  EXPECT_EQ(trial.on("approved.gbp", "2024-01-02"), 425'000'000);
  EXPECT_EQ(trial.last("approved.usd"), 0);
}

TEST(Conversions, WhatTheBankCouldNotConvertGoesByTheNextOneInForce) {
  const Simulation trial = run_text(two_ways(
      "    - { from: trust, to: usd, since: 2024-02-01 }\n"
      "    - { from: trust, to: gbp, until: 2024-01-10, fails: [{ from: 2024-01-01, to: 2024-01-31 "
      "}] }\n",
      "{ lag: 0 days }"));
  EXPECT_EQ(trial.on("approved.usd", "2024-02-01"), 550'000'000);
  EXPECT_EQ(trial.last("approved.gbp"), 0);
}

TEST(Conversions, OneMayFollowAnother) {
  const Simulation trial =
      run_text(two_ways("    - { from: trust, to: usd, after: 5 days }\n"
                        "    - { from: usd, to: gbp, after: 10 days }\n"
                        "    - { from: gbp, to: trust }\n",
                        "{ lag: 0 days }"));
  EXPECT_EQ(trial.on("approved.usd", "2024-01-07"), 550'000'000);
  EXPECT_EQ(trial.on("approved.gbp", "2024-01-17"), 425'000'000);
  EXPECT_EQ(trial.last("approved.gbp"), 425'000'000);  // and it does not go round in a circle
}

}  // namespace
}  // namespace setoff::simulator::tests
