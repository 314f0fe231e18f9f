#pragma once
// Day: a day, counted from 1970-01-01 and independent of any calendar. Gregorian dates use
// std::chrono; Solar Hijri dates use the 33-year rule (8 leap years in 33), which a test compares
// with ICU for every day of the years 1200-1498. Timestamp: microseconds UTC since 1970-01-01.
// Errors: bad_field for text that is not a date of the calendar, and for days that the books cannot
// hold.

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/result.h"

namespace setoff {

struct YearMonthDay {
  int year;
  int month;  // 1..12
  int day;    // 1..31
  friend constexpr auto operator<=>(const YearMonthDay&, const YearMonthDay&) = default;
};

enum class Calendar : std::uint8_t { gregorian, solar_hijri };

class Day {
 public:
  constexpr Day() = default;
  explicit constexpr Day(std::int32_t since_epoch) : since_epoch_(since_epoch) {}
  [[nodiscard]] constexpr std::int32_t since_epoch() const { return since_epoch_; }
  [[nodiscard]] std::string text() const;  // "2020-03-20"
  friend constexpr auto operator<=>(Day, Day) = default;

 private:
  std::int32_t since_epoch_ = 0;
};

[[nodiscard]] constexpr Day operator+(Day day, int days) {
  return Day(day.since_epoch() + days);
}
[[nodiscard]] constexpr Day operator-(Day day, int days) {
  return Day(day.since_epoch() - days);
}
[[nodiscard]] constexpr int operator-(Day a, Day b) {
  return a.since_epoch() - b.since_epoch();
}

// Earliest and latest days that the books can hold: 1900-01-01 and 2199-12-31.
inline constexpr Day kFirstDay{-25567};
inline constexpr Day kLastDay{84005};

[[nodiscard]] YearMonthDay to_calendar(Day day, Calendar calendar);
// The day of a date; bad_field if the calendar has no such date.
[[nodiscard]] Result<Day> from_calendar(const YearMonthDay& date, Calendar calendar);
[[nodiscard]] bool is_leap_year(int year, Calendar calendar);
[[nodiscard]] int days_in_month(int year, int month, Calendar calendar);
// First day of the month that contains `day`, and of the following month.
[[nodiscard]] Day month_start(Day day, Calendar calendar);
[[nodiscard]] Day next_month_start(Day day, Calendar calendar);
// Formats `day` in the calendar, as "1399-12-30".
[[nodiscard]] std::string format_date(Day day, Calendar calendar);

// Parses "2020-03-20" and no other form.
[[nodiscard]] Result<Day> parse_day(std::string_view text);
// Parses "1399-01-01" as a date in the calendar.
[[nodiscard]] Result<Day> parse_date(std::string_view text, Calendar calendar);

class Timestamp {
 public:
  constexpr Timestamp() = default;
  explicit constexpr Timestamp(std::int64_t microseconds) : microseconds_(microseconds) {}
  [[nodiscard]] constexpr std::int64_t microseconds() const { return microseconds_; }
  [[nodiscard]] std::string text()
      const;                      // "2020-03-20T12:00:00Z", with decimals only if there are any
  [[nodiscard]] Day day() const;  // UTC
  [[nodiscard]] static Timestamp at_midnight(Day day);
  friend constexpr auto operator<=>(Timestamp, Timestamp) = default;

 private:
  std::int64_t microseconds_ = 0;
};

// Parses RFC 3339 with Z or an offset; decimals beyond the sixth are truncated, leap seconds (:60)
// refused.
[[nodiscard]] Result<Timestamp> parse_timestamp(std::string_view text);

}  // namespace setoff
