#include "ledger/text/measure.h"

#include <gtest/gtest.h>

#include "ledger/text/date_text.h"
#include "ledger/text/nearest.h"

namespace setoff {
namespace {

TEST(MeasureParse, IsExactInBaseUnits) {
  struct Case {
    std::string_view text, base;
  };
  for (const auto& [text, base] :
       {Case{"25 MCM/day", "25000000 m3/day"}, Case{"300 MUSD", "300000000 USD"},
        Case{"300_000 kUSD", "300000000 USD"}, Case{"0.036 MMBtu/m3", "0.036 MMBtu/m3"},
        Case{"24 GWh/day", "24000 MWh/day"}, Case{"1_200 MW", "28800 MWh/day"},
        Case{"9_000 t/day", "9000 t/day"}, Case{"2 %/year", "2 %/year"},
        Case{"32 %/sqrt(year)", "32 %/sqrt(year)"}, Case{"6 %/quarter", "2 %/month"},
        Case{"1_310 IQD/USD", "1310 IQD/USD"}, Case{"1.5 per year", "1.5 1/year"},
        Case{"6 hours", "0.25 day"}, Case{"2 weeks", "14 day"},
        Case{"10 business days", "10 business day"}, Case{"-3 %", "-3 %"},
        Case{"12 bp", "0.12 %"}}) {
    const auto read = parse_measure(text);
    ASSERT_TRUE(read) << text << ": " << read.error().message;
    EXPECT_EQ(read->text(), base);
  }
}

TEST(MeasureParse, SaysWhatIsWrongAndWhatWasMeant) {
  struct Case {
    std::string_view text, code;
    std::size_t offset;
    std::string_view suggestion;
  };
  for (const auto& [text, code, offset, suggestion] :
       {Case{"25 MCMM/day", "unknown_unit", 3, "MCM"}, Case{"10 MUDS", "unknown_unit", 3, "MUSD"},
        Case{"10 usd", "unknown_unit", 3, "USD"}, Case{"3 tonnes", "unknown_unit", 2, "t"},
        Case{"300 million USD", "unknown_unit", 4, ""},
        // A hint that changes the size of the amount is worse than none.
        Case{"25 Mm3/day", "unknown_unit", 3, "MCM"}, Case{"25 Bm3", "unknown_unit", 3, "BCM"},
        Case{"25 km3", "unknown_unit", 3, ""}, Case{"25 Gt", "unknown_unit", 3, ""},
        Case{"25 kkWh", "unknown_unit", 3, ""}, Case{"3 mt", "unknown_unit", 2, ""},
        Case{"3 bcf", "unknown_unit", 2, ""}, Case{"3 GJ", "unknown_unit", 2, ""},
        Case{"5 MMUSD", "unknown_unit", 2, "MUSD"}, Case{"1,310 IQD/USD", "bad_number", 1, "1_310"},
        Case{"1,5 t", "bad_number", 1, "1.5"}, Case{"010", "bad_number", 0, "10"},
        Case{"1e6 USD", "bad_number", 0, ""}, Case{"0x10", "bad_number", 0, ""},
        Case{"inf", "bad_number", 0, ""}, Case{"1__0", "bad_number", 1, ""},
        Case{".5", "bad_number", 0, "0.5"}, Case{"", "bad_number", 0, ""},
        Case{"25MCM/day", "bad_unit", 0, "25 MCM/day"},
        Case{"85 USD / MWh", "bad_unit", 3, "USD/MWh"}, Case{"3 t/", "bad_unit", 3, ""},
        Case{"5 USD extra", "bad_unit", 6, ""}, Case{"1 %/quarter", "inexact_unit", 0, ""},
        Case{"7 hours", "inexact_unit", 0, ""},
        Case{"1234567890123456789 USD", "number_too_long", 0, ""},
        Case{"999999999999999999 kW", "number_too_long", 0, ""}}) {
    const auto read = parse_measure(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, code) << text;
    EXPECT_EQ(read.error().offset, offset) << text;
    EXPECT_EQ(read.error().suggestion, suggestion) << text;
    EXPECT_FALSE(read.error().message.empty());
  }
}

TEST(MeasurePrefix, EndsWhereTheUnitEnds) {
  struct Case {
    std::string_view text;
    std::size_t length;
  };
  const std::string_view stop[] = {"if", "in"};
  for (const auto& [text, length] :
       {Case{"30 days after invoice", 7}, Case{"1.00 USD/MMBtu * x", 14}, Case{"30 %..70 %", 4},
        Case{"30..70", 2}, Case{"2 if x", 1}, Case{"600 MUSD in 4", 8}, Case{"4 USD / 2", 5},
        Case{"3, 4", 1}}) {
    const auto read = parse_measure_prefix(text, stop);
    ASSERT_TRUE(read) << text << ": " << read.error().message;
    EXPECT_EQ(read->length, length) << text;
  }
}

TEST(MeasureExpect, GivesTheTypesOfTheBooks) {
  const auto usd = *Currency::find("USD");
  const auto iqd = *Currency::find("IQD");
  const auto m3 = *Unit::find("m3");
  const auto at = [](std::string_view text) { return *parse_measure(text); };
  EXPECT_EQ(expect_money(at("300 MUSD"), usd)->text(), "300000000.00 USD");
  EXPECT_EQ(expect_money(at("300 MUSD"), iqd).error().code, "wrong_unit");
  EXPECT_EQ(expect_money(at("300"), usd).error().code, "missing_unit");
  EXPECT_EQ(expect_money(at("0.001 USD"), usd).error().code, "too_many_decimals");
  EXPECT_TRUE(expect_money(at("9_000 TIQD"), iqd));
  EXPECT_EQ(expect_money(at("10_000 TIQD"), iqd).error().code, "out_of_range");
  EXPECT_EQ(expect_per_day(at("25 MCM/day"), m3)->text(), "25000000");
  EXPECT_EQ(expect_per_day(at("25 MCM/month"), m3).error().code, "wrong_unit");
  EXPECT_EQ(expect_rate(at("1_310 IQD/USD"), iqd, usd)->text(), "1310 IQD/USD");
  EXPECT_EQ(expect_rate(at("1_310 USD/IQD"), iqd, usd).error().code, "wrong_unit");
  EXPECT_EQ(expect_per_year(at("2 %/year"))->text(), "0.02");
  EXPECT_EQ(expect_days(at("2 weeks")).value(), 14);
  EXPECT_EQ(expect_days(at("2 months")).error().code, "wrong_unit");
  EXPECT_EQ(expect_duration(at("6 hours")).error().code, "out_of_range");
  EXPECT_EQ(expect_share(at("85 %"))->text(), "0.85");
  EXPECT_EQ(expect_share(at("85")).error().suggestion, "85 %");
  EXPECT_EQ(expect_share(at("101 %")).error().code, "out_of_range");
}

TEST(DateTextParse, ReadsBothCalendars) {
  EXPECT_EQ(parse_date_text("2025-12-15")->day.text(), "2025-12-15");
  EXPECT_EQ(parse_date_text("SH 1404-10-01")->day.text(), "2025-12-22");
  EXPECT_EQ(parse_date_text("SH 1403-12-30")->text(), "SH 1403-12-30");
  EXPECT_EQ(parse_date_prefix("2025-10-01..2026-02-28")->length, 10U);
}

TEST(DateTextParse, SaysWhyADayDoesNotExist) {
  struct Case {
    std::string_view text, code;
    std::size_t offset;
    std::string_view suggestion;
  };
  for (const auto& [text, code, offset, suggestion] :
       {Case{"2025-13-01", "no_such_date", 5, ""}, Case{"SH 1404-12-30", "no_such_date", 11, "29"},
        Case{"2025-02-29", "no_such_date", 8, "28"},
        Case{"15.12.2025", "bad_date", 0, "2025-12-15"},
        Case{"2025/12/15", "bad_date", 0, "2025-12-15"},
        Case{"1404-10-01", "date_out_of_range", 0, "SH 1404"}, Case{"tomorrow", "bad_date", 0, ""},
        Case{"", "bad_date", 0, ""}}) {
    const auto read = parse_date_text(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, code) << text;
    EXPECT_EQ(read.error().offset, offset) << text;
    EXPECT_EQ(read.error().suggestion, suggestion) << text;
  }
  EXPECT_NE(parse_date_text("SH 1404-12-30").error().message.find("not a leap year (1403 is)"),
            std::string::npos);
}

TEST(Nearest, FindsSlipsAndNothingElse) {
  EXPECT_EQ(edit_distance("quantity", "quantiyt"), 1U);
  EXPECT_EQ(nearest("quantiyt", {"price", "quantity"}), "quantity");
  EXPECT_EQ(nearest("swing-limit", {"swing_limit"}), "swing_limit");
  EXPECT_EQ(nearest("Half_Even", {"half_up", "half_even"}), "half_even");
  EXPECT_EQ(nearest("colour", {"price", "quantity"}), "");
  EXPECT_EQ(nearest("", {"price"}), "");
}

}  // namespace
}  // namespace setoff
