// Patches that make a block, take one away or name one that is near; and words that are no names.

#include <gtest/gtest.h>

#include <algorithm>

#include "simulator/scenario/explain.h"
#include "tests/simulator/scenario/wired.h"
#include "tests/support/scenario_fixture.h"

namespace setoff::simulator {
namespace {

LoadedScenario with_sets(const std::vector<std::string>& sets) {
  static const TempFolder folder;  // spans point into it
  return load_scenario(folder.write("wired.yaml", wired_text()), {{}, sets, {}});
}

TEST(PatchOfABlock, ThatTheFileDoesNotHaveMakesIt) {
  EXPECT_EQ(with_sets({"output.every=day"}).scenario->output.every, Every::day);
  const auto shocked =
      with_sets({"shocks.w={ from: 2024-02-01, for: 10 days, change: { exports.power.quantity: \"* "
                 "0.5\" } }"});
  ASSERT_TRUE(shocked.scenario) << render(shocked.diagnostics);
  ASSERT_EQ(shocked.scenario->shocks.size(), 1U);
  EXPECT_EQ(shocked.scenario->shocks[0].name, "w");
  const auto whole = with_sets(
      {"shocks={ w: { from: 2024-02-01, for: 10 days, change: { releases.approval.lag: \"+ 3 "
       "days\" } } }"});
  ASSERT_TRUE(whole.scenario) << render(whole.diagnostics);
  EXPECT_EQ(whole.scenario->shocks.size(), 1U);
  const auto deep = with_sets({"imports.goods.rice.price=9 EUR/t"});
  EXPECT_FALSE(deep.scenario) << "the good lacks all else";
}

TEST(PatchOfABlock, ThatIsMisspeltNamesTheOneThatIsMeant) {
  const std::pair<const char*, const char*> sets[] = {{"outptu.every=day", "output"},
                                                      {"shock.w=1", "shocks"},
                                                      {"payments.behavior.from=1", "behaviour"}};
  for (const auto& [set, meant] : sets) {
    const auto loaded = with_sets({set});
    const auto all = loaded.diagnostics.sorted();
    const auto found = std::ranges::find(all, "unknown_path", &Diagnostic::code);
    ASSERT_NE(found, all.end()) << set << "\n" << render(loaded.diagnostics);
    EXPECT_EQ(found->suggestion, meant) << set;
  }
}

TEST(PatchToNull, TakesABlockAway) {
  const auto loaded = with_sets({"waiver=null", "uses=~", "exports.power.capacity=null"});
  ASSERT_TRUE(loaded.scenario) << render(loaded.diagnostics);
  EXPECT_FALSE(loaded.scenario->waiver.needed);
  EXPECT_TRUE(loaded.scenario->releases.uses.empty());
  EXPECT_FALSE(loaded.scenario->exports[0].capacity);
  const auto by_variant =
      load_text(replaced(wired_text(), "uses:\n", "variants: { open: { waiver: null } }\nuses:\n"),
                {{"open"}, {}, {}});
  ASSERT_TRUE(by_variant.scenario) << render(by_variant.diagnostics);
  EXPECT_FALSE(by_variant.scenario->waiver.needed);
}

TEST(PatchToNull, OfWhatIsNotThereIsAnError) {
  for (const char* set : {"waivr=null", "limits=null", "exports.power.cuts[0]=null",
                          "releases.requests[0]=null", "waiver="}) {
    const auto loaded = with_sets({set});
    EXPECT_FALSE(loaded.scenario) << set;
    EXPECT_EQ(loaded.diagnostics.error_count(), 1U) << set << "\n" << render(loaded.diagnostics);
  }
}

TEST(Extends, NullTakesABlockOfTheBaseAway) {
  const TempFolder folder;
  folder.write("wired.yaml", wired_text());
  const std::string head = "scenario: child\nformat: 1\nextends: wired.yaml\n";
  const auto loaded =
      load_scenario(folder.write("child.yaml", head + "waiver: null\npayments: { recorded: ~ }\n"));
  ASSERT_TRUE(loaded.scenario) << render(loaded.diagnostics);
  EXPECT_FALSE(loaded.scenario->waiver.needed);
  EXPECT_TRUE(loaded.scenario->payments.recorded.empty());
  const auto wrong = load_scenario(folder.write("wrong.yaml", head + "waivr: null\n"));
  const auto all = wrong.diagnostics.sorted();
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all[0].suggestion, "waiver");
  const auto empty = load_scenario(folder.write("empty.yaml", head + "waiver:\n"));
  EXPECT_FALSE(empty.scenario) << "nothing written is a slip, not a wish";
}

// One error for each, and none about what follows from it.
TEST(ReservedWords, AreNoNames) {
  for (const std::string word : {"value", "source", "tag", "note"}) {
    const std::vector<std::pair<std::string, std::string>> places = {
        {"  agency: {", "  " + word + ": { side: home, role: importer }\n  agency: {"},
        {"  dollars: { bank", "  " + word +
                                  ": { bank: bank, owner: company, currency: EUR, opening: "
                                  "1 EUR }\n  dollars: { bank"},
        {"  hall: {", "  " + word +
                          ": { date: 2024-06-02, amount: 1 EUR, account: trust, purpose: "
                          "feed, payee: other_house }\n  hall: {"},
        {"  index: {", "  " + word + ": { unit: EUR/MWh, value: 60 }\n  index: {"}};
    for (const auto& [from, to] : places) {
      const auto loaded = load_text(replaced(wired_text(), from, to));
      EXPECT_EQ(loaded.diagnostics.error_count(), 1U) << to << "\n" << render(loaded.diagnostics);
      EXPECT_EQ(loaded.diagnostics.sorted()[0].code, "reserved_name") << to;
    }
  }
  // A line is named in tables of plain values, too.
  std::string text = replaced(wired_text(), "  power:\n", "  source:\n");
  text = replaced(text, "{ power: trust }", "{ source: trust }");
  EXPECT_EQ(load_text(text).diagnostics.error_count(), 1U);
  // A party alone in its block.
  EXPECT_TRUE(
      load_text("scenario: x\nformat: 1\nparties: { value: { side: home, role: exporter } }\n")
          .diagnostics.has_errors());
}

Explanation explained(const LoadedScenario& loaded, const std::string& path) {
  const auto found = explain_value(loaded, path);
  EXPECT_TRUE(found.has_value()) << path << ": " << (found ? "" : found.error().message);
  return found.value_or(Explanation());
}

TEST(Explain, SaysWhatAValueIsAndWhatItOverrode) {
  const TempFolder folder;
  folder.write("base.yaml", replaced(wired_text(), "quantity: 100 MW",
                                     "quantity: { value: 100 MW, source: S1, tag: sourced }"));
  const auto child = folder.write(
      "child.yaml",
      "scenario: child\nformat: 1\nextends: base.yaml\nexports: { power: { capacity: 140 MW } }\n"
      "variants: { small: { exports.power.capacity: 130 MW } }\n");
  const auto loaded = load_scenario(child, {{"small"}, {"exports.power.capacity=120 MW"}, {}});
  ASSERT_TRUE(loaded.scenario) << render(loaded.diagnostics);
  const auto capacity = explained(loaded, "exports.power.capacity");
  EXPECT_EQ(capacity.value, "120 MW");
  EXPECT_EQ(capacity.base_units, "2880 MWh/day");
  EXPECT_EQ(capacity.where, "--set:1:24");
  EXPECT_EQ(capacity.tag, "assumed");
  ASSERT_EQ(capacity.overrode.size(), 3U);
  EXPECT_EQ(capacity.overrode[0].value, "130 MW");
  EXPECT_TRUE(capacity.overrode[0].where.ends_with("variant small"));
  EXPECT_EQ(capacity.overrode[1].value, "140 MW");
  EXPECT_EQ(capacity.overrode[2].value, "150 MW");
  EXPECT_NE(capacity.overrode[2].where.find("base.yaml:"), std::string::npos);
  const auto quantity = explained(loaded, "exports.power.quantity");
  EXPECT_EQ(quantity.value, "100 MW");
  EXPECT_EQ(quantity.source, "S1");
  EXPECT_EQ(explained(loaded, "releases.requests[0].share").value, "50 %");
  EXPECT_EQ(explained(loaded, "waiver.windows").value,
            "[{ name: w, from: 2024-01-01, to: 2024-12-31 }]");
}

TEST(Explain, SaysDefaultsAndWhatIsNotThere) {
  const auto loaded = with_sets({"uses=null"});
  EXPECT_EQ(explained(loaded, "payments.late_fee").fallback, "0 %/year");
  EXPECT_EQ(explained(loaded, "exports.power.contract_max").fallback, std::nullopt);
  EXPECT_EQ(explained(loaded, "exports.power.contract_max").value, "");
  EXPECT_EQ(explained(loaded, "uses").overrode.size(), 1U);
  for (const auto& [path, meant] : std::vector<std::pair<const char*, const char*>>{
           {"payments.late_fe", "late_fee"}, {"exports.pwer", "power"}, {"waver", "waiver"}}) {
    const auto found = explain_value(loaded, path);
    ASSERT_FALSE(found.has_value()) << path;
    EXPECT_EQ(found.error().suggestion, meant);
  }
  EXPECT_FALSE(explain_value(loaded, "releases.requests[7]").has_value());
  EXPECT_FALSE(explain_value(loaded, "a..b").has_value());
}

}  // namespace
}  // namespace setoff::simulator
