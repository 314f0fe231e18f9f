// `uncertain`: what may be drawn, where it goes, and that nothing else moves.

#include <gtest/gtest.h>

#include <set>

#include "simulator/scenario/numbers.h"
#include "tests/support/scenario_fixture.h"

namespace setoff::simulator {
namespace {

constexpr std::string_view kDemand = R"(
  demand: { path: exports.gas.quantity, factor: uniform(90 %..110 %) }
)";

std::string with_uncertain(std::string_view entries) {
  return example_text() + "\nuncertain:\n" + std::string(entries);
}

LoadOptions on_path(std::uint64_t path) {
  LoadOptions options;
  options.draws = DrawOptions{};
  options.draws->path = path;
  options.draws->paths = 1000;
  return options;
}

double constant_flow(const Scenario& scenario) {
  // The season weighs January with 0.4 and is scaled to a mean of 1.
  return static_cast<double>(scenario.exports.front().quantity.at(day("2020-01-15"))->minor());
}

TEST(Uncertain, ChangesNothingInTheRunOfTheFile) {
  const Scenario plain = scenario_of(example_text());
  Scenario uncertain = scenario_of(with_uncertain(kDemand));
  ASSERT_EQ(uncertain.uncertain.size(), 1U);
  uncertain.uncertain.clear();
  EXPECT_EQ(plain, uncertain);
}

TEST(Uncertain, FactorChangesTheValueByWhatIsDrawn) {
  const double before = constant_flow(scenario_of(example_text()));
  std::set<double> seen;
  for (std::uint64_t path = 0; path < 50; ++path) {
    const double now = constant_flow(scenario_of(with_uncertain(kDemand), on_path(path)));
    EXPECT_GE(now / before, 0.899);
    EXPECT_LE(now / before, 1.101);
    seen.insert(now);
  }
  EXPECT_EQ(seen.size(), 50U);
}

TEST(Uncertain, SamePathSameScenario) {
  const auto text = with_uncertain(kDemand);
  EXPECT_EQ(scenario_of(text, on_path(3)), scenario_of(text, on_path(3)));
}

// An entry that is added moves no draw of the others, and no other value.
TEST(Uncertain, EntriesAreDrawnForThemselves) {
  const auto alone = scenario_of(with_uncertain(kDemand), on_path(9));
  const auto both = scenario_of(
      with_uncertain(
          std::string(kDemand) +
          "  before_it: { path: payments.late_fee, set: uniform(1 %/year..9 %/year) }\n"),
      on_path(9));
  EXPECT_EQ(constant_flow(alone), constant_flow(both));
  EXPECT_NE(alone.payments.late_fee_per_year, both.payments.late_fee_per_year);
}

TEST(Uncertain, ASeriesMovesFromADayOn) {
  const auto text = with_uncertain(
      "  oil:\n    path: data.brent\n    from: 2020-07-01\n    each: month\n    set: { process: "
      "log_ornstein_uhlenbeck, start: 45 USD/bbl, level: 60 USD/bbl, half_life: 90 days, "
      "volatility: 40 % }\n");
  const auto file = scenario_of(text);
  const auto drawn = scenario_of(text, on_path(1));
  const auto& before = file.series.front().values;
  const auto& after = drawn.series.front().values;
  EXPECT_EQ(*before.at(day("2020-06-30")), *after.at(day("2020-06-30")));
  EXPECT_EQ(*after.at(day("2020-07-31")), Decimal(45, 0));
  EXPECT_NE(*after.at(day("2020-08-01")), Decimal(45, 0));
  EXPECT_NE(*after.at(day("2020-08-01")), *after.at(day("2020-09-01")));
}

TEST(Uncertain, AValueBecomesStepsWhereItIsDrawnAgain) {
  const auto text = with_uncertain(
      "  need: { path: imports.goods.wheat.need, factor: normal(mean 1 sd 10 %), each: quarter "
      "}\n");
  const auto drawn = scenario_of(text, on_path(4));
  const auto& need = drawn.imports->goods.front().need;
  EXPECT_EQ(*need.at(day("2020-02-01")), *need.at(day("2020-03-31")));
  EXPECT_NE(*need.at(day("2020-03-31")), *need.at(day("2020-04-01")));
}

TEST(Uncertain, CorrelatedLawsMoveTogether) {
  const auto text = with_uncertain(
      "  a: { path: payments.late_fee, set: uniform(0 %/year..10 %/year) }\n"
      "  b:\n    path: exports.gas.quantity\n    factor: uniform(90 %..110 %)\n"
      "    moves_with: { a: 100 % }\n");
  const auto file = constant_flow(scenario_of(example_text()));
  for (std::uint64_t path = 0; path < 20; ++path) {
    const auto drawn = scenario_of(text, on_path(path));
    const double fee = to_double(drawn.payments.late_fee_per_year) / 0.1;
    const double flow = (constant_flow(drawn) / file - 0.9) / 0.2;
    EXPECT_NEAR(fee, flow, 1e-5);
  }
}

// A price that is a formula is changed as a whole.
TEST(Uncertain, AFormulaIsMultiplied) {
  const auto drawn = scenario_of(
      with_uncertain("  p: { path: exports.gas.price, factor: uniform(2..2.000001) }\n"),
      on_path(0));
  EXPECT_NE(drawn.exports.front().price.steps.front().value.text.find(") * 2"), std::string::npos);
}

TEST(Uncertain, WhatAVariantOrACallerChangesIsCertain) {
  const auto text = replaced(
      with_uncertain("  cut: { path: exports.gas.capacity, factor: uniform(90 %..110 %), "
                     "moves_with: { fee: 50 % } }\n"
                     "  fee: { path: payments.late_fee, set: uniform(1 %/year..2 %/year) }\n"),
      "variants:", "variants:\n  no_capacity: { exports.gas.capacity: null }");
  LoadOptions options = on_path(2);
  options.variants = {"no_capacity"};
  const Scenario varied = scenario_of(text, options);
  EXPECT_FALSE(varied.exports.front().capacity);
  EXPECT_EQ(varied.uncertain.size(), 1U);
  LoadOptions set = on_path(2);
  set.sets = {"payments.late_fee=5 %/year"};
  const Scenario fixed = scenario_of(text, set);
  EXPECT_EQ(fixed.payments.late_fee_per_year, Decimal(5, -2));
  EXPECT_EQ(fixed.uncertain.size(), 1U);
  EXPECT_TRUE(fixed.uncertain.front().moves_with.empty());
}

constexpr std::string_view kEveryKey =
    "  oil:\n    path: data.brent\n    from: 2020-03-01\n    each: month\n    moves_with: { need: "
    "50 % }\n"
    "    set: { process: log_ornstein_uhlenbeck, start: 45 USD/bbl, level: 60 USD/bbl, half_life: "
    "90 "
    "days, volatility: 40 %, jumps: { per_year: 6, mean: -5 %, sd: 5 % } }\n"
    "  need: { path: imports.goods.wheat.need, from: 2020-03-01, each: month, factor: uniform(90 "
    "%..110 %) }\n"
    "  price: { path: imports.goods.wheat.price, each: quarter, factor: { process: "
    "geometric_brownian, drift: 20 %, volatility: 5 % } }\n"
    "  lag: { path: releases.approval.lag, add: uniform(0 days..20 days) }\n";

struct KeyOfPaths {
  const char* key;
  const char* from;
  const char* to;
};

constexpr KeyOfPaths kKeysOfPaths[] = {
    {"path", "path: imports.goods.wheat.need", "path: exports.gas.quantity"},
    {"from", "data.brent\n    from: 2020-03-01", "data.brent\n    from: 2020-05-01"},
    {"each", "each: quarter", "each: month"},
    {"moves_with", "need: 50 %", "need: 60 %"},
    {"factor", "90 %..110 %", "91 %..110 %"},
    {"add", "20 days)", "40 days)"},
    {"set", "set: { process: log_ornstein_uhlenbeck", "factor: { process: log_ornstein_uhlenbeck"},
    {"set.process", "process: log_ornstein_uhlenbeck", "process: log_ornstein_uhlenbeck"},
    {"set.start", "start: 45 USD/bbl", "start: 46 USD/bbl"},
    {"set.level", "level: 60 USD/bbl", "level: 61 USD/bbl"},
    {"set.half_life", "half_life: 90 days", "half_life: 91 days"},
    {"set.drift", "drift: 20 %", "drift: 21 %"},
    {"set.volatility", "volatility: 40 %", "volatility: 41 %"},
    {"set.jumps", ", jumps: { per_year: 6, mean: -5 %, sd: 5 % }", ""},
    {"set.jumps.per_year", "per_year: 6", "per_year: 12"},
    {"set.jumps.mean", "mean: -5 %", "mean: -9 %"},
    {"set.jumps.sd", "sd: 5 %", "sd: 9 %"},
};

// Every key of an entry changes what a path is run with, and no key is missing here.
TEST(Uncertain, EveryKeyChangesThePath) {
  const auto of_path = [](const std::string& text) {
    Scenario scenario = scenario_of(text, on_path(1));
    scenario.uncertain.clear();
    return scenario;
  };
  const std::string base = with_uncertain(kEveryKey);
  const Scenario before = of_path(base);
  std::set<std::string> tried;
  for (const auto& [key, from, to] : kKeysOfPaths) {
    tried.insert(key);
    std::string text = replaced(base, from, to);
    const std::string_view name = key;
    if (name == "set") {
      text = replaced(replaced(text, "start: 45 USD/bbl", "start: 1"), "level: 60 USD/bbl",
                      "level: 1");
    } else if (name == "set.process") {
      text = replaced(replaced(text, "log_ornstein_uhlenbeck", "ornstein_uhlenbeck"),
                      "volatility: 40 %", "volatility: 20 USD/bbl");
      text = replaced(text, "mean: -5 %, sd: 5 %", "mean: -2 USD/bbl, sd: 2 USD/bbl");
    }
    EXPECT_NE(before, of_path(text)) << key;
  }
  constexpr std::string_view kEntry = "uncertain.<uncertain value>.";
  for (const KeyInfo& key : language_catalog().keys()) {
    if (!key.pattern.starts_with(kEntry)) continue;
    std::string name = key.pattern.substr(kEntry.size());
    for (const std::string_view form : {"factor.", "add."})
      if (name.starts_with(form)) name = "set." + name.substr(form.size());
    EXPECT_TRUE(tried.contains(name)) << key.pattern;
  }
}

struct Fault {
  const char* name;
  const char* entry;
  const char* code;
  const char* says;
  friend void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }
};

// clang-format off
constexpr Fault kFaults[] = {
    {"NoSuchSeries", "{ path: data.brnt, factor: uniform(90 %..110 %) }", "unknown_path", "brnt"},
    {"NoSuchPlace", "{ path: payments.lat_fee.x, factor: uniform(90 %..110 %) }", "uncertain_place", "no value"},
    {"ABlock", "{ path: payments.behaviour, factor: uniform(90 %..110 %) }", "uncertain_place", "a block"},
    {"Nothing", "{ path: payments.late_fee }", "missing_key", "one of `set`, `factor` and `add`"},
    {"Both", "{ path: payments.late_fee, factor: uniform(1..2), add: uniform(1 %/year..2 %/year) }", "conflicting_keys", "only one"},
    {"FactorWithUnit", "{ path: payments.late_fee, factor: uniform(1 USD..2 USD) }", "wrong_unit", "plain numbers"},
    {"OtherUnit", "{ path: payments.late_fee, set: uniform(1 USD..2 USD) }", "wrong_unit", "USD"},
    {"BeyondWhatIsAllowed", "{ path: payments.behaviour.pays.share, set: normal(mean 80 % sd 40 %) }", "law_parameters", "0 % to 100 %"},
    {"FixedKey", "{ path: time.to, set: uniform(1..2) }", "fixed_key", "same on every path"},
    {"ProcessOnce", "{ path: data.brent, set: { process: brownian, start: 45 USD/bbl, volatility: 5 USD/bbl } }", "conflicting_keys", "needs `each`"},
    {"NoHalfLife", "{ path: data.brent, each: month, set: { process: ornstein_uhlenbeck, start: 45 USD/bbl, volatility: 5 USD/bbl } }", "missing_key", "half_life"},
    {"PullOfAWalk", "{ path: data.brent, each: month, set: { process: brownian, start: 45 USD/bbl, volatility: 5 USD/bbl, level: 45 USD/bbl } }", "conflicting_keys", "pulled back"},
    {"VolatilityInWords", "{ path: data.brent, each: month, set: { process: geometric_brownian, start: 45 USD/bbl, volatility: 5 USD/bbl } }", "wrong_unit", "a share such as 32 %"},
    {"DayOutside", "{ path: payments.late_fee, from: 2030-01-01, set: uniform(1 %/year..2 %/year) }", "out_of_range", "not one of the run"},
    {"UnknownCompanion", "{ path: payments.late_fee, set: uniform(1 %/year..2 %/year), moves_with: { oil: 50 % } }", "unknown_name", "no uncertain 'oil'"},
    {"Itself", "{ path: payments.late_fee, set: uniform(1 %/year..2 %/year), moves_with: { fee: 50 % } }", "unknown_name", "itself"},
    {"TooMuchTogether", "{ path: payments.late_fee, set: uniform(1 %/year..2 %/year), moves_with: { fee2: 150 % } }\n  fee2: { path: exports.gas.quantity, factor: uniform(1..2) }", "out_of_range", "-100 % to 100 %"},
    {"MonthlyTable", "{ path: exports.gas.recorded, each: month, factor: uniform(1..2) }", "uncertain_place", "move the table to `data`"},
};
// clang-format on

class UncertainFaults : public testing::TestWithParam<Fault> {};

TEST_P(UncertainFaults, AreNamedAtTheEntry) {
  const Fault& fault = GetParam();
  const auto loaded = load_text(with_uncertain("  fee: " + std::string(fault.entry) + "\n"));
  ASSERT_FALSE(loaded.scenario);
  const auto found = loaded.diagnostics.sorted();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().code, fault.code) << found.front().text();
  const std::string all =
      found.front().message + "|" + found.front().suggestion + "|" + found.front().help;
  EXPECT_NE(all.find(fault.says), std::string::npos) << all;
}

INSTANTIATE_TEST_SUITE_P(Uncertain, UncertainFaults, testing::ValuesIn(kFaults),
                         [](const auto& fault) { return std::string(fault.param.name); });

// Three that each move against the two others.
TEST(Uncertain, CorrelationsThatNoNumbersHaveAreRefusedWithTheNearest) {
  const auto loaded = load_text(with_uncertain(
      "  a: { path: payments.late_fee, set: uniform(1 %/year..2 %/year) }\n"
      "  b: { path: exports.gas.quantity, factor: uniform(1..2), moves_with: { a: -90 % } }\n"
      "  c: { path: exports.gas.capacity, factor: uniform(1..2), moves_with: { a: -90 %, b: -90 % "
      "} }\n"));
  ASSERT_FALSE(loaded.scenario);
  const auto found = loaded.diagnostics.sorted().front();
  EXPECT_EQ(found.code, "correlation");
  EXPECT_NE(found.help.find("-50 %"), std::string::npos) << found.help;
}

}  // namespace
}  // namespace setoff::simulator
