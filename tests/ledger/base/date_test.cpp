#include "ledger/base/date.h"

#include <gtest/gtest.h>

namespace setoff {
namespace {

constexpr auto kHijri = Calendar::solar_hijri;
constexpr auto kGregorian = Calendar::gregorian;

TEST(SolarHijri, AgreesWithKnownDays) {
  struct Case {
    std::string_view hijri, gregorian;
  };
  for (const auto& [hijri, gregorian] :
       {Case{"1403-01-01", "2024-03-20"}, Case{"1403-12-30", "2025-03-20"},
        Case{"1404-01-01", "2025-03-21"}, Case{"1408-12-30", "2030-03-20"},
        Case{"1357-11-22", "1979-02-11"}, Case{"1399-01-01", "2020-03-20"},
        Case{"1399-12-30", "2021-03-20"}, Case{"1404-10-01", "2025-12-22"},
        Case{"1404-12-29", "2026-03-20"}}) {
    const auto day = parse_date(hijri, kHijri);
    ASSERT_TRUE(day) << hijri;
    EXPECT_EQ(day->text(), gregorian);
    EXPECT_EQ(format_date(*day, kHijri), hijri);
    EXPECT_EQ(*parse_day(gregorian), *day);
  }
}

TEST(SolarHijri, KnowsItsLeapYears) {
  for (const int year : {1391, 1395, 1399, 1403, 1408, 1412})
    EXPECT_TRUE(is_leap_year(year, kHijri)) << year;
  for (const int year : {1396, 1400, 1402, 1404, 1407, 1409, 1411})
    EXPECT_FALSE(is_leap_year(year, kHijri)) << year;
}

TEST(Gregorian, KnowsItsLeapYears) {
  for (const int year : {1904, 2000, 2024, 2196})
    EXPECT_TRUE(is_leap_year(year, kGregorian)) << year;
  for (const int year : {1900, 2023, 2100, 2199})
    EXPECT_FALSE(is_leap_year(year, kGregorian)) << year;
  EXPECT_EQ(days_in_month(2024, 2, kGregorian), 29);
  EXPECT_EQ(days_in_month(2100, 2, kGregorian), 28);
}

TEST(DateParse, RefusesDaysThatDoNotExist) {
  for (const std::string_view text :
       {"2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-01-00", "2100-02-29",
        "0000-01-01", "1899-12-31", "2200-01-01"})
    EXPECT_EQ(parse_day(text).error().code, Code::bad_field) << text;
  for (const std::string_view text :
       {"1404-12-30", "1404-07-31", "1404-13-01", "1200-01-01", "1600-01-01"})
    EXPECT_EQ(parse_date(text, kHijri).error().code, Code::bad_field) << text;
  EXPECT_TRUE(parse_date("1403-12-30", kHijri));
}

TEST(DateParse, RefusesOtherForms) {
  for (const std::string_view text :
       {"", "2025-1-01", "2025/01/01", "20250101", "2025-01-1", " 2025-01-01", "2025-01-01 ",
        "2025-01-0x", "-025-01-01", "2025-+1-01", "2025-01-01T00:00:00Z", "25-01-01"})
    EXPECT_EQ(parse_day(text).error().code, Code::bad_field) << text;
}

TEST(DateRange, EndsAtTheStatedDays) {
  EXPECT_EQ(kFirstDay.text(), "1900-01-01");
  EXPECT_EQ(kLastDay.text(), "2199-12-31");
  EXPECT_EQ(*parse_day("1900-01-01"), kFirstDay);
  EXPECT_EQ(*parse_day("2199-12-31"), kLastDay);
}

TEST(Months, BeginAndEndInEitherCalendar) {
  const auto day = *parse_day("2025-03-20");  // 30 Esfand 1403
  EXPECT_EQ(month_start(day, kHijri).text(), "2025-02-19");
  EXPECT_EQ(next_month_start(day, kHijri).text(), "2025-03-21");
  EXPECT_EQ(month_start(day, kGregorian).text(), "2025-03-01");
  EXPECT_EQ(next_month_start(day, kGregorian).text(), "2025-04-01");
  EXPECT_EQ(next_month_start(*parse_day("2025-12-31"), kGregorian).text(), "2026-01-01");
}

TEST(Days, CountForwardsAndBackwards) {
  const auto day = *parse_day("2024-02-28");
  EXPECT_EQ((day + 2).text(), "2024-03-01");
  EXPECT_EQ((day - 59).text(), "2023-12-31");
  EXPECT_EQ(*parse_day("2025-02-28") - day, 366);
  EXPECT_EQ(Day().text(), "1970-01-01");
}

TEST(TimestampParse, ReadsZonesAndDecimals) {
  struct Case {
    std::string_view text, utc;
  };
  for (const auto& [text, utc] :
       {Case{"2020-03-20T12:00:00Z", "2020-03-20T12:00:00Z"},
        Case{"2020-03-20T12:00:00+03:30", "2020-03-20T08:30:00Z"},
        Case{"2020-03-20T23:30:00-01:00", "2020-03-21T00:30:00Z"},
        Case{"2020-01-01T00:00:00+00:01", "2019-12-31T23:59:00Z"},
        Case{"2020-03-20T12:00:00.5Z", "2020-03-20T12:00:00.5Z"},
        Case{"2020-03-20T12:00:00.120000Z", "2020-03-20T12:00:00.12Z"},
        Case{"2020-03-20T12:00:00.000001Z", "2020-03-20T12:00:00.000001Z"},
        Case{"2020-03-20T12:00:00.1234567Z", "2020-03-20T12:00:00.123456Z"},
        Case{"2020-03-20T12:00:00.123456789+00:00", "2020-03-20T12:00:00.123456Z"},
        Case{"2020-03-20T12:00:00.00000000000000000000000009Z", "2020-03-20T12:00:00Z"},
        Case{"2020-03-20t12:00:00z", "2020-03-20T12:00:00Z"},
        Case{"1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"}}) {
    const auto read = parse_timestamp(text);
    ASSERT_TRUE(read) << text << " " << read.error().text();
    EXPECT_EQ(read->text(), utc);
    EXPECT_EQ(*parse_timestamp(read->text()), *read);
  }
}

TEST(TimestampParse, RefusesOtherForms) {
  for (const std::string_view text :
       {"", "2020-03-20", "2020-03-20 12:00:00Z", "2020-03-20T12:00:00", "2020-03-20T24:00:00Z",
        "2020-03-20T12:60:00Z", "2020-03-20T12:00:60Z", "2020-03-20T12:00:00.Z",
        "2020-03-20T12:00:00+3:30", "2020-03-20T12:00:00+24:00", "2020-03-20T12:00:00+03:60",
        "2020-02-30T12:00:00Z", "2020-03-20T12:00:00Zx", "2020-03-20T12:00:00.zZ",
        "2020-03-20T1 :00:00Z"})
    EXPECT_EQ(parse_timestamp(text).error().code, Code::bad_field) << text;
}

TEST(Timestamp, BelongsToItsUtcDay) {
  EXPECT_EQ(parse_timestamp("2020-03-20T00:00:00Z")->day().text(), "2020-03-20");
  EXPECT_EQ(parse_timestamp("2020-03-20T23:59:59.999999Z")->day().text(), "2020-03-20");
  EXPECT_EQ(Timestamp(-1).day().text(), "1969-12-31");
  EXPECT_EQ(Timestamp::at_midnight(*parse_day("1969-12-31")).microseconds(), -86'400'000'000);
}

}  // namespace
}  // namespace setoff
