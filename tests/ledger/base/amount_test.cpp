#include "ledger/base/amount.h"

#include <gtest/gtest.h>

#include "ledger/base/int128.h"

namespace setoff {
namespace {

Currency currency(std::string_view code) {
  return *Currency::find(code);
}
Unit unit(std::string_view code) {
  return *Unit::find(code);
}
Money money(std::int64_t minor, std::string_view code) {
  return {minor, currency(code)};
}

TEST(MoneyParse, ReadsMinorUnitsOfTheCurrency) {
  struct Case {
    std::string_view text;
    std::int64_t minor;
  };
  for (const auto& [text, minor] :
       {Case{"0 USD", 0}, Case{"12.50 EUR", 1250}, Case{"-12.5 EUR", -1250},
        Case{"1250000.00 EUR", 125'000'000}, Case{"0.01 USD", 1}, Case{"1.234 IQD", 1234},
        Case{"7 JPY", 7}, Case{"-0.00 USD", 0}, Case{"92233720368547758.07 USD", INT64_MAX},
        Case{"-92233720368547758.08 USD", INT64_MIN}}) {
    const auto read = parse_money(text);
    ASSERT_TRUE(read) << text << ": " << read.error().text();
    EXPECT_EQ(read->minor(), minor) << text;
  }
}

TEST(MoneyParse, RefusesEveryOtherForm) {
  for (const std::string_view text :
       {"",           " ",          "USD",     "12.50",      "12.50EUR",  " 12.50 EUR",
        "12.50 EUR ", "12.50  EUR", "+5 USD",  "1,250 USD",  "1_250 USD", "1e3 USD",
        "0x10 USD",   "010 USD",    "00 USD",  "-01 USD",    ".5 USD",    "5. USD",
        "- 5 USD",    "--5 USD",    "nan USD", "inf USD",    "12.50 usd", "12.50 XXX",
        "12.50 t",    "0.001 USD",  "1.5 JPY", "0.0001 IQD", "5 USD/t",   "\xDB\xB5 USD"}) {
    const auto read = parse_money(text);
    ASSERT_FALSE(read) << "'" << text << "'";
    EXPECT_EQ(read.error().code, Code::bad_field) << text;
    EXPECT_FALSE(read.error().detail.empty());
  }
}

TEST(MoneyParse, NeverWraps) {
  for (const std::string_view text :
       {"92233720368547758.08 USD", "-92233720368547758.09 USD", "9223372036854775808 JPY",
        "99999999999999999999999999999999999999999 USD"}) {
    const auto read = parse_money(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, Code::overflow) << text;
  }
}

TEST(MoneyParse, HoldsNineQuadrillionDinarsAndNoTen) {
  const auto largest = parse_money("9000000000000000.000 IQD");
  ASSERT_TRUE(largest);
  EXPECT_EQ(largest->minor(), 9'000'000'000'000'000'000);
  EXPECT_EQ(largest->text(), "9000000000000000.000 IQD");
  const auto refused = parse_money("10000000000000000.000 IQD");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::overflow);
}

TEST(QuantityParse, ReadsUnitsAndRefusesMoney) {
  EXPECT_EQ(*parse_quantity("28500000 m3"), Quantity(28'500'000, unit("m3")));
  EXPECT_EQ(*parse_quantity("1.5 t"), Quantity(1500, unit("t")));
  EXPECT_EQ(*parse_quantity("-0.001 MWh"), Quantity(-1, unit("MWh")));
  EXPECT_EQ(parse_quantity("5 USD").error().code, Code::bad_field);
  EXPECT_EQ(parse_quantity("1.5 m3").error().code, Code::bad_field);
  EXPECT_EQ(parse_quantity("0.0001 t").error().code, Code::bad_field);
}

TEST(MoneyText, WritesAllDecimalsOfTheCurrency) {
  EXPECT_EQ(money(0, "USD").text(), "0.00 USD");
  EXPECT_EQ(money(-5, "USD").text(), "-0.05 USD");
  EXPECT_EQ(money(100, "JPY").text(), "100 JPY");
  EXPECT_EQ(money(1, "IQD").text(), "0.001 IQD");
  EXPECT_EQ(money(INT64_MIN, "USD").text(), "-92233720368547758.08 USD");
  EXPECT_EQ(money(INT64_MAX, "IQD").text(), "9223372036854775.807 IQD");
}

TEST(MoneyAdd, RejectsCurrencyMismatch) {
  const auto sum = add(money(1, "USD"), money(1, "EUR"));
  ASSERT_FALSE(sum);
  EXPECT_EQ(sum.error().code, Code::currency_mismatch);
  EXPECT_EQ(subtract(money(1, "USD"), money(1, "IQD")).error().code, Code::currency_mismatch);
}

TEST(MoneyAdd, RejectsWhatDoesNotFit) {
  EXPECT_EQ(add(money(INT64_MAX, "USD"), money(1, "USD")).error().code, Code::overflow);
  EXPECT_EQ(add(money(INT64_MIN, "USD"), money(-1, "USD")).error().code, Code::overflow);
  EXPECT_EQ(subtract(money(INT64_MIN, "USD"), money(1, "USD")).error().code, Code::overflow);
  EXPECT_EQ(subtract(money(0, "USD"), money(INT64_MIN, "USD")).error().code, Code::overflow);
  EXPECT_EQ(*add(money(INT64_MAX, "USD"), money(INT64_MIN, "USD")), money(-1, "USD"));
}

TEST(QuantityAdd, KeepsTheUnit) {
  EXPECT_EQ(*add(Quantity(5, unit("t")), Quantity(7, unit("t"))), Quantity(12, unit("t")));
  EXPECT_EQ(add(Quantity(5, unit("t")), Quantity(7, unit("m3"))).error().code,
            Code::currency_mismatch);
}

TEST(Split, GivesTheResidueToTheLargestRests) {
  using Parts = std::vector<std::int64_t>;
  struct Case {
    std::int64_t total;
    Parts weights, parts;
  };
  const Case cases[] = {
      {100, {1, 1, 1}, {34, 33, 33}},
      {-100, {1, 1, 1}, {-33, -33, -34}},
      {10, {0, 5, 5}, {0, 5, 5}},
      {1, {3, 7}, {0, 1}},
      {0, {1, 2}, {0, 0}},
      {7, {1}, {7}},
      {101, {50, 50}, {51, 50}},
      {5, {0, 0, 1}, {0, 0, 5}},
      {2, {1, 1, 1, 1}, {1, 1, 0, 0}},
  };
  for (const auto& [total, weights, parts] : cases) {
    const auto read = split(total, weights);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, parts) << total;
  }
}

TEST(Split, HoldsTheLargestNumbers) {
  const std::vector<std::int64_t> weights = {INT64_MAX, INT64_MAX, INT64_MAX};
  for (const auto total : {INT64_MAX, INT64_MIN}) {
    const auto parts = split(total, weights);
    ASSERT_TRUE(parts);
    Int128 sum = 0;
    for (const auto part : *parts)
      sum += part;
    EXPECT_TRUE(sum == Int128{total});
  }
}

TEST(SplitDeathTest, WeightsThatAreAllZeroAreABug) {
  const std::vector<std::int64_t> none = {0, 0};
  EXPECT_DEATH(static_cast<void>(split(1, none)), "CHECK failed: sum > 0");
}

}  // namespace
}  // namespace setoff
