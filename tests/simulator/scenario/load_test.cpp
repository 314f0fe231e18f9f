#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "simulator/scenario/business_days.h"
#include "simulator/scenario/evaluate.h"
#include "simulator/scenario/observables.h"
#include "tests/simulator/scenario/wired.h"
#include "tests/support/scenario_fixture.h"

namespace setoff::simulator {
namespace {

bool has_code(const LoadedScenario& loaded, std::string_view code) {
  const auto all = loaded.diagnostics.sorted();
  return std::ranges::any_of(all, [&](const Diagnostic& d) { return d.code == code; });
}

// Distribution: the order of keys has no meaning.
TEST(ScenarioLaw, ReorderedKeysAreAnEqualScenario) {
  const std::string text = example_text();
  std::string reordered =
      replaced(text, "{ contract: EUR, payment: IQD, reporting: USD, rounding: half_even }",
               "{ rounding: half_even, reporting: USD, payment: IQD, contract: EUR }");
  reordered = replaced(reordered, "  grain_agency: { side: home, role: importer }\n", "");
  reordered = replaced(reordered, "  gas_company: {",
                       "  grain_agency: { role: importer, side: home }\n  gas_company: {");
  reordered = replaced(reordered, "seed: 1399\nflows: recorded\n", "");
  reordered += "flows: recorded\nseed: 1399\n";
  EXPECT_NE(text, reordered);
  EXPECT_EQ(scenario_of(text), scenario_of(reordered));
}

// Distribution: the unit that an amount is written in has no meaning.
TEST(ScenarioLaw, OtherUnitsAreAnEqualScenario) {
  const std::vector<std::pair<const char*, const char*>> same{
      {"value: 300 MUSD", "value: 300_000 kUSD"},
      {"quantity: 25 MCM/day", "quantity: 0.025 BCM/day"},
      {"capacity: 50 MCM/day", "capacity: 50_000_000 m3/day"},
      {"parcel: 60 kt", "parcel: 60_000 t"},
      {"need: 3.27 Mt/year", "need: 3_270 kt/year"},
      {"late_fee: 6 %/year", "late_fee: 0.06/year"},
      {"share: 35 %", "share: 0.35"},
      {"to: 2020-12-31, months", "to: SH 1399-10-11, months"},
      {"length: 120 days }", "to: SH 1399-02-10 }"},
      {"for: 20 days, set", "to: 2020-12-31, set"},
  };
  const Scenario original = scenario_of(example_text());
  for (const auto& [from, to] : same)
    EXPECT_EQ(scenario_of(replaced(example_text(), from, to)), original) << to;
}

TEST(ScenarioLaw, AnotherAmountIsAnotherScenario) {
  const Scenario original = scenario_of(example_text());
  for (const auto& [from, to] : std::vector<std::pair<const char*, const char*>>{
           {"value: 300 MUSD", "value: 301 MUSD"},
           {"average(brent, 3 months)", "average(brent, 2 months)"},
           {"length: 120 days", "length: 121 days"},
           {"== 11.066 BCM", "== 11.067 BCM"}})
    EXPECT_NE(scenario_of(replaced(example_text(), from, to)), original) << to;
}

TEST(ScenarioSeason, KeepsTheMeanOfTheYear) {
  const Scenario scenario = scenario_of(example_text());
  std::int64_t sum = 0;
  for (Day at = day("2020-01-01"); at <= day("2020-12-31"); at = at + 1)
    sum += scenario.exports[0].quantity.at(at)->minor();
  EXPECT_NEAR(static_cast<double>(sum), 25e6 * 366, 366);
}

TEST(ScenarioFlow, IsRecordedOrPlannedWithCutsAndShocks) {
  const Scenario recorded = scenario_of(example_text());
  EXPECT_EQ(stated_flow_on(recorded, LineRef(0), day("2020-12-20"))->text(), "9000000 m3");
  LoadOptions options;
  options.sets = {"flows=behavioural"};
  const Scenario planned = scenario_of(example_text(), options);
  EXPECT_EQ(stated_flow_on(planned, LineRef(0), day("2020-12-20"))->text(), "5000000 m3");
}

TEST(ScenarioPatch, AVariantThatIsNotAppliedReportsItsErrorsAndNoWarnings) {
  const std::string variant = "pays_most: { payments.behaviour.pays.share: 90 % }";
  const std::string late =
      replaced(example_text(), variant,
               "later: { expect: [{ name: x, then: \"delivered(gas, 2021) == 1 BCM\" }] }");
  EXPECT_TRUE(load_text(late).diagnostics.empty());
  EXPECT_EQ(load_text(late, {{"later"}, {}, {}}).diagnostics.warning_count(), 1U);
  const std::string wrong =
      replaced(example_text(), variant, "wrong: { payments.behaviour.pays.share: many }");
  EXPECT_EQ(load_text(wrong).diagnostics.error_count(), 1U);
}

TEST(ScenarioPatch, VariantAndSetChangeOneValueAndSayWhereItIsFrom) {
  LoadOptions options;
  options.variants = {"pays_most"};
  options.sets = {"payments.late_fee=8 %/year", "accounts.trust_iqd.opening.gas=1 MUSD"};
  const TempFolder folder;
  const LoadedScenario loaded =
      load_scenario(folder.write("scenario.yaml", example_text()), options);
  ASSERT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  EXPECT_EQ(loaded.scenario->payments.regular->share.parameters[0], 0.9);
  EXPECT_EQ(loaded.scenario->payments.late_fee_per_year.text(), "0.08");
  EXPECT_EQ(loaded.scenario->accounts[1].openings[0].amount.text(), "1000000.00 USD");
  const auto row = std::ranges::find(loaded.provenance, "payments.late_fee", &Provenance::path);
  ASSERT_NE(row, loaded.provenance.end());
  EXPECT_EQ(row->source, "--set");
  EXPECT_EQ(row->where, "--set:1:19");
}

TEST(ScenarioPatch, RefusesWrongOnesInTheirOwnText) {
  struct Case {
    const char* set;
    const char* code;
    const char* suggestion;
  };
  for (const Case& c : std::vector<Case>{{"payments.late_fe=8 %/year", "unknown_key", "late_fee"},
                                         {"payment.late_fee=8 %/year", "unknown_path", "payments"},
                                         {"payments.late_fee=8 EUR", "wrong_unit", ""},
                                         {"payments.late_fee", "bad_set", ""},
                                         {"payments.late_fee=", "empty_value", ""},
                                         {"scenario=other", "fixed_key", ""}}) {
    LoadOptions options;
    options.sets = {c.set};
    const LoadedScenario loaded = load_text(example_text(), options);
    EXPECT_FALSE(loaded.scenario.has_value());
    const auto all = loaded.diagnostics.sorted();
    const bool found = std::ranges::any_of(all, [&](const Diagnostic& d) {
      return d.code == c.code && d.suggestion == c.suggestion && d.span.file != nullptr &&
             d.span.file->name() == "--set";
    });
    EXPECT_TRUE(found) << c.set << '\n' << render(loaded.diagnostics);
  }
  LoadOptions options;
  options.variants = {"pays_mots"};
  const LoadedScenario loaded = load_text(example_text(), options);
  ASSERT_TRUE(has_code(loaded, "unknown_variant"));
  EXPECT_EQ(loaded.diagnostics.sorted().front().suggestion, "pays_most");
}

TEST(ScenarioExtends, LaysOneFileOverAnother) {
  const TempFolder folder;
  folder.write("base/common.yaml", example_text());
  const auto path = folder.write("child.yaml",
                                 "scenario: child\nformat: 1\nextends: base/common.yaml\n"
                                 "exports: { gas: { quantity: 30 MCM/day } }\n");
  const LoadedScenario loaded = load_scenario(path);
  ASSERT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  EXPECT_EQ(loaded.scenario->name, "child");
  EXPECT_EQ(loaded.scenario->exports[0].due_days, 45);
  ASSERT_EQ(loaded.files.size(), 2U);
  EXPECT_EQ(loaded.files[0].name, "child.yaml");
  EXPECT_EQ(loaded.files[1].name, "base/common.yaml");
}

TEST(ScenarioData, OfABaseIsFoundBesideTheBase) {
  const TempFolder folder;
  const auto source = std::filesystem::path(SETOFF_SOURCE_DIR) / "tests/data/broken_scenarios";
  folder.write("base/good.yaml", file_text(source / "good.yaml"));
  folder.write("base/data/brent.csv", file_text(source / "data/brent.csv"));
  const auto path =
      folder.write("child.yaml", "scenario: child\nformat: 1\nextends: base/good.yaml\n");
  const LoadedScenario loaded = load_scenario(path);
  ASSERT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  EXPECT_EQ(loaded.files.back().name, "base/data/brent.csv");
  EXPECT_EQ(loaded.scenario->series[0].values.at(day("2020-03-31"))->text(), "63.5");
}

TEST(ScenarioProvenance, ListsEveryTaggedValueWithTheNearestMark) {
  const LoadedScenario loaded = load_text(example_text());
  const auto find = [&](std::string_view path) -> const Provenance* {
    const auto row = std::ranges::find(loaded.provenance, path, &Provenance::path);
    return row == loaded.provenance.end() ? nullptr : &*row;
  };
  const Provenance* opening = find("accounts.trust_iqd.opening.gas");
  ASSERT_NE(opening, nullptr);
  EXPECT_EQ(opening->value, "300 MUSD");
  EXPECT_EQ(opening->tag, "assumed");
  const Provenance* payment = find("payments.recorded[0].amount");
  ASSERT_NE(payment, nullptr);
  EXPECT_EQ(payment->source, "S61");
  EXPECT_EQ(payment->tag, "sourced");
  EXPECT_EQ(find("exports.gas.quantity"), nullptr) << "it has no tag";
  const LoadedScenario& same = loaded;
  EXPECT_EQ(same.scenario->fx[1].source, "S165 S167");
}

TEST(BusinessDays, CountOnlyDaysOnWhichBothSidesWork) {
  const Scenario scenario = scenario_of(example_text());
  const Workdays& workdays = scenario.time.workdays;  // Sunday to Wednesday
  EXPECT_EQ(after(workdays, day("2020-01-01"), 1, true), day("2020-01-05"));
  EXPECT_EQ(after(workdays, day("2020-01-01"), 5, true), day("2020-01-12"));
  EXPECT_EQ(after(workdays, day("2020-01-01"), 5, false), day("2020-01-06"));
  EXPECT_EQ(after(workdays, day("2020-01-01"), 0, true), day("2020-01-01"));
}

TEST(LanguagePage, NamesEveryKeyAndEveryObservation) {
  const std::string page =
      file_text(std::filesystem::path(SETOFF_SOURCE_DIR) / "docs/scenario-language.md");
  const KeyCatalog catalog = language_catalog();
  EXPECT_GT(catalog.keys().size(), 200U);
  for (const KeyInfo& key : catalog.keys()) {
    if (key.pattern.ends_with('>')) continue;  // a name that the writer chooses
    std::string name = key.pattern.substr(key.pattern.rfind('.') + 1);
    while (name.ends_with("[]"))
      name.resize(name.size() - 2);
    EXPECT_NE(page.find(name), std::string::npos) << key.pattern;
    EXPECT_FALSE(key.about.empty()) << key.pattern;
  }
  for (const ObservableInfo& facts : observables())
    EXPECT_NE(page.find("`" + std::string(facts.name) + "("), std::string::npos) << facts.name;
}

TEST(Sources, OtherLettersAreNoCodes) {
  const TempFolder folder;
  const auto file = folder.write("sources.csv", "code,address,note\nS1,https://example.org,\n");
  const auto with = [&](const std::string& source) {
    return load_scenario(folder.write(
        "wired.yaml",
        replaced(replaced(wired_text(), "flows: recorded",
                          "flows: recorded\nsources: { file: sources.csv, sha256: " +
                              sha256_hex(file) + " }"),
                 "price: 60 EUR/MWh", "price: { value: 60 EUR/MWh, source: \"" + source + "\" }")));
  };
  EXPECT_TRUE(with("S1; press release of Q4 2023 of the G7").scenario.has_value());
  EXPECT_FALSE(with("S2; press release").scenario.has_value());
}

TEST(Sources, LeadEveryCodeToItsAddress) {
  const LoadedScenario loaded =
      load_scenario(std::filesystem::path(SETOFF_SOURCE_DIR) / "scenarios/iran-iraq-sh1399.yaml");
  ASSERT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  const auto& references = loaded.scenario->references;
  ASSERT_GT(references.size(), 100U) << "those of the file that it extends";
  std::set<std::string> codes;
  for (const Reference& reference : references) {
    EXPECT_TRUE(codes.insert(reference.code).second) << reference.code << " stands twice";
    EXPECT_TRUE(reference.address.starts_with("https://") ||
                reference.address.starts_with("http://") || !reference.note.empty())
        << reference.code;
  }
  EXPECT_TRUE(codes.contains("S70b"));
  EXPECT_TRUE(std::ranges::any_of(loaded.files, [](const LoadedFile& file) {
    return file.name == "data/sources.csv";
  })) << "the manifest names the file";
}

// A number without its unit: the help shows units of what is meant there, not of something else.
TEST(ScenarioMessages, ShowTheUnitThatIsMissing) {
  struct Case {
    const char* key;
    const char* from;
    const char* to;
    const char* message;
  };
  const std::string text =
      file_text(std::filesystem::path(SETOFF_SOURCE_DIR) / "scenarios" / "first-steps.yaml");
  const Case cases[] = {
      {"quantity", "quantity: 100 MW", "quantity: 40",
       "expected an amount of goods per time such as '25 MCM/day' or '100 MW', found the plain "
       "number 40"},
      {"price of an export", "price: 60 EUR/MWh", "price: 260",
       "a price is money per unit such as EUR/MWh, found a plain number"},
      {"need", "need: 180 kt/year", "need: 180",
       "expected an amount of goods per time such as '9_000 t/day' or '180 kt/year', found the "
       "plain number 180"},
      {"price of a good", "price: 250 EUR/t", "price: 250",
       "a price is money per unit such as EUR/t, found a plain number"},
  };
  for (const auto& one : cases) {
    const auto loaded = load_text(replaced(text, one.from, one.to));
    const auto all = loaded.diagnostics.sorted();
    EXPECT_TRUE(std::ranges::any_of(all,
                                    [&](const Diagnostic& d) {
                                      return d.code == "missing_unit" && d.message == one.message &&
                                             d.help == "write the unit after the number";
                                    }))
        << one.key << "\n"
        << render(loaded.diagnostics);
  }
}

}  // namespace
}  // namespace setoff::simulator
