// What flows on a day: cuts never raise a flow, and shocks on data act wherever the data feed.

#include <gtest/gtest.h>

#include "tests/simulator/engine/small_world.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

std::string with_cuts(const std::string& cuts) {
  return replaced(small_world("1 MEUR", ""), "quantity: 100 MW",
                  "quantity: 100 MW, cuts: [" + cuts + "]");
}

// 2,400 MWh a day flow where nothing cuts.
constexpr std::int64_t kWholeFlow = 2'400'000;

TEST(Cuts, ThatSetMoreThanFlowsAreNone) {
  const Simulation trial =
      run_text(with_cuts("{ from: 2024-02-01, for: 10 days, set: 130 MW }, "
                         "{ from: 2024-02-05, for: 10 days, set: 40 MW }"));
  EXPECT_EQ(trial.on("delivered.power", "2024-02-01"), kWholeFlow);
  EXPECT_EQ(trial.on("delivered.power", "2024-02-05"), 960'000);
  EXPECT_EQ(trial.on("delivered.power", "2024-02-14"), 960'000);
  EXPECT_EQ(trial.on("delivered.power", "2024-02-15"), kWholeFlow);
}

TEST(Cuts, ThatSetMoreThanALongerCutLeavesAreNone) {
  const Simulation trial =
      run_text(with_cuts("{ from: 2024-02-01, for: 30 days, factor: 10 % }, "
                         "{ from: 2024-02-05, for: 10 days, set: 40 MW }"));
  EXPECT_EQ(trial.on("delivered.power", "2024-02-05"), 240'000);
}

TEST(Cuts, OfTheSellerNeverRaiseAFlow) {
  const std::string rule =
      "supply_response: { answer: { line: power, when: { overdue: 1 EUR }, cut: { set: 130 MW } } "
      "}\nopenings: { claims: [{ line: power, amount: 1 MEUR, due: 2023-12-01 }] }\n";
  const Simulation trial =
      run_text(replaced(small_world("1 MEUR", rule), "flows: recorded", "flows: behavioural"));
  EXPECT_EQ(trial.on("delivered.power", "2024-03-01"), kWholeFlow);
}

// Half the power, half the need, twice the rate and half the limit from February to May.
const std::string kDataWorld =
    "data:\n"
    "  megawatts: { unit: MW, value: 100 MW }\n"
    "  rate: { unit: USD/EUR, steps: { 2024-01-01: 1.1, 2024-03-01: 1.2 } }\n"
    "  wanted: { unit: t/day, value: 100 t/day }\n"
    "  most: { unit: EUR, value: 40 MEUR }\n"
    "fx: { rates: { dollar: { unit: USD/EUR, data: rate } } }\n"
    "limits: { lid: { account: trust, kind: cap, amount: { data: most }, on_excess: report } }\n"
    "imports:\n"
    "  account: trust\n"
    "  buyer: agency\n"
    "  goods: { wheat: { need: { data: wanted }, price: 100 USD/t, parcel: 1 kt, supplier: house, "
    "purpose: food } }\n"
    "  pipeline: [{ stage: open_credit, takes: 5 days }, { stage: shipping, takes: 10 days, pay: "
    "100 % }, { stage: customs, takes: 5 days }]\n";
const std::string kShocks =
    "shocks:\n"
    "  spring: { from: 2024-02-01, to: 2024-05-31, change: { data.megawatts: \"* 0.5\", data.rate: "
    "\"* 2\", data.wanted: \"* 0.5\", data.most: \"* 0.001\" } }\n";

std::string data_world(const std::string& more) {
  return replaced(small_world("1 MEUR", kDataWorld + more), "quantity: 100 MW",
                  "quantity: { data: megawatts }");
}

TEST(DataShocks, ActOnFlowsNeedsRatesAndLimits) {
  const Simulation trial = run_text(data_world(kShocks));
  for (const char* day : {"2024-02-01", "2024-05-31"}) {
    EXPECT_EQ(trial.on("delivered.power", day), kWholeFlow / 2) << day;
    EXPECT_EQ(trial.on("need.wheat", day), 50'000) << day;
  }
  for (const char* day : {"2024-01-31", "2024-06-01"}) {
    EXPECT_EQ(trial.on("delivered.power", day), kWholeFlow) << day;
    EXPECT_EQ(trial.on("need.wheat", day), 100'000) << day;
  }
  EXPECT_EQ(trial.on("fx.dollar", "2024-02-01"), 2'200'000);
  EXPECT_EQ(trial.on("fx.dollar", "2024-03-01"), 2'400'000);
  EXPECT_EQ(trial.on("fx.dollar", "2024-06-01"), 1'200'000);
  // The rate is fixed where the shock begins, at the step inside it, and behind it.
  std::vector<std::string> fixed;
  for (const Event* event : trial.booked<RateFixed>())
    fixed.push_back(std::get<RateFixed>(event->data).date.text());
  EXPECT_EQ(fixed,
            (std::vector<std::string>{"2024-01-01", "2024-02-01", "2024-03-01", "2024-06-01"}));
  ASSERT_FALSE(trial.result().notes.empty());
  EXPECT_EQ(trial.result().notes.front().day.text(), "2024-02-01");
}

// Wherever the data stand: behind what was recorded, a contract's most, and a price of goods.
TEST(DataShocks, ActBehindRecordsContractsAndPricesOfGoods) {
  const std::string shock =
      "shocks: { spring: { from: 2024-02-01, to: 2024-05-31, change: { data.megawatts: \"* 0.5\", "
      "data.cost: \"* 2\" } } }\n"
      "releases: { approval: { lag: 0 days }, requests: [{ account: trust, purpose: food, payee: "
      "house, date: 2024-01-02, amount: 20 MEUR }] }\n";
  const std::string world = replaced(replaced(small_world("50 MEUR", kDataWorld + shock), "data:\n",
                                              "data:\n  cost: { unit: USD/t, value: 100 }\n"),
                                     "price: 100 USD/t", "price: cost");
  const Simulation recorded = run_text(
      replaced(world, "quantity: 100 MW", "quantity: 70 MW, recorded: { data: megawatts }"));
  const Simulation bound = run_text(replaced(
      replaced(world, "quantity: 100 MW", "quantity: 200 MW, contract_max: { data: megawatts }"),
      "flows: recorded", "flows: behavioural"));
  for (const Simulation* trial : {&recorded, &bound}) {
    EXPECT_EQ(trial->on("delivered.power", "2024-01-31"), kWholeFlow);
    EXPECT_EQ(trial->on("delivered.power", "2024-02-01"), kWholeFlow / 2);
    EXPECT_EQ(trial->on("delivered.power", "2024-06-01"), kWholeFlow);
  }
  for (const Event* event : recorded.booked<OrderPlaced>()) {
    const auto& order = std::get<OrderPlaced>(event->data);
    const auto day = event->value_date.text();
    const bool dear = day >= "2024-02-01" && day <= "2024-05-31";
    EXPECT_EQ(order.price.value.text(), dear ? "200" : "100") << day;
  }
  EXPECT_GT(recorded.count(EventType::order_placed), 0U);
}

TEST(DataShocks, ChangeNothingOnOtherDays) {
  const Simulation base = run_text(data_world(""));
  const Simulation later = run_text(data_world(
      "shocks: { never: { from: 2025-01-01, to: 2025-12-31, change: { data.rate: \"* 2\" } } }\n"));
  EXPECT_EQ(later.root(), base.root());
}

TEST(DataShocks, MultiplyWhereTheyOverlap) {
  const Simulation trial = run_text(data_world(
      "shocks:\n"
      "  a: { from: 2024-02-01, for: 20 days, change: { data.megawatts: \"* 0.5\" } }\n"
      "  b: { from: 2024-02-10, for: 20 days, change: { data.megawatts: \"* 0.5\" } }\n"));
  EXPECT_EQ(trial.on("delivered.power", "2024-02-09"), kWholeFlow / 2);
  EXPECT_EQ(trial.on("delivered.power", "2024-02-10"), kWholeFlow / 4);
  EXPECT_EQ(trial.on("delivered.power", "2024-02-21"), kWholeFlow / 2);
  EXPECT_EQ(trial.on("delivered.power", "2024-03-01"), kWholeFlow);
}

TEST(Retained, IsFlowThatIsNeitherDeliveredNorBilled) {
  LoadOptions options;
  options.sets = {"exports.power.retained=15 %"};
  SmallScenario small;
  small.quantity = "2 GWh/day";
  const Simulation with = run_text(small.text(), options);
  const Simulation without = run_text(small.text());
  EXPECT_EQ(with.on("delivered.power", "2024-01-10"), 1'700'000);
  EXPECT_EQ(with.on("retained.power", "2024-01-10"), 300'000);
  EXPECT_EQ(with.sum("delivered.power") + with.sum("retained.power"),
            without.sum("delivered.power"));
  EXPECT_EQ(with.sum("billed.power"), without.sum("billed.power") * 85 / 100);
}

}  // namespace
}  // namespace setoff::simulator::tests
