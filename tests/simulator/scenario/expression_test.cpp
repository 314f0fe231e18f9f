#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ledger/text/source.h"
#include "simulator/scenario/evaluate.h"
#include "simulator/scenario/parse_distribution.h"
#include "simulator/scenario/parse_expression.h"
#include "simulator/scenario/parse_range.h"
#include "tests/support/scenario_fixture.h"

namespace setoff::simulator {
namespace {

const std::vector<Symbol>& symbols() {
  static const std::vector<Symbol> kSymbols{
      {"brent", SeriesRef(0),
       Dimension(Currency::find("USD")->commodity()) / Dimension(Unit::find("bbl")->commodity())},
      {"ratio", SeriesRef(1), Dimension()}};
  return kSymbols;
}

// brent: 60 USD/bbl in 2020, month m of 2021 is 60 + m; ratio: 2.
Scenario world() {
  Scenario scenario;
  Series brent{"brent", "USD/bbl", {}};
  brent.values.steps.push_back({day("2020-01-01"), Decimal(60, 0)});
  for (int month = 1; month <= 12; ++month)
    brent.values.steps.push_back(
        {*from_calendar({2021, month, 1}, Calendar::gregorian), Decimal(60 + month, 0)});
  scenario.series = {brent, Series{"ratio", "", {{{day("2020-01-01"), Decimal(2, 0)}}}}};
  return scenario;
}

TEST(Expression, GivesValueAndUnit) {
  struct Case {
    const char* text;
    double value;
    const char* unit;
  };
  const std::vector<Case> cases{
      {"85 USD/MWh", 85, "USD/MWh"},
      {"1 + 2 * 3", 7, ""},
      {"(1 + 2) * 3", 9, ""},
      {"10 - 2 - 3", 5, ""},
      {"12 / 2 / 3", 2, ""},
      {"-2 * -3", 6, ""},
      {"0.1 bbl/MMBtu * brent", 6.4, "USD/MMBtu"},
      {"brent / 2", 32, "USD/bbl"},
      {"brent * ratio", 128, "USD/bbl"},
      {"min(brent, 50 USD/bbl)", 50, "USD/bbl"},
      {"max(brent, 50 USD/bbl)", 64, "USD/bbl"},
      {"if(brent < 65 USD/bbl, 1 USD/t, 2 USD/t)", 1, "USD/t"},
      {"if(brent > 65 USD/bbl, 1 USD/t, 2 USD/t)", 2, "USD/t"},
      {"if(brent >= 64 USD/bbl, 1, 2)", 1, ""},
      {"average(brent, 3 months)", 62, "USD/bbl"},
      {"average(brent, 10 days)", 63.4, "USD/bbl"},
      {"lag(brent, 1 month)", 63, "USD/bbl"},
      {"lag(brent, 5 days)", 63, "USD/bbl"},
      {"lag(average(brent, 3 months), 1 month)", (60 + 61 + 62) / 3.0, "USD/bbl"},
      {"50 % * brent", 32, "USD/bbl"},
  };
  const Scenario scenario = world();
  for (const Case& c : cases) {
    const auto parsed = parse_expression(c.text, symbols());
    ASSERT_TRUE(parsed.has_value()) << c.text << ": " << parsed.error().message;
    EXPECT_EQ(parsed->expression.unit, c.unit) << c.text;
    const auto value = evaluate(parsed->expression, scenario, day("2021-04-05"));
    ASSERT_TRUE(value.has_value()) << c.text << ": " << value.error().text();
    EXPECT_NEAR(*value, c.value, 1e-12) << c.text;
  }
}

TEST(Expression, RefusesWithThePlace) {
  struct Case {
    const char* text;
    const char* code;
    std::size_t offset;
    const char* suggestion;
  };
  const std::vector<Case> cases{
      {"", "expression_syntax", 0, ""},
      {"1 +", "expression_syntax", 3, ""},
      {"(1 + 2", "expression_syntax", 6, ""},
      {"1 2", "*", 2, ""},
      {"bernt * 2", "unknown_series", 0, "brent"},
      {"maxx(1, 2)", "unknown_function", 0, "max"},
      {"min(1)", "expression_syntax", 5, ""},
      {"brent + 1", "unit_mismatch", 8, ""},
      {"brent < 3", "unit_mismatch", 8, ""},
      {"if(brent, 1, 2)", "unit_mismatch", 3, ""},
      {"if(1 < 2, 1 USD, 2)", "unit_mismatch", 17, ""},
      {"average(brent, 3)", "unit_mismatch", 15, ""},
      {"average(brent, 0 days)", "unit_mismatch", 15, ""},
      {"average(brent, 1_000 months)", "unit_mismatch", 15, ""},
      {"average(average(brent, 3 months), 3 months)", "too_deep", 8, ""},
      {"2 * 3 USD/fortnight", "unknown_unit", 10, "*"},
  };
  for (const Case& c : cases) {
    const auto parsed = parse_expression(c.text, symbols());
    ASSERT_FALSE(parsed.has_value()) << c.text;
    const Fault& fault = parsed.error();
    EXPECT_TRUE(std::string(c.code) == "*" || fault.code == c.code) << c.text << fault.message;
    EXPECT_EQ(fault.offset, c.offset) << c.text << ": " << fault.message;
    EXPECT_TRUE(std::string(c.suggestion) == "*" || fault.suggestion == c.suggestion) << c.text;
  }
}

// A letter of several bytes is shown whole.
TEST(Expression, ShowsForeignLettersWhole) {
  for (const auto* text : {"60€/MWh", "€60/MWh", "max(€, 1 EUR/MWh)"}) {
    const auto parsed = parse_expression(text, symbols());
    ASSERT_FALSE(parsed.has_value()) << text;
    EXPECT_EQ(find_bad_utf8(parsed.error().message), std::string_view::npos);
    EXPECT_NE(parsed.error().message.find("€"), std::string::npos) << parsed.error().message;
  }
}

TEST(Expression, NestsUpToALimitOnly) {
  EXPECT_TRUE(parse_expression(std::string(30, '(') + "1" + std::string(30, ')'), {}).has_value());
  const auto deep = parse_expression(std::string(100'000, '('), {});
  ASSERT_FALSE(deep.has_value());
  EXPECT_EQ(deep.error().code, "too_deep");
  EXPECT_EQ(parse_expression(std::string(100'000, '-'), {}).error().code, "too_deep");
  std::string sum = "1";
  for (int i = 0; i < 1000; ++i)
    sum += " + 1";
  EXPECT_EQ(parse_expression(sum, {}).error().code, "too_deep");
}

TEST(Expression, NamesTheSeriesThatBeginsTooLate) {
  const auto parsed = parse_expression("average(brent, 3 months)", symbols());
  const auto value =
      evaluate(parsed->expression, world(), day("2020-02-15"));  // November to January
  ASSERT_FALSE(value.has_value());
  EXPECT_EQ(value.error().code, Code::fixing_missing);
  EXPECT_EQ(value.error().detail,
            "the series 'brent' has no value on 2019-12-01; it begins on 2020-01-01");
}

TEST(Distribution, ReadsEveryForm) {
  struct Case {
    const char* text;
    DistributionKind kind;
    std::array<double, 3> parameters;
    bool business;
  };
  const std::vector<Case> cases{
      {"45 days", DistributionKind::constant, {45, 0, 0}, false},
      {"10 business days", DistributionKind::constant, {10, 0, 0}, true},
      {"uniform(10 days..20 days)", DistributionKind::uniform, {10, 20, 0}, false},
      {"triangular(15 days..45 days..120 days)",
       DistributionKind::triangular,
       {15, 45, 120},
       false},
      {"normal(mean 30 days sd 5 days)", DistributionKind::normal, {30, 5, 0}, false},
      {"lognormal(median 20 days p90 60 days)", DistributionKind::lognormal, {20, 60, 0}, false},
      {"exponential(mean 45 days)", DistributionKind::exponential, {45, 0, 0}, false},
      {"gamma(mean 28 business days cv 35 %)", DistributionKind::gamma, {28, 0.35, 0}, true},
  };
  for (const Case& c : cases) {
    const auto parsed = parse_duration_distribution(c.text);
    ASSERT_TRUE(parsed.has_value()) << c.text << ": " << parsed.error().message;
    EXPECT_EQ(parsed->days.kind, c.kind) << c.text;
    EXPECT_EQ(parsed->days.parameters, c.parameters) << c.text;
    EXPECT_EQ(parsed->business, c.business) << c.text;
  }
  EXPECT_EQ(parse_share_distribution("chance(85 %)")->kind, DistributionKind::chance);
  EXPECT_EQ(parse_share_distribution("beta(mean 85 % sd 10 %)")->parameters[1], 0.1);
  EXPECT_EQ(parse_share_distribution("uniform(30 %..70 %)")->parameters[1], 0.7);
}

TEST(Distribution, RefusesWhatNoLawCanBe) {
  const std::vector<std::pair<const char*, const char*>> shares{
      {"1.5", "law_parameters"},
      {"-10 %", "law_parameters"},
      {"beta(mean 50 % sd 60 %)", "law_parameters"},
      {"beta(mean 0 % sd 10 %)", "law_parameters"},
      {"uniform(70 %..30 %)", "law_parameters"},
      {"uniform(30 %, 70 %)", "law_syntax"},
      {"uniform(30 %..70 %) x", "law_syntax"},
      {"chance 85 %", "law_syntax"},
      {"gama(mean 1 cv 1)", "unknown_law"},
      {"85 days", "unit_mismatch"}};
  for (const auto& [text, code] : shares) {
    const auto parsed = parse_share_distribution(text);
    ASSERT_FALSE(parsed.has_value()) << text;
    EXPECT_EQ(parsed.error().code, code) << text << ": " << parsed.error().message;
  }
  EXPECT_EQ(parse_duration_distribution("gamma(mean 28 days cv 3 days)").error().code,
            "unit_mismatch");
  EXPECT_EQ(parse_duration_distribution("chance(85 days)").error().code, "law_parameters");
  EXPECT_EQ(parse_duration_distribution("4.5 days").error().code, "wrong_unit");
  EXPECT_EQ(parse_duration_distribution("-4 days").error().code, "law_parameters");
}

TEST(Range, ReadsYearsDatesAndRanges) {
  EXPECT_EQ(*parse_range("2020"), (DateRange{day("2020-01-01"), day("2020-12-31")}));
  EXPECT_EQ(*parse_range("SH 1399"), (DateRange{day("2020-03-20"), day("2021-03-20")}));
  EXPECT_EQ(*parse_range("2020-03-20..2020-06-20"),
            (DateRange{day("2020-03-20"), day("2020-06-20")}));
  EXPECT_EQ(*parse_range("SH 1399-01-01..SH 1399-03-31"),
            (DateRange{day("2020-03-20"), day("2020-06-20")}));
  EXPECT_EQ(*parse_range("2020-02-29"), (DateRange{day("2020-02-29"), day("2020-02-29")}));
  EXPECT_EQ(parse_range("2020-06-20..2020-03-20").error().code, "bad_range");
  EXPECT_EQ(parse_range("2021-02-29").error().code, "no_such_date");
  EXPECT_EQ(parse_range("9999").error().code, "bad_range");
}

}  // namespace
}  // namespace setoff::simulator
