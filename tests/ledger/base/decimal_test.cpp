#include "ledger/base/decimal.h"

#include <gtest/gtest.h>

namespace setoff {
namespace {

Decimal decimal(std::string_view text) {
  auto read = parse_decimal(text);
  if (!read) ADD_FAILURE() << text << ": " << read.error().text();
  return read ? *read : Decimal();
}

TEST(DecimalParse, DropsTrailingZeros) {
  struct Case {
    std::string_view text;
    std::int64_t mantissa;
    int exponent;
  };
  for (const auto& [text, mantissa, exponent] :
       {Case{"0", 0, 0}, Case{"-0.000", 0, 0}, Case{"95.40", 954, -1}, Case{"1000", 1, 3},
        Case{"-0.00706", -706, -5}, Case{"0.000000000000000001", 1, -18},
        Case{"9223372036854775807", INT64_MAX, 0}, Case{"12.0", 12, 0}}) {
    const auto read = decimal(text);
    EXPECT_EQ(read.mantissa(), mantissa) << text;
    EXPECT_EQ(read.exponent(), exponent) << text;
  }
}

TEST(DecimalParse, RefusesOtherForms) {
  for (const std::string_view text : {"", "-", "+1", ".5", "5.", "1e3", "01", "1,5", " 1", "1 ",
                                      "0x1", "1.2.3", "NaN", "0.0000000000000000001"})
    EXPECT_EQ(parse_decimal(text).error().code, Code::bad_field) << text;
  EXPECT_EQ(parse_decimal("9223372036854775808").error().code, Code::overflow);
  EXPECT_EQ(parse_decimal("10000000000.0000000000").error().code, Code::overflow);
}

TEST(DecimalText, IsThePlainForm) {
  for (const std::string_view text :
       {"0", "1", "-1", "0.5", "-0.00706", "1000", "12.25", "0.000000000000000001"})
    EXPECT_EQ(decimal(text).text(), text);
  EXPECT_EQ(Decimal(-5, 3).text(), "-5000");
  EXPECT_EQ(Decimal(5000, -3), decimal("5"));
}

TEST(DecimalOrder, ComparesAcrossExponents) {
  const char* ascending[] = {"-1000000000000000000",
                             "-2",
                             "-1.5",
                             "-0.000000000000000001",
                             "0",
                             "0.000000000000000001",
                             "0.5",
                             "0.50001",
                             "9",
                             "10",
                             "11",
                             "1000000000000000000"};
  for (std::size_t i = 0; i < std::size(ascending); ++i)
    for (std::size_t j = 0; j < std::size(ascending); ++j)
      EXPECT_EQ(decimal(ascending[i]) <=> decimal(ascending[j]), i <=> j)
          << ascending[i] << " " << ascending[j];
  EXPECT_LT(Decimal(1, -18), Decimal(9'000'000'000'000'000'001, 18));
  EXPECT_GT(Decimal(-1, -18), Decimal(-9'000'000'000'000'000'001, 18));
}

TEST(DecimalRounded, RoundsOnceByTheNamedRule) {
  struct Case {
    std::string_view value;
    int places;
    std::string_view half_even, half_up, down, up;
  };
  for (const auto& c :
       {Case{"2.5", 0, "2", "3", "2", "3"}, Case{"-2.5", 0, "-2", "-3", "-2", "-3"},
        Case{"3.5", 0, "4", "4", "3", "4"}, Case{"0.125", 2, "0.12", "0.13", "0.12", "0.13"},
        Case{"-0.125", 2, "-0.12", "-0.13", "-0.12", "-0.13"},
        Case{"1.005", 2, "1", "1.01", "1", "1.01"},
        Case{"5.54837", 4, "5.5484", "5.5484", "5.5483", "5.5484"},
        Case{"7", 3, "7", "7", "7", "7"}}) {
    EXPECT_EQ(*decimal(c.value).rounded(c.places, Rounding::half_even), decimal(c.half_even))
        << c.value;
    EXPECT_EQ(*decimal(c.value).rounded(c.places, Rounding::half_up), decimal(c.half_up))
        << c.value;
    EXPECT_EQ(*decimal(c.value).rounded(c.places, Rounding::down), decimal(c.down)) << c.value;
    EXPECT_EQ(*decimal(c.value).rounded(c.places, Rounding::up), decimal(c.up)) << c.value;
  }
}

TEST(RateParse, NamesBothUnits) {
  const auto rate = parse_rate("5.5484 USD/MMBtu");
  ASSERT_TRUE(rate);
  EXPECT_EQ(rate->numerator.code(), "USD");
  EXPECT_EQ(rate->denominator.code(), "MMBtu");
  EXPECT_EQ(rate->text(), "5.5484 USD/MMBtu");
  for (const std::string_view text :
       {"0 EUR/USD", "-1 EUR/USD", "1 EUR", "1 EUR/", "1 /USD", "EUR/USD", "1 EUR/XXX", "1EUR/USD",
        "1 EUR / USD", "1.0.0 EUR/USD", ""})
    EXPECT_EQ(parse_rate(text).error().code, Code::bad_field) << text;
}

TEST(Exact, RoundsAChainOfProductsOnlyOnce) {
  // 100.00 EUR x 1/3 x 3 is 100.00 again, which a rounding in between would lose.
  const auto third = Exact(10'000, 2).over(3);
  ASSERT_TRUE(third);
  EXPECT_EQ(*third->round(2, Rounding::half_even), 3333);
  EXPECT_EQ(*third->times(3)->round(2, Rounding::half_even), 10'000);
  const auto sum = third->plus(*third)->plus(*third);
  EXPECT_EQ(*sum->round(2, Rounding::half_even), 10'000);
}

TEST(Exact, RoundsNegativeHalvesToEven) {
  struct Case {
    std::int64_t minor;
    std::string_view factor;
    std::int64_t rounded;
  };
  for (const auto& [minor, factor, rounded] :
       {Case{-5, "0.5", -2}, Case{-7, "0.5", -4}, Case{-1, "0.5", 0}, Case{-3, "0.5", -2},
        Case{5, "0.5", 2}, Case{-5, "0.500001", -3}, Case{-5, "0.499999", -2}})
    EXPECT_EQ(*Exact(minor, 2).times(decimal(factor))->round(2, Rounding::half_even), rounded)
        << minor << factor;
}

TEST(Exact, RefusesWhatDoesNotFit) {
  EXPECT_EQ(Exact(INT64_MAX, 0).times(2)->round(0, Rounding::down).error(), Overflow::amount);
  const auto large = Exact(INT64_MAX, 0).times(INT64_MAX);
  ASSERT_TRUE(large);
  EXPECT_EQ(large->times(INT64_MAX).error(), Overflow::product);
  EXPECT_EQ(large->round(18, Rounding::down).error(), Overflow::product);
  EXPECT_EQ(*Exact(INT64_MIN, 2).round(2, Rounding::down), INT64_MIN);
  EXPECT_EQ(*Exact(0, 0).times(0)->over(7)->round(2, Rounding::up), 0);
}

TEST(Convert, GoesBothWays) {
  const auto rate = *parse_rate("0.9053 EUR/USD");
  const Exact amount(100'00, 2);
  EXPECT_EQ(*convert(amount, rate.denominator, rate)->round(2, Rounding::half_even), 90'53);
  EXPECT_EQ(*convert(amount, rate.numerator, rate)->round(2, Rounding::half_even), 110'46);
  EXPECT_EQ(convert(amount, *find_commodity("IQD"), rate).error().code, Code::currency_mismatch);
}

TEST(ExactDeathTest, DividingByZeroIsABug) {
  EXPECT_DEATH(static_cast<void>(Exact(1, 0).over(0)), "CHECK failed: divisor > 0");
}

}  // namespace
}  // namespace setoff
