// Laws of the simulator that hold for every scenario, tried on those that are shipped: what a file
// looks like does not matter (L2, L3), what is not used changes nothing (L5), a variant equal to
// the base changes nothing (L7), history fed back gives itself (L9), amounts scale (L4).

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/scenario_fixture.h"
#include "tests/support/scenario_text.h"
#include "tests/support/shipped.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

std::filesystem::path scenarios() {
  return std::filesystem::path(SETOFF_SOURCE_DIR) / "scenarios";
}

// Reads a changed text as if it stood in the place of the shipped file.
Scenario read_beside(const std::string& text) {
  const TempFolder folder;
  std::filesystem::copy(scenarios() / "data", folder.path() / "data",
                        std::filesystem::copy_options::recursive);
  for (const auto& file : std::filesystem::directory_iterator(scenarios()))
    if (file.is_regular_file()) std::filesystem::copy(file.path(), folder.path());
  const LoadedScenario loaded = load_scenario(folder.write("changed.yaml", text));
  EXPECT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  return loaded.scenario.value_or(Scenario());
}

class ShippedScenario : public testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] static std::string text() {
    return file_text(scenarios() / (GetParam() + ".yaml"));
  }
  [[nodiscard]] static Scenario read() { return read_beside(text()); }
};

INSTANTIATE_TEST_SUITE_P(Distribution, ShippedScenario,
                         testing::ValuesIn(setoff::tests::shipped_scenarios()),
                         setoff::tests::ShippedName());

TEST_P(ShippedScenario, ReadsTheSameInAnyOrderOfKeys) {
  auto sections = sections_of(text());
  for (auto& section : sections)
    section = reversed_keys(section);
  std::ranges::reverse(sections);
  ASSERT_NE(joined(sections), text());
  EXPECT_EQ(read_beside(joined(sections)), read());
}

TEST_P(ShippedScenario, ReadsTheSameWithOtherComments) {
  ASSERT_NE(other_comments(text()), text());
  EXPECT_EQ(read_beside(other_comments(text())), read());
}

TEST_P(ShippedScenario, ReadsTheSameCutIntoTwoFiles) {
  const TwoFiles files = cut_in_two(text(), "base.yaml");
  const TempFolder folder;
  std::filesystem::copy(scenarios() / "data", folder.path() / "data",
                        std::filesystem::copy_options::recursive);
  for (const auto& file : std::filesystem::directory_iterator(scenarios()))
    if (file.is_regular_file()) std::filesystem::copy(file.path(), folder.path());
  std::ignore = folder.write("base.yaml", files.base);
  const LoadedScenario loaded = load_scenario(folder.write("two.yaml", files.extending));
  ASSERT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  EXPECT_EQ(*loaded.scenario, read());
}

TEST_P(ShippedScenario, ReadsTheSameInOtherPrefixes) {
  EXPECT_EQ(read_beside(other_prefixes(text())), read());
}

TEST(ShippedScenarios, NearlyAllHaveAmountsThatOtherPrefixesCanWrite) {
  const auto names = setoff::tests::shipped_scenarios();
  const auto changed = std::ranges::count_if(names, [](const std::string& name) {
    const std::string text = file_text(scenarios() / (name + ".yaml"));
    return other_prefixes(text) != text;
  });
  EXPECT_GE(changed + 4, std::ssize(names));
}

class FirstSteps : public testing::Test {
 protected:
  [[nodiscard]] static std::string text() { return file_text(scenarios() / "first-steps.yaml"); }
  [[nodiscard]] static Simulation run(const std::string& text) {
    return Simulation(read_beside(text));
  }
};

TEST_F(FirstSteps, TheJournalIsTheSameForEveryWayOfWriting) {
  const Simulation base = run(text());
  auto sections = sections_of(text());
  for (auto& section : sections)
    section = reversed_keys(section);
  std::ranges::reverse(sections);
  const std::string other_price = replaced(text(), "price: 60 EUR/MWh", "price: 0.06 kEUR/MWh");
  for (const auto& written :
       {joined(sections), other_comments(text()), other_prefixes(text()), other_price}) {
    const Simulation other = run(written);
    EXPECT_EQ(other.root(), base.root());
    EXPECT_EQ(other.result(), base.result());
  }
}

TEST_F(FirstSteps, WhatIsNotUsedChangesNoByteOfTheJournal) {
  const Simulation base = run(text());
  const Simulation more = run(text() +
                              "data: { brent: { unit: USD/bbl, value: 70 } }\n"
                              "fx: { rates: { usd_iqd: { unit: IQD/USD, value: 1460 } } }\n"
                              "shocks: { later: { from: 2024-12-31, to: 2024-12-31, change: { "
                              "data.brent: '* 1.5' } } }\n"
                              "variants: { small: { exports.power.quantity: 10 MW } }\n"
                              "output: { every: day }\n"
                              "seed: 7\n");
  EXPECT_EQ(more.root(), base.root());
  for (const Column& column : base.result().daily.columns)
    EXPECT_EQ(more.result().daily.find(column.name)->values, column.values) << column.name;
}

TEST_F(FirstSteps, AVariantEqualToTheBaseChangesNothing) {
  const std::string same =
      "variants:\n"
      "  same:\n"
      "    exports.power.quantity: 100 MW\n"
      "    payments.behaviour.pays.share: 80 %\n"
      "    releases.approval.lag: 20 days\n"
      "    imports.goods.wheat.price: 250 EUR/t\n";
  const TempFolder folder;
  LoadOptions options;
  options.variants = {"same"};
  const auto path = folder.write("same.yaml", text() + same);
  const LoadedScenario patched = load_scenario(path, options);
  ASSERT_TRUE(patched.scenario.has_value()) << render(patched.diagnostics);
  const Simulation base = run(text());
  const Simulation variant(*patched.scenario);
  EXPECT_EQ(variant.result(), base.result());
  EXPECT_EQ(variant.root(), base.root());
}

TEST_F(FirstSteps, RunsTwiceToTheSameBytes) {
  const Simulation a = run(text());
  const Simulation b = run(text());
  EXPECT_EQ(a.root(), b.root());
  EXPECT_EQ(a.result(), b.result());
}

// Nothing is drawn, so neither the seed nor the path of an ensemble may change a byte.
TEST_F(FirstSteps, NeedsNoSeed) {
  Scenario scenario = read_beside(text());
  const Simulation base(scenario);
  scenario.seed = 12345;
  EXPECT_EQ(Simulation(scenario, 9).root(), base.root());
}

}  // namespace
}  // namespace setoff::simulator::tests
