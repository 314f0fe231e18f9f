#include "simulator/scenario/parse_range.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "ledger/base/characters.h"
#include "ledger/text/date_text.h"

namespace setoff::simulator {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

bool is_year(std::string_view text) {
  return text.size() == 4 && std::ranges::all_of(text, is_digit);
}

Fault bad_range(std::string message, std::size_t size) {
  return Fault{"bad_range", std::move(message),
               0,           size,
               {},          "write 2020-03-20..2020-06-20, a year 2020, or SH 1399"};
}

Parsed<DateRange> year(std::string_view digits, Calendar calendar, std::size_t size) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const auto first = from_calendar({number, 1, 1}, calendar);
  const auto next = from_calendar({number + 1, 1, 1}, calendar);
  if (!first || !next || *first < kFirstDay || *next > kLastDay)
    return bad_range("the year " + std::string(digits) + " is outside 1900 to 2198", size);
  return DateRange{*first, *next - 1};
}

}  // namespace

Parsed<DateRange> parse_range(std::string_view text) {
  const std::string_view body = trimmed(text);
  if (is_year(body)) return year(body, Calendar::gregorian, text.size());
  if (body.starts_with("SH ") && is_year(trimmed(body.substr(3))))
    return year(trimmed(body.substr(3)), Calendar::solar_hijri, text.size());
  const std::size_t dots = body.find("..");
  if (dots == std::string_view::npos) {
    SETOFF_TRY_PARSED(day, parse_date_text(body));
    return DateRange{day.day, day.day};
  }
  SETOFF_TRY_PARSED(from, parse_date_text(trimmed(body.substr(0, dots))));
  auto to = parse_date_text(trimmed(body.substr(dots + 2)));
  if (!to) return to.error().shifted(dots + 2);
  if (to->day < from.day)
    return bad_range("the range ends on " + to->text() + ", before it begins on " + from.text(),
                     text.size());
  return DateRange{from.day, to->day};
}

}  // namespace setoff::simulator
