// The Solar Hijri calendar day by day against ICU, over the years that the authority's table
// covers.

#include <gtest/gtest.h>
#include <unicode/calendar.h>
#include <unicode/timezone.h>

#include <memory>

#include "ledger/base/date.h"

namespace setoff {
namespace {

constexpr double kMillisPerDay = 86'400'000.0;

class Oracle {
 public:
  Oracle() {
    UErrorCode failed = U_ZERO_ERROR;
    calendar_.reset(icu::Calendar::createInstance(icu::TimeZone::createTimeZone("UTC"),
                                                  icu::Locale("fa_IR@calendar=persian"), failed));
    EXPECT_TRUE(U_SUCCESS(failed));
  }

  YearMonthDay date_of(Day day) {
    UErrorCode failed = U_ZERO_ERROR;
    calendar_->setTime(day.since_epoch() * kMillisPerDay, failed);
    const YearMonthDay date{calendar_->get(UCAL_YEAR, failed),
                            calendar_->get(UCAL_MONTH, failed) + 1,
                            calendar_->get(UCAL_DAY_OF_MONTH, failed)};
    EXPECT_TRUE(U_SUCCESS(failed));
    return date;
  }

 private:
  std::unique_ptr<icu::Calendar> calendar_;
};

TEST(SolarHijriOracle, EveryDayFrom1200To1498IsThatOfIcu) {
  Oracle icu;
  const Day first = *parse_day("2000-03-20") - 65'469;  // well before 1 Farvardin 1200
  int days = 0;
  for (Day day = first;; day = day + 1) {
    const auto date = to_calendar(day, Calendar::solar_hijri);
    if (date.year < 1200) continue;
    if (date.year > 1498) break;
    ASSERT_EQ(date, icu.date_of(day)) << day.since_epoch();
    if (day >= kFirstDay && day <= kLastDay) {
      const auto back = from_calendar(date, Calendar::solar_hijri);
      ASSERT_TRUE(back) << day.text();
      ASSERT_EQ(*back, day);
    }
    ++days;
  }
  EXPECT_EQ(days, 299 * 365 + 73);
}

TEST(SolarHijriOracle, MonthsHaveTheirLengths) {
  Oracle icu;
  for (Day day = month_start(kFirstDay + 40, Calendar::solar_hijri); day < kLastDay - 40;
       day = next_month_start(day, Calendar::solar_hijri)) {
    const auto date = icu.date_of(day);
    ASSERT_EQ(date.day, 1) << day.text();
    const auto last = icu.date_of(next_month_start(day, Calendar::solar_hijri) - 1);
    ASSERT_EQ(last.month, date.month);
    ASSERT_EQ(days_in_month(date.year, date.month, Calendar::solar_hijri), last.day) << day.text();
    ASSERT_EQ(last.month == 12 && last.day == 30,
              date.month == 12 && is_leap_year(date.year, Calendar::solar_hijri));
  }
}

TEST(GregorianRoundTrip, EveryDayOfTheBooksComesBack) {
  for (Day day = kFirstDay; day <= kLastDay; day = day + 1)
    for (const auto calendar : {Calendar::gregorian, Calendar::solar_hijri}) {
      const auto back = parse_date(format_date(day, calendar), calendar);
      ASSERT_TRUE(back) << day.text();
      ASSERT_EQ(*back, day);
    }
}

}  // namespace
}  // namespace setoff
