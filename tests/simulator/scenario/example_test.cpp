#include <gtest/gtest.h>

#include "simulator/scenario/evaluate.h"
#include "tests/support/scenario_fixture.h"

namespace setoff::simulator {
namespace {

TEST(ScenarioExample, OfTheLanguagePageLoadsWithoutErrorsOrWarnings) {
  const LoadedScenario loaded = load_text(example_text());
  EXPECT_TRUE(loaded.diagnostics.empty()) << render(loaded.diagnostics);
  ASSERT_TRUE(loaded.scenario.has_value());
  EXPECT_EQ(loaded.scenario->name, "gas-for-grain");
  EXPECT_EQ(loaded.files.size(), 1U);
  EXPECT_EQ(loaded.files[0].name, "scenario.yaml");
}

TEST(ScenarioExample, HoldsWhatItSays) {
  const Scenario scenario = scenario_of(example_text());
  ASSERT_EQ(scenario.exports.size(), 1U);
  const Contract& gas = scenario.exports[0];
  EXPECT_EQ(scenario.party(gas.seller).name, "gas_company");
  EXPECT_EQ(gas.unit.code(), "m3");
  EXPECT_EQ(gas.due_days, 45);
  EXPECT_EQ(gas.capacity->text(), "50000000 m3");
  EXPECT_EQ(gas.recorded.at(day("2020-08-31"))->text(), "39000000 m3");
  EXPECT_EQ(scenario.payments.recorded[0].amount.text(), "400000000.00 USD");
  EXPECT_EQ(scenario.waiver.windows[0].until, day("2020-04-30"));
  EXPECT_EQ(scenario.waiver.windows[1].until, day("2020-11-22"));
  ASSERT_TRUE(scenario.imports.has_value());
  EXPECT_EQ(scenario.imports->goods[0].need.steps[0].value.text(), "8958.904 t");
  EXPECT_EQ(scenario.seed, 1399U);
}

TEST(ScenarioExample, PriceIsThePublishedFormula) {
  const Scenario scenario = scenario_of(example_text());
  // 0.11 x the mean of October to December 2019.
  const auto price = price_on(scenario, scenario.exports[0], day("2020-01-15"));
  ASSERT_TRUE(price.has_value());
  EXPECT_EQ(price->text(), "6.9751 USD/MMBtu");
}

}  // namespace
}  // namespace setoff::simulator
