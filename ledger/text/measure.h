#pragma once
// The quantity language: [sign] number [unit expression], exact.
//   number  9_000   0.036   -12.5 (digits, _ between digits, a point; no exponent, octal or inf)
//   unit    atom { ("/" | "*" | " per ") atom }, without spaces around / and *
//   atom    USD kUSD MUSD BUSD bnUSD TUSD (any ISO code; k 10^3, M 10^6, B bn G 10^9, T 10^12)
//           m3 MCM BCM (10^6, 10^9 m3)   kg t kt Mt   MMBtu   bbl kbbl   person(s)
//           kWh MWh GWh TWh   kW MW GW (energy per hour)   % (1/100)   bp (1/10_000)
//           hour(s) day(s) business day(s) week(s) month(s) quarter(s) year(s)   sqrt(year)
// Values are in base units (USD, m3, t, MWh, day ...): "25 MCM/day" is 25e6 m3/day. A value without
// an exact decimal in base units ("1 %/quarter") is refused. Errors: bad_number, number_too_long,
// unknown_unit, bad_unit, inexact_unit; the expect_ functions add wrong_unit, missing_unit,
// too_many_decimals, out_of_range.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "ledger/text/dimension.h"
#include "ledger/text/parsed.h"

namespace setoff {

struct Measure {
  Decimal value;
  Dimension dimension;
  bool percent = false;  // written with % or bp

  // In base units: "25000000 m3/day".
  [[nodiscard]] std::string text() const;
  friend bool operator==(const Measure&, const Measure&) = default;
};

[[nodiscard]] Parsed<Measure> parse_measure(std::string_view text);
// A measure at the start of `text`, for languages that contain measures: "30 days after invoice",
// "1.00 USD/MMBtu * x", "30 %..70 %". A word in `stop_words` after the number is not a unit ("2 if
// x").
[[nodiscard]] Parsed<Prefix<Measure>> parse_measure_prefix(
    std::string_view text, std::span<const std::string_view> stop_words = {});
// The unit expression alone, such as "USD/t": its factor to base units and its dimension, as the
// measure of 1.
[[nodiscard]] Parsed<Measure> parse_unit(std::string_view text);
// The number alone, by the same rules: "9_000", "-0.5".
[[nodiscard]] Parsed<Decimal> parse_number(std::string_view text);

// A span of time in one unit; months and years are calendar spans.
struct TimeSpan {
  std::int32_t count = 0;
  TimeUnit unit = TimeUnit::day;
  [[nodiscard]] std::string text() const;  // "45 days"
  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

// The expect_ functions check a measure and convert it. A fault marks the whole text: its offset
// and length are 0. wrong_unit() is their fault for another dimension: "expected WANTED such as
// 'EXAMPLE' or 'EXAMPLE', found ...", with the code missing_unit for a plain number.
[[nodiscard]] Fault wrong_unit(const Measure& measure, std::string_view wanted,
                               const std::vector<std::string>& examples);
[[nodiscard]] Parsed<Money> expect_money(const Measure& measure, Currency currency);
[[nodiscard]] Parsed<Money> expect_any_money(const Measure& measure);
[[nodiscard]] Parsed<Quantity> expect_quantity(const Measure& measure, Unit unit);
[[nodiscard]] Parsed<Quantity> expect_any_quantity(const Measure& measure);
// "1_310 IQD/USD"; must be above zero.
[[nodiscard]] Parsed<Rate> expect_rate(const Measure& measure, Commodity numerator,
                                       Commodity denominator);
// "85 USD/MWh": a rate of any two commodities.
[[nodiscard]] Parsed<Rate> expect_any_rate(const Measure& measure);
// The value in base units; the dimension must match exactly: expect_value(m, Dimension(m3) /
// Dimension(TimeUnit::day)).
[[nodiscard]] Parsed<Decimal> expect_value(const Measure& measure, const Dimension& dimension);
// "25 MCM/day" as base units of `unit` per calendar day.
[[nodiscard]] Parsed<Decimal> expect_per_day(const Measure& measure, Unit unit);
// "2 %/year" as 0.02.
[[nodiscard]] Parsed<Decimal> expect_per_year(const Measure& measure);
// A whole number of days, business days, months or years, not negative.
[[nodiscard]] Parsed<TimeSpan> expect_duration(const Measure& measure);
// A whole number of calendar days, not negative.
[[nodiscard]] Parsed<std::int32_t> expect_days(const Measure& measure);
// "85 %" or 0.85, from 0 to 1.
[[nodiscard]] Parsed<Decimal> expect_share(const Measure& measure);
// A dimensionless number without bounds: "-3 %" or -0.03.
[[nodiscard]] Parsed<Decimal> expect_plain(const Measure& measure);
// A whole plain number within the bounds.
[[nodiscard]] Parsed<std::int64_t> expect_whole(const Measure& measure, std::int64_t least,
                                                std::int64_t most);

}  // namespace setoff
