// Every damaged file of tests/data/broken_scenarios: each is the good one with one thing wrong, and
// is refused at the line where the damage is, with the code, and with the word that was meant where
// there is one.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "tests/support/scenario_fixture.h"

namespace setoff::simulator {
namespace {

struct Damage {
  const char* name;
  std::size_t line;
  const char* code;
  const char* suggestion;  // empty: none is near
  const char* file;        // where the error is reported, if not in the scenario itself

  friend void PrintTo(const Damage& damage, std::ostream* out) { *out << damage.name; }
};

// clang-format off
constexpr Damage kDamages[] = {
    {"account_for_line_missing", 37, "missing_key", "", ""},
    {"alias_bomb", 6, "yaml_anchor", "", ""},
    {"always_on_a_day", 76, "conflicting_keys", "", ""},
    {"amount_without_time", 32, "wrong_unit", "", ""},
    {"average_without_unit", 34, "unit_mismatch", "", ""},
    {"bad_party_name", 12, "bad_name", "", ""},
    {"capital_key", 5, "unknown_key", "flows", ""},
    {"conversion_in_one_currency", 55, "currency_mismatch", "", ""},
    {"conversion_to_itself", 55, "same_account", "", ""},
    {"csv_date", 15, "bad_date", "", "date.csv"},
    {"csv_fields", 12, "csv_row", "", "fields.csv"},
    {"csv_gap", 6, "gap", "", "late.csv"},
    {"csv_order", 16, "csv_order", "", "order.csv"},
    {"csv_quote", 12, "csv_row", "", "quote.csv"},
    {"csv_text", 17, "bad_number", "", "text.csv"},
    {"csv_twice", 1, "csv_row", "", "twice.csv"},
    {"custom_tag", 5, "yaml_tag", "", ""},
    {"cut_in_another_unit", 32, "wrong_unit", "", ""},
    {"cut_reversed", 32, "bad_range", "", ""},
    {"cut_that_adds", 32, "not_a_cut", "", ""},
    {"cut_that_multiplies", 32, "not_a_cut", "", ""},
    {"cut_with_two_ends", 32, "conflicting_keys", "", ""},
    {"cut_without_change", 32, "missing_key", "", ""},
    {"cut_without_end", 32, "missing_key", "", ""},
    {"date_with_slashes", 40, "bad_date", "2020-06-03", ""},
    {"due_in_money", 35, "wrong_unit", "", ""},
    {"duplicate_key", 29, "duplicate_key", "", ""},
    {"empty_key", 5, "empty_value", "", ""},
    {"expectation_without_test", 77, "missing_key", "", ""},
    {"exponent_number", 60, "bad_number", "", ""},
    {"extends_in_a_circle", 2, "cyclic_extends", "", "extends_back.yaml"},
    {"extends_itself", 3, "cyclic_extends", "", ""},
    {"future_format", 2, "out_of_range", "", ""},
    {"key_with_dash", 33, "unknown_key", "heat_content", ""},
    {"late_fee_without_year", 38, "wrong_unit", "", ""},
    {"law_half_written", 51, "law_syntax", "", ""},
    {"law_out_of_order", 51, "law_parameters", "", ""},
    {"list_for_mapping", 4, "yaml_unclosed", "", ""},
    {"merge_key", 12, "yaml_merge_key", "", ""},
    {"missing_data_file", 19, "data_file", "", ""},
    {"missing_format", 1, "missing_key", "", ""},
    {"missing_rounding", 4, "missing_key", "", ""},
    {"missing_sha256", 19, "missing_key", "", ""},
    {"misspelt_line_key", 29, "unknown_key", "quantity", ""},
    {"misspelt_nested_key", 35, "unknown_key", "due", ""},
    {"misspelt_top_key", 36, "unknown_key", "payments", ""},
    {"money_for_flow", 29, "wrong_unit", "", ""},
    {"month_thirteen", 3, "no_such_date", "", ""},
    {"no_leap_day", 40, "no_such_date", "28", ""},
    {"no_leap_day_solar", 40, "no_such_date", "29", ""},
    {"no_rate", 4, "no_rate", "", ""},
    {"no_unit", 29, "missing_unit", "", ""},
    {"observation_line", 77, "unknown_line", "gas", ""},
    {"observation_single_equals", 76, "expectation_syntax", "==", ""},
    {"observation_unit", 77, "unit_mismatch", "", ""},
    {"octal_number", 29, "bad_number", "25", ""},
    {"open_bracket", 34, "expression_syntax", "", ""},
    {"patch_in_wrong_unit", 74, "unit_mismatch", "", ""},
    {"patch_of_unknown_key", 74, "unknown_key", "share", ""},
    {"pipeline_order", 62, "pipeline_order", "", ""},
    {"pipeline_shares", 62, "shares_sum", "", ""},
    {"price_in_wrong_unit", 60, "wrong_unit", "", ""},
    {"price_without_heat", 33, "unit_mismatch", "", ""},
    {"rate_twice", 71, "duplicate_name", "", ""},
    {"rate_unit", 70, "wrong_unit", "", ""},
    {"regimes_overlap", 43, "overlap", "", ""},
    {"request_without_amount", 53, "missing_key", "", ""},
    {"season_of_eleven", 30, "table_size", "", ""},
    {"share_above_one", 42, "law_parameters", "", ""},
    {"shock_change", 72, "bad_change", "", ""},
    {"shock_path", 72, "unknown_path", "", ""},
    {"source_typo", 69, "unknown_key", "source", ""},
    {"sources_without_column", 78, "unknown_column", "", ""},
    {"sourceless_law", 1, "missing_seed", "", ""},
    {"sum_of_units", 60, "unit_mismatch", "", ""},
    {"tab_indent", 28, "yaml_tab", "", ""},
    {"tag_typo", 70, "unknown_value", "assumed", ""},
    {"tag_without_source", 69, "missing_source", "", ""},
    {"text_for_list", 6, "wrong_kind", "", ""},
    {"time_reversed", 3, "bad_range", "", ""},
    {"time_to_the_end_of_the_books", 3, "out_of_range", "", ""},
    {"two_documents", 5, "yaml_documents", "", ""},
    {"unclosed_brace", 35, "yaml_unclosed", "", ""},
    {"unknown_account", 37, "unknown_account", "trust_iqd", ""},
    {"unknown_base", 3, "cannot_open", "", ""},
    {"unknown_function", 34, "unknown_function", "average", ""},
    {"unknown_law", 51, "unknown_law", "lognormal", ""},
    {"unknown_line", 40, "unknown_line", "gas", ""},
    {"unknown_observation", 77, "unknown_observation", "billed", ""},
    {"unknown_party", 28, "unknown_party", "power_ministry", ""},
    {"unknown_place", 49, "unknown_place", "iraq", ""},
    {"unknown_purpose", 60, "unknown_purpose", "food", ""},
    {"unknown_series", 34, "unknown_series", "brent", ""},
    {"unknown_source", 69, "unknown_source", "S165", ""},
    {"unknown_stage", 64, "unknown_value", "customs", ""},
    {"unknown_unit", 29, "unknown_unit", "MCM", ""},
    {"unused_patch", 74, "unknown_path", "behaviour", ""},
    {"window_reversed", 49, "bad_range", "", ""},
    {"window_without_end", 48, "missing_key", "", ""},
    {"wrong_column", 22, "unknown_column", "usd_bbl", ""},
    {"wrong_currency", 4, "unknown_value", "USD", ""},
    {"wrong_gaps", 23, "unknown_value", "refuse_months", ""},
    {"wrong_indent", 28, "yaml_indent", "", ""},
    {"wrong_months", 3, "unknown_value", "gregorian", ""},
    {"wrong_role", 9, "unknown_value", "importer", ""},
    {"wrong_rounding", 4, "unknown_value", "half_even", ""},
#include "tests/simulator/scenario/damages.inc"
    {"wrong_sha256", 20, "wrong_sha256", "6c0356b650fdb12ebdbd08dfa02d27df8df57d960344271a72666beaf2c6c062", ""},
};
// clang-format on

constexpr const char* kGoodFiles[] = {"good", "good_every_key", "good_newer", "good_split",
                                      "good_two_way"};

std::filesystem::path folder() {
  return std::filesystem::path(SETOFF_SOURCE_DIR) / "tests/data/broken_scenarios";
}

class BrokenScenario : public testing::TestWithParam<Damage> {};

TEST_P(BrokenScenario, IsRefusedAtTheRightPlace) {
  const Damage& damage = GetParam();
  const LoadedScenario loaded = load_scenario(folder() / (std::string(damage.name) + ".yaml"));
  EXPECT_FALSE(loaded.scenario.has_value());
  const std::string file = *damage.file != '\0' ? damage.file : std::string(damage.name) + ".yaml";
  const auto all = loaded.diagnostics.sorted();
  const bool found = std::ranges::any_of(all, [&](const Diagnostic& diagnostic) {
    return diagnostic.span.valid() && diagnostic.span.file->name().ends_with(file) &&
           diagnostic.span.begin().line == damage.line && diagnostic.code == damage.code &&
           diagnostic.suggestion == damage.suggestion;
  });
  EXPECT_TRUE(found) << render(loaded.diagnostics);
}

INSTANTIATE_TEST_SUITE_P(Files, BrokenScenario, testing::ValuesIn(kDamages),
                         [](const testing::TestParamInfo<Damage>& param) {
                           return std::string(param.param.name);
                         });

TEST(BrokenScenarios, StartFromGoodOnes) {
  for (const char* good : kGoodFiles) {
    const LoadedScenario loaded = load_scenario(folder() / (std::string(good) + ".yaml"));
    EXPECT_TRUE(loaded.scenario.has_value()) << good << render(loaded.diagnostics);
  }
}

TEST(BrokenScenarios, AreAllInTheTable) {
  std::set<std::string> known{"extends_back"};
  for (const char* good : kGoodFiles)
    known.insert(good);
  for (const Damage& damage : kDamages)
    known.insert(damage.name);
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    const bool scenario = entry.path().extension() == ".yaml";
    EXPECT_TRUE(!scenario || known.contains(entry.path().stem().string())) << entry.path();
  }
}

TEST(BrokenScenarios, TenMegabytesOfBracketsAreRefusedAtOnce) {
  const LoadedScenario loaded = load_text("scenario: " + std::string(10U << 20U, '['));
  ASSERT_FALSE(loaded.scenario.has_value());
  EXPECT_EQ(loaded.diagnostics.sorted().front().code, "too_large");
}

TEST(BrokenScenarios, DeepNestingIsRefusedAtTheDepthLimit) {
  const LoadedScenario loaded = load_text("scenario: " + std::string(1000, '[') + "\n");
  ASSERT_FALSE(loaded.scenario.has_value());
  const auto all = loaded.diagnostics.sorted();
  EXPECT_TRUE(std::ranges::any_of(all, [](const Diagnostic& diagnostic) {
    return diagnostic.code == "too_deep" || diagnostic.code == "yaml_unclosed";
  })) << render(loaded.diagnostics);
}

TEST(BrokenScenarios, AllErrorsOfAFileAreFoundInOnePass) {
  std::string text = file_text(folder() / "good.yaml");
  text = replaced(text, "file: data/brent.csv", "value: 60");
  text = replaced(text, "    date: month\n    column: usd_bbl\n", "");
  text = replaced(text, "role: importer", "role: importr");
  text = replaced(text, "date: 2020-06-03", "date: 2020-06-31");
  text = replaced(text, "parcel: 60 kt", "parcel: 60 EUR");
  text = replaced(text, "spread: 1 %", "sprad: 1 %");
  const LoadedScenario loaded = load_text(text);
  std::set<std::string> codes;
  for (const Diagnostic& diagnostic : loaded.diagnostics.sorted())
    codes.insert(diagnostic.code);
  for (const char* code : {"unknown_key", "unknown_value", "no_such_date", "wrong_unit"})
    EXPECT_TRUE(codes.contains(code)) << code << render(loaded.diagnostics);
}

}  // namespace
}  // namespace setoff::simulator
