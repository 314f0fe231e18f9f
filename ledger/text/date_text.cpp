#include "ledger/text/date_text.h"

#include <algorithm>
#include <array>

#include "ledger/base/characters.h"

namespace setoff {
namespace {

constexpr std::string_view kHijriMark = "SH ";
constexpr std::size_t kDateBytes = 10;  // 2025-12-15

constexpr std::array<std::string_view, 12> kGregorianMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 12> kHijriMonths = {
    "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
    "Mehr",      "Aban",        "Azar",    "Dey", "Bahman", "Esfand"};

bool has_shape(std::string_view text) {
  if (text.size() < kDateBytes) return false;
  for (std::size_t i = 0; i < kDateBytes; ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : !is_digit(text[i])) return false;
  return true;
}

int number_at(std::string_view text, std::size_t from, std::size_t count) {
  int value = 0;
  for (const char c : text.substr(from, count))
    value = value * 10 + (c - '0');
  return value;
}

// The nearest leap year, as a hint for people who meant that one.
std::string nearest_leap_year(int year) {
  for (int distance = 1; distance < 10; ++distance)
    for (const int other : {year - distance, year + distance})
      if (is_leap_year(other, Calendar::solar_hijri)) return std::to_string(other);
  return {};
}

Fault no_such_day(const YearMonthDay& date, Calendar calendar, std::string_view text) {
  const bool hijri = calendar == Calendar::solar_hijri;
  const auto month = static_cast<std::size_t>(date.month - 1);
  const auto name = hijri ? kHijriMonths[month] : kGregorianMonths[month];
  const int days = days_in_month(date.year, date.month, calendar);
  const auto year = std::to_string(date.year);
  Fault fault{.code = "no_such_date",
              .message = quoted(text) + " does not exist: " + std::string(name) + " " + year +
                         " has " + std::to_string(days) + " days",
              .offset = 8,
              .length = 2};
  const bool leap_day = (hijri && date.month == 12 && date.day == 30) ||
                        (!hijri && date.month == 2 && date.day == 29);
  if (leap_day) fault.message += ", because " + year + " is not a leap year";
  if (leap_day && hijri) fault.message += " (" + nearest_leap_year(date.year) + " is)";
  if (date.day > days) fault.suggestion = std::to_string(days);
  if (date.day == 0) fault.suggestion = "01";
  return fault;
}

// The date at text[0, 10), which must have the shape of one.
Parsed<Day> checked_date(std::string_view text, Calendar calendar) {
  const auto written = text.substr(0, kDateBytes);
  const YearMonthDay date{number_at(text, 0, 4), number_at(text, 5, 2), number_at(text, 8, 2)};
  if (date.month < 1 || date.month > 12) {
    Fault fault{.code = "no_such_date",
                .message = quoted(written) + " does not exist: there is no month " +
                           std::string(text.substr(5, 2)) + ", months are 01 to 12",
                .offset = 5,
                .length = 2};
    const bool day_first = date.day >= 1 && date.day <= 12 && date.month >= 13 && date.month <= 31;
    if (day_first) fault.help = "write the year, then the month, then the day";
    return fault;
  }
  if (date.year < 1)
    return Fault{.code = "no_such_date",
                 .message = quoted(written) + " does not exist: there is no year 0",
                 .offset = 0,
                 .length = 4};
  if (date.day < 1 || date.day > days_in_month(date.year, date.month, calendar))
    return no_such_day(date, calendar, written);
  if (auto day = from_calendar(date, calendar)) return *day;
  Fault fault{.code = "date_out_of_range",
              .message = quoted(written) + " is outside 1900-01-01 to 2199-12-31",
              .offset = 0,
              .length = 4};
  if (calendar == Calendar::gregorian && date.year >= 1278 && date.year <= 1578) {
    fault.message += " in the Gregorian calendar";
    fault.suggestion = "SH " + std::string(text.substr(0, 4));
    fault.help = "dates of the Solar Hijri calendar begin with SH";
  }
  if (calendar == Calendar::solar_hijri && date.year >= 1900 && date.year <= 2199)
    fault.help = "remove SH if the date is Gregorian";
  return fault;
}

// A fault with a suggestion for what people write instead: 15.12.2025, 2025/12/15, 2025-1-5,
// 20251215.
Fault not_a_date(std::string_view text, std::size_t length) {
  Fault fault{.code = "bad_date",
              .message = quoted(text.substr(0, length)) +
                         " is not a date; dates are written 2025-12-15, or SH 1404-09-24",
              .offset = 0,
              .length = length};
  std::array<std::string, 3> parts;
  std::size_t part = 0;
  for (const char c : text.substr(0, length)) {
    if (is_digit(c))
      parts[part] += c;
    else if (std::string_view("-/.").find(c) == std::string_view::npos || parts[part].empty() ||
             ++part == 3)
      return fault;
  }
  if (part == 0 && parts[0].size() == 8)
    parts = {parts[0].substr(0, 4), parts[0].substr(4, 2), parts[0].substr(6, 2)};
  else if (part == 2 && parts[2].size() == 4 && parts[0].size() <= 2)
    std::swap(parts[0], parts[2]);
  if (parts[0].size() != 4 || parts[1].empty() || parts[1].size() > 2 || parts[2].empty() ||
      parts[2].size() > 2)
    return fault;
  const auto padded = [](const std::string& digits) {
    return digits.size() == 1 ? "0" + digits : digits;
  };
  std::string mended = parts[0] + "-" + padded(parts[1]) + "-" + padded(parts[2]);
  const bool plausible = number_at(mended, 5, 2) >= 1 && number_at(mended, 5, 2) <= 12;
  if (plausible && mended != text.substr(0, length)) fault.suggestion = std::move(mended);
  return fault;
}

std::size_t word_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() &&
         (is_digit(text[length]) || text[length] == '-' || text[length] == '/'))
    ++length;
  return length;
}

}  // namespace

std::string DateText::text() const {
  const auto date = format_date(day, written_in);
  return written_in == Calendar::solar_hijri ? std::string(kHijriMark) + date : date;
}

bool begins_like_date(std::string_view text) {
  if (text.starts_with(kHijriMark)) return true;
  return text.size() >= 5 && std::ranges::all_of(text.substr(0, 4), is_digit) && text[4] == '-';
}

Parsed<Prefix<DateText>> parse_date_prefix(std::string_view text) {
  const bool hijri = text.starts_with(kHijriMark);
  const auto calendar = hijri ? Calendar::solar_hijri : Calendar::gregorian;
  std::size_t mark = hijri ? kHijriMark.size() : 0;
  while (hijri && mark < text.size() && text[mark] == ' ')
    ++mark;
  const auto rest = text.substr(mark);
  const auto digits = word_length(rest);
  if (!has_shape(rest) || digits != kDateBytes)
    return not_a_date(rest, digits == 0 ? rest.size() : digits).shifted(mark);
  const auto day = checked_date(rest, calendar);
  if (!day) return day.error().shifted(mark);
  return Prefix<DateText>{{*day, calendar}, mark + kDateBytes};
}

Parsed<DateText> parse_date_text(std::string_view text) {
  const auto prefix = parse_date_prefix(text);
  if (!prefix && text.size() > prefix.error().length && !begins_like_date(text)) {
    return not_a_date(text, text.size());
  }
  if (!prefix) return prefix.error();
  if (prefix->length != text.size())
    return Fault{
        .code = "bad_date",
        .message = "unexpected '" + std::string(text.substr(prefix->length)) + "' behind the date",
        .offset = prefix->length,
        .length = text.size() - prefix->length,
        .help = "only a date may stand here"};
  return prefix->value;
}

}  // namespace setoff
