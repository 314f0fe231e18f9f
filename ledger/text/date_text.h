#pragma once
// Dates as people write them in files: "2025-12-15" (Gregorian) and "SH 1404-10-01" (Solar Hijri).
// Errors: a Fault that marks the wrong part: bad_date (format), no_such_date (month 13, day 30 of a
// common year: the message says how many the month has), date_out_of_range (outside 1900 to 2199).

#include <string>
#include <string_view>

#include "ledger/base/date.h"
#include "ledger/text/parsed.h"

namespace setoff {

struct DateText {
  Day day;
  Calendar written_in = Calendar::gregorian;
  // As written: "2025-12-15" or "SH 1404-10-01".
  [[nodiscard]] std::string text() const;
  friend bool operator==(const DateText&, const DateText&) = default;
};

[[nodiscard]] Parsed<DateText> parse_date_text(std::string_view text);
// A date at the start of `text`, as in "2025-10-01..2026-02-28".
[[nodiscard]] Parsed<Prefix<DateText>> parse_date_prefix(std::string_view text);
// Whether `text` starts like a date (four digits and a dash, or "SH "), so that a parser can
// choose.
[[nodiscard]] bool begins_like_date(std::string_view text);

}  // namespace setoff
