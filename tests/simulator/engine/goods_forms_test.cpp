// Closed forms of the goods side and of time: the priority waterfall, the solar calendar at the
// turn of a leap year, and the law that every posting has its counterpart.

#include <gtest/gtest.h>

#include <map>

#include "ledger/query/balances.h"
#include "simulator/engine/ration.h"
#include "tests/simulator/engine/small_world.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

using Shares = std::vector<std::int64_t>;

Shares rationed(std::int64_t budget, const std::vector<Need>& needs,
                Rationing rule = Rationing::by_priority) {
  const auto shares = ration(budget, needs, rule);
  EXPECT_TRUE(shares.has_value());
  return shares.value_or(Shares{});
}

// Case 26: x_i = min(d_i, B - sum of the earlier).
TEST(ClosedForm, ThePriorityWaterfall) {
  const std::vector<Need> needs = {{"corn", 1, 30}, {"meal", 2, 50}, {"oil", 3, 40}};
  EXPECT_EQ(rationed(100, needs), (Shares{30, 50, 20}));
  EXPECT_EQ(rationed(60, needs), (Shares{30, 30, 0}));
  EXPECT_EQ(rationed(0, needs), (Shares{0, 0, 0}));
  EXPECT_EQ(rationed(121, needs), (Shares{30, 50, 40}));
}

TEST(ClosedForm, OneCentForTwoEqualNeedsGoesByName) {
  EXPECT_EQ(rationed(1, {{"barley", 1, 1}, {"corn", 1, 1}}), (Shares{1, 0}));
  EXPECT_EQ(rationed(1, {{"corn", 1, 1}, {"barley", 1, 1}}), (Shares{0, 1}));
}

// The same through a whole run: what is released buys parcels of 1 t in the order of priority.
std::string waterfall(const std::string& released, const std::string& price,
                      const std::vector<std::pair<std::string, std::string>>& goods) {
  SmallScenario small;
  small.to = "2024-02-02";
  small.quantity = "0 GWh/day";
  small.opening = "500 USD";
  small.more =
      "releases:\n  approval: { lag: 0 days }\n  requests: [{ account: trust, purpose: "
      "food, payee: house, date: 2024-01-15, amount: " +
      released +
      " }]\n"
      "imports:\n  account: trust\n  buyer: agency\n"
      "  pipeline: [{ stage: open_credit, takes: 1 days }, { stage: shipping, takes: 30 days, "
      "pay: 100 % }, { stage: customs, takes: 1 days }]\n  goods:\n";
  for (const auto& [name, terms] : goods)
    small.more += "    " + name + ": { need: 0 t/year, price: " + price +
                  ", parcel: 1 t, supplier: house, purpose: food, " + terms + " }\n";
  return small.text();
}

TEST(ClosedForm, TheWaterfallOrdersWholeParcels) {
  const Simulation run = run_text(waterfall("100 USD", "1 USD/t",
                                            {{"zinc", "priority: 1, stock: { target: 30 t }"},
                                             {"meal", "priority: 2, stock: { target: 50 t }"},
                                             {"corn", "priority: 3, stock: { target: 40 t }"}}));
  EXPECT_EQ(run.sum("ordered.zinc"), 30'000);  // the scale of t is 3
  EXPECT_EQ(run.sum("ordered.meal"), 50'000);
  EXPECT_EQ(run.sum("ordered.corn"), 20'000);
  EXPECT_EQ(run.last("approved.trust"), 100'00);  // held by the credits, not paid yet
  EXPECT_EQ(run.last("held.trust"), 100'00);
}

TEST(ClosedForm, OneCentBuysOneOfTwoEqualParcels) {
  const std::string terms = "priority: 1, stock: { target: 1 t }";
  const Simulation run =
      run_text(waterfall("0.01 USD", "0.01 USD/t", {{"corn", terms}, {"barley", terms}}));
  EXPECT_EQ(run.sum("ordered.barley"), 1'000);
  EXPECT_EQ(run.sum("ordered.corn"), 0);
}

std::string one_good(const std::string& terms, const std::string& imports) {
  return small_world("1 MEUR",
                     "fx: { rates: { euro: { unit: EUR/USD, value: 0.9053 } } }\n"
                     "releases:\n  approval: { lag: 0 days }\n  requests: [{ account: trust, "
                     "purpose: food, payee: "
                     "house, date: 2024-01-15, amount: 500 kEUR }]\n"
                     "imports:\n  account: trust\n  buyer: agency\n" +
                         imports +
                         "  goods: { wheat: { need: 0 t/day, supplier: house, purpose: food, " +
                         terms + " } }\n");
}

// 1.234 t at 211.374 USD are 260.835516 USD, at 0.9053 EUR/USD 236.1344 EUR; by way of 260.84 USD
// they would be 236.14 EUR.
TEST(ClosedForm, ACreditIsRoundedOnce) {
  const Simulation trial = run_text(one_good(
      "price: 211.374 USD/t, price_decimals: 4, parcel: 1.234 t, stock: { target: 1.234 t }",
      "  pipeline: [{ stage: open_credit, takes: 5 days }, { stage: shipping, takes: 10 days, pay: "
      "100 % }, { stage: customs, takes: 5 days }]\n"));
  const auto issued = trial.booked<CreditIssued>();
  ASSERT_EQ(issued.size(), 1U);
  EXPECT_EQ(std::get<CreditIssued>(issued.front()->data).amount.text(), "236.13 EUR");
}

// 10 t of rye and 20 t of wheat reach a port that takes on 4 t a day on one day: what comes first
// is in on the third day, and all 30 t are on the eighth.
TEST(ClosedForm, APortTakesOnWhatWaitsFirstComeFirstServed) {
  const Simulation run = run_text(one_good(
      "price: 200 EUR/t, parcel: 20 t, stock: { target: 20 t } }, rye: { need: 0 t/day, supplier: "
      "house, purpose: food, price: 200 EUR/t, parcel: 10 t, stock: { target: 10 t }",
      "  pipeline: [{ stage: open_credit, takes: 5 days }, { stage: shipping, takes: 10 days, pay: "
      "100 % }, { stage: customs, takes: 0 days, capacity: 4 t/day }]\n"));
  const auto landed = run.booked<GoodsLanded>();
  ASSERT_EQ(landed.size(), 2U);
  const Day port = landed.front()->value_date;
  EXPECT_EQ(landed.back()->value_date, port);
  const auto stock = [&](const char* good, int day) {
    return run.on("stock." + std::string(good), (port + day).text());
  };
  EXPECT_EQ(stock("rye", 1), 0);
  EXPECT_EQ(stock("rye", 2), 10'000);
  EXPECT_EQ(stock("wheat", 6), 0);
  EXPECT_EQ(stock("wheat", 7), 20'000);
}

// Half a per cent of the goods is lost at sea; a tenth is paid behind the customs. What lands is
// enough, so that nothing more is ordered.
TEST(ClosedForm, WhatIsLostHasItsShareOfAllThatIsPaid) {
  const std::string text = one_good(
      "price: 200 EUR/t, parcel: 1 kt, stock: { target: 990 t }",
      "  landing_loss: 0.5 %\n"
      "  pipeline: [{ stage: open_credit, takes: 5 days }, { stage: shipping, takes: 10 days, pay: "
      "90 % }, { stage: customs, takes: 5 days, pay: 10 % }]\n");
  const Simulation run(scenario_of(text));
  const Day last = run.result().daily.days.back();
  const auto spent = [&](AccountKind kind) {
    return balance_on(run.state(), {kind, "wheat", "power"}, run.scenario().currency.contract,
                      last);
  };
  EXPECT_EQ(spent(AccountKind::loss), 1'000'00);
  EXPECT_EQ(spent(AccountKind::landed), 199'000'00);
  EXPECT_EQ(spent(AccountKind::transit), 0);
}

// Case 27: 1403 is a leap year, so its last month has thirty days: 1403-12-30 is 2025-03-20.
TEST(ClosedForm, MonthsOfTheSolarCalendarEndWhereTheyShould) {
  SmallScenario small;
  small.from = "SH 1403-11-01";
  small.to = "SH 1405-01-01";
  small.months = "solar_hijri";
  small.invoice = "{ every: month, due: 0 days }";
  const Simulation run = run_text(small.text());
  std::map<std::string, std::int64_t> invoiced;
  for (const Entry& entry : run.entries())
    if (const auto* invoice = std::get_if<InvoiceIssued>(&entry.event.data))
      invoiced[entry.event.value_date.text()] = invoice->amount.minor() / 2'500'000'00;
  EXPECT_EQ(invoiced.size(), 14U);
  EXPECT_EQ(invoiced["2025-02-19"], 30);  // Bahman 1403
  EXPECT_EQ(invoiced["2025-03-21"], 30);  // Esfand 1403, a leap year
  EXPECT_EQ(invoiced["2025-04-21"], 31);  // Farvardin 1404
  EXPECT_EQ(invoiced["2026-03-21"], 29);  // Esfand 1404
}

// Case 28: no posting without its counterpart: in every entry, and on every day of every path.
TEST(ClosedForm, PostingsSumToZeroPerCurrencyPathAndDay) {
  const Scenario scenario = scenario_of(example_text());
  for (std::uint64_t path = 0; path < 3; ++path) {
    const Simulation run(scenario, path);
    std::size_t checked = 0;
    for (const Entry& entry : run.entries()) {
      std::map<std::pair<Layer, Commodity>, Int128> sums;
      for (const Posting& posting : entry.postings) {
        const Account& account = run.state().chart[run.state().chart.find_path(posting.account)];
        sums[{info_of(account.kind).layer, posting.commodity}] += posting.amount;
        ++checked;
      }
      for (const auto& [key, sum] : sums)
        ASSERT_EQ(sum, Int128{0}) << "entry " << entry.sequence << ", " << key.second.code();
    }
    EXPECT_GT(checked, 1'000U);
    for (std::size_t day = 0; day < run.days(); ++day) {
      ASSERT_EQ(run.at("imbalance", day), 0);
      if (day % 30 == 0) {
        ASSERT_TRUE(check_trial(run.state(), run.result().daily.days[day]).has_value());
      }
    }
  }
}

}  // namespace
}  // namespace setoff::simulator::tests
