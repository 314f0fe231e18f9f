#include "ledger/base/commodity.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace setoff {
namespace {

std::array<std::uint8_t, 8> bytes_of(std::string_view code, std::uint8_t facts) {
  std::array<std::uint8_t, 8> bytes{};
  std::ranges::copy(code, bytes.begin());
  bytes[7] = facts;
  return bytes;
}

TEST(Currency, KnowsTheMinorUnitsOfTheStandard) {
  struct Case {
    std::string_view code;
    int scale;
  };
  for (const auto& [code, scale] :
       {Case{"USD", 2}, Case{"EUR", 2}, Case{"IQD", 3}, Case{"IRR", 2}, Case{"OMR", 3},
        Case{"JPY", 0}, Case{"KRW", 0}, Case{"CLF", 4}, Case{"AED", 2}, Case{"ZWG", 2},
        Case{"CNY", 2}, Case{"LKR", 2}, Case{"UYU", 2}, Case{"NLG", 2}, Case{"SUR", 2}}) {
    const auto found = Currency::find(code);
    ASSERT_TRUE(found) << code;
    EXPECT_EQ(found->code(), code);
    EXPECT_EQ(found->scale(), scale) << code;
  }
}

TEST(Currency, RefusesCodesTheStandardDoesNotList) {
  for (const std::string_view code :
       {"", "US", "usd", "USDX", "XXX", "XAG", "DMK", "m3", " USD", "ZZZ", "AAA"})
    EXPECT_FALSE(Currency::find(code)) << code;
}

TEST(Unit, ListsEveryUnitOnce) {
  std::vector<std::string> codes;
  for (const auto unit : Unit::all()) {
    codes.emplace_back(unit.code());
    EXPECT_EQ(Unit::find(unit.code()), unit);
    EXPECT_FALSE(Currency::find(unit.code()));
  }
  EXPECT_EQ(codes, (std::vector<std::string>{"m3", "MWh", "MMBtu", "t", "bbl", "person", "value"}));
  EXPECT_FALSE(Unit::find("USD"));
  EXPECT_FALSE(Unit::find("T"));
}

TEST(Commodity, BytesComeBack) {
  for (const std::string_view code : {"USD", "IQD", "m3", "MMBtu", "person"}) {
    const auto commodity = find_commodity(code);
    ASSERT_TRUE(commodity) << code;
    const auto bytes = commodity->bytes();
    EXPECT_EQ(Commodity::from_bytes(bytes), commodity) << code;
  }
}

TEST(Commodity, BytesOfNoKnownCommodityAreRefused) {
  const std::array<std::uint8_t, 8> bad[] = {
      bytes_of("USD", 0x40 | 2),  // a unit called USD
      bytes_of("USD", 0x80 | 3),  // another scale
      bytes_of("m3", 0x80),       // a currency called m3
      bytes_of("XXX", 0x80 | 2),  // unknown
      bytes_of("", 0),            // none
      bytes_of("USDUSDU", 0x82),  // no terminating zero
      bytes_of("USD", 0x80 | 0x12),
  };
  for (const auto& bytes : bad)
    EXPECT_FALSE(Commodity::from_bytes(bytes));
  auto trailing = bytes_of("USD", 0x82);
  trailing[5] = 'X';  // behind the first zero
  EXPECT_FALSE(Commodity::from_bytes(trailing));
}

TEST(Commodity, KindsDoNotMix) {
  const Commodity dollars = *Currency::find("USD");
  const Commodity tonnes = *Unit::find("t");
  EXPECT_TRUE(dollars.is_currency() && !dollars.is_unit());
  EXPECT_TRUE(tonnes.is_unit() && !tonnes.is_currency());
  EXPECT_FALSE(Currency::from(tonnes));
  EXPECT_FALSE(Unit::from(dollars));
  EXPECT_EQ(Currency::from(dollars)->code(), "USD");
  EXPECT_FALSE(Commodity().valid());
  EXPECT_FALSE(Commodity().is_unit());
  EXPECT_NE(Commodity(), dollars);
}

}  // namespace
}  // namespace setoff
