#include "ledger/base/date.h"

#include <algorithm>
#include <array>
#include <optional>

#include "ledger/base/characters.h"
#include "ledger/base/check.h"

namespace setoff {
namespace {

namespace chrono = std::chrono;

constexpr int kAnchorYear = 1403;           // 1 Farvardin 1403 ...
constexpr std::int32_t kAnchorDay = 19802;  // ... is 2024-03-20

// Number of leap years in 1..year by the 33-year rule.
constexpr int leaps_through(int year) {
  return (8 * year + 29) / 33;
}

constexpr std::int32_t hijri_year_start(int year) {
  return kAnchorDay + 365 * (year - kAnchorYear) + leaps_through(year - 1) -
         leaps_through(kAnchorYear - 1);
}

constexpr int hijri_days_before_month(int month) {
  return month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7);
}

YearMonthDay to_solar_hijri(Day day) {
  const int count = day.since_epoch();
  int year = kAnchorYear + (count - kAnchorDay) / 366;
  while (hijri_year_start(year + 1) <= count)
    ++year;
  while (hijri_year_start(year) > count)
    --year;
  const int of_year = count - hijri_year_start(year);
  const int month = of_year < 186 ? of_year / 31 + 1 : (of_year - 186) / 30 + 7;
  return {year, month, of_year - hijri_days_before_month(month) + 1};
}

std::string two(int value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

// Value of the digits text[from, from + count); -1 if they are not all digits.
int digits(std::string_view text, std::size_t from, std::size_t count) {
  if (from + count > text.size()) return -1;
  int value = 0;
  for (const char c : text.substr(from, count)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;

Error not_a_time(std::string_view text) {
  return {Code::bad_field,
          "'" + std::string(text) + "' is not a time such as 2020-03-20T12:00:00Z"};
}

// Parses the fraction of a second at text[at], such as ".123456", and moves `at` past it. Digits
// beyond microseconds are truncated. Returns 0 if there is no fraction, -1 if it is malformed.
std::int64_t fraction_micros(std::string_view text, std::size_t& at) {
  if (at >= text.size() || text[at] != '.') return 0;
  std::int64_t micros = 0;
  std::int64_t unit = kMicrosPerSecond;
  std::size_t places = 0;
  for (++at; at < text.size() && is_digit(text[at]); ++at, ++places) {
    unit /= 10;
    micros += unit * (text[at] - '0');
  }
  return places == 0 ? -1 : micros;
}

// Parses the time zone as an offset in minutes; nullopt if malformed.
std::optional<int> zone_minutes(std::string_view zone) {
  if (zone == "Z" || zone == "z") return 0;
  if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return std::nullopt;
  const int hours = digits(zone, 1, 2);
  const int minutes = digits(zone, 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  return (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

YearMonthDay to_calendar(Day day, Calendar calendar) {
  if (calendar == Calendar::solar_hijri) return to_solar_hijri(day);
  const chrono::year_month_day date{chrono::sys_days(chrono::days(day.since_epoch()))};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

bool is_leap_year(int year, Calendar calendar) {
  if (calendar == Calendar::gregorian) return chrono::year(year).is_leap();
  return (25 * year + 11) % 33 < 8;
}

int days_in_month(int year, int month, Calendar calendar) {
  SETOFF_CHECK(month >= 1 && month <= 12);
  if (calendar == Calendar::gregorian) {
    const chrono::year_month_day_last last{
        chrono::year(year), chrono::month_day_last(chrono::month(static_cast<unsigned>(month)))};
    return static_cast<int>(static_cast<unsigned>(last.day()));
  }
  if (month <= 6) return 31;
  if (month <= 11) return 30;
  return is_leap_year(year, calendar) ? 30 : 29;
}

Result<Day> from_calendar(const YearMonthDay& date, Calendar calendar) {
  const bool exists = date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
                      date.day >= 1 && date.day <= days_in_month(date.year, date.month, calendar);
  const auto text = std::to_string(date.year) + "-" + two(date.month) + "-" + two(date.day);
  if (!exists) return Error(Code::bad_field, "there is no date " + text);
  Day day;
  if (calendar == Calendar::gregorian) {
    const chrono::year_month_day gregorian{chrono::year(date.year),
                                           chrono::month(static_cast<unsigned>(date.month)),
                                           chrono::day(static_cast<unsigned>(date.day))};
    day = Day(static_cast<std::int32_t>(chrono::sys_days(gregorian).time_since_epoch().count()));
  } else {
    day = Day(hijri_year_start(date.year) + hijri_days_before_month(date.month) + date.day - 1);
  }
  if (day < kFirstDay || day > kLastDay)
    return Error(Code::bad_field, text + " is outside 1900-01-01 to 2199-12-31");
  return day;
}

Day month_start(Day day, Calendar calendar) {
  return day - (to_calendar(day, calendar).day - 1);
}

Day next_month_start(Day day, Calendar calendar) {
  const auto date = to_calendar(day, calendar);
  return day + (days_in_month(date.year, date.month, calendar) - date.day + 1);
}

std::string format_date(Day day, Calendar calendar) {
  const auto date = to_calendar(day, calendar);
  std::string year = std::to_string(date.year);
  if (year.size() < 4) year.insert(0, 4 - year.size(), '0');
  return year + "-" + two(date.month) + "-" + two(date.day);
}

std::string Day::text() const {
  return format_date(*this, Calendar::gregorian);
}

Result<Day> parse_date(std::string_view text, Calendar calendar) {
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const YearMonthDay date{digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)};
  if (!shaped || date.year < 0 || date.month < 0 || date.day < 0)
    return Error(Code::bad_field, "'" + std::string(text) + "' is not a date such as 2020-03-20");
  return from_calendar(date, calendar);
}

Result<Day> parse_day(std::string_view text) {
  return parse_date(text, Calendar::gregorian);
}

Day Timestamp::day() const {
  auto days = microseconds_ / kMicrosPerDay;
  if (microseconds_ % kMicrosPerDay < 0) --days;
  return Day(static_cast<std::int32_t>(days));
}

Timestamp Timestamp::at_midnight(Day day) {
  return Timestamp(day.since_epoch() * kMicrosPerDay);
}

std::string Timestamp::text() const {
  const auto of_day = microseconds_ - at_midnight(day()).microseconds();
  const auto seconds = static_cast<int>(of_day / kMicrosPerSecond);
  std::string out = day().text() + "T" + two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" +
                    two(seconds % 60);
  if (const auto micros = of_day % kMicrosPerSecond; micros != 0) {
    std::string places =
        std::to_string(micros + kMicrosPerSecond);  // a leading one keeps the zeros
    places[0] = '.';
    while (places.back() == '0')
      places.pop_back();
    out += places;
  }
  return out + "Z";
}

Result<Timestamp> parse_timestamp(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' ||
      text[16] != ':')
    return not_a_time(text);
  SETOFF_TRY(day, parse_day(text.substr(0, 10)));
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = digits(text, 17, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return not_a_time(text);
  std::size_t at = 19;
  const auto micros = fraction_micros(text, at);
  const auto zone = zone_minutes(text.substr(std::min(at, text.size())));
  if (micros < 0 || !zone) return not_a_time(text);
  const std::int64_t seconds = (hour * 60 + minute - *zone) * 60 + second;
  return Timestamp(Timestamp::at_midnight(day).microseconds() + seconds * kMicrosPerSecond +
                   micros);
}

}  // namespace setoff
