#include <algorithm>

#include "ledger/text/measure.h"

// What the reader of a measure may require: a dimension, a precision, a range. Every fault says
// what was found.

namespace setoff {
namespace {

constexpr std::int64_t kDurationMax = 120'000;  // more than the days from 1900 to 2199

std::string found(const Measure& measure) {
  if (measure.percent) return measure.text();
  if (measure.dimension.is_plain()) return "the plain number " + measure.text();
  return measure.text();
}

}  // namespace

Fault wrong_unit(const Measure& measure, std::string_view wanted,
                 const std::vector<std::string>& examples) {
  const bool missing = measure.dimension.is_plain() && !measure.percent;
  std::string message = "expected " + std::string(wanted);
  for (std::size_t i = 0; i < examples.size(); ++i)
    message += (i == 0 ? " such as '" : " or '") + examples[i] + "'";
  Fault fault{.code = missing ? "missing_unit" : "wrong_unit",
              .message = message + ", found " + found(measure)};
  if (missing) fault.help = "write the unit after the number";
  return fault;
}

namespace {

Fault out_of_range(std::string message, std::string help = {}) {
  return {.code = "out_of_range",
          .message = std::move(message),
          .offset = 0,
          .length = 0,
          .suggestion = {},
          .help = std::move(help)};
}

std::optional<Commodity> lone_commodity(const Dimension& dimension) {
  const auto& powers = dimension.powers();
  if (powers.size() != 1 || powers[0].halves != 2 || powers[0].base.is_time()) return std::nullopt;
  return powers[0].base.commodity();
}

std::string step_text(Commodity kind) {
  return Decimal(1, -kind.scale()).text() + " " + std::string(kind.code());
}

// The value in minor units, exactly.
template <class Kind>
Parsed<Amount<Kind>> in_minor_units(const Measure& measure, Kind kind) {
  const int shift = measure.value.exponent() + kind.scale();
  const auto mantissa = measure.value.mantissa();
  if (mantissa == 0) return Amount<Kind>(0, kind);
  if (shift < 0)
    return Fault{
        .code = "too_many_decimals",
        .message = measure.text() + " is finer than the smallest amount, " + step_text(kind)};
  const auto power = power_of_ten(shift);
  const auto product = power ? checked_multiply(mantissa, *power) : std::nullopt;
  const auto minor = product ? narrow(*product) : std::nullopt;
  if (!minor)
    return out_of_range(measure.text() + " does not fit; the largest amount is " +
                        Amount<Kind>(INT64_MAX, kind).text());
  return Amount<Kind>(*minor, kind);
}

// The value as a whole number; nullopt if it is not whole or does not fit.
std::optional<std::int64_t> whole(Decimal value) {
  if (value.exponent() < 0) return std::nullopt;
  const auto power = power_of_ten(value.exponent());
  const auto product = power ? checked_multiply(value.mantissa(), *power) : std::nullopt;
  return product ? narrow(*product) : std::nullopt;
}

std::string count_of(std::int64_t count, TimeUnit unit) {
  return std::to_string(count) + " " + std::string(name_of(unit)) + (count == 1 ? "" : "s");
}

}  // namespace

std::string TimeSpan::text() const {
  return count_of(count, unit);
}

Parsed<Money> expect_any_money(const Measure& measure) {
  const auto commodity = lone_commodity(measure.dimension);
  const auto currency = commodity ? Currency::from(*commodity) : std::nullopt;
  if (!currency) return wrong_unit(measure, "an amount of money", {"300 MUSD"});
  return in_minor_units(measure, *currency);
}

Parsed<Money> expect_money(const Measure& measure, Currency currency) {
  const std::string code(currency.code());
  if (measure.dimension != Dimension(currency))
    return wrong_unit(measure, "an amount in " + code, {"1_000 " + code});
  return in_minor_units(measure, currency);
}

Parsed<Quantity> expect_any_quantity(const Measure& measure) {
  const auto commodity = lone_commodity(measure.dimension);
  const auto unit = commodity ? Unit::from(*commodity) : std::nullopt;
  if (!unit) return wrong_unit(measure, "a quantity", {"9_000 t"});
  return in_minor_units(measure, *unit);
}

Parsed<Quantity> expect_quantity(const Measure& measure, Unit unit) {
  const std::string code(unit.code());
  if (measure.dimension != Dimension(unit))
    return wrong_unit(measure, "a quantity in " + code, {"1_000 " + code});
  return in_minor_units(measure, unit);
}

Parsed<Rate> expect_any_rate(const Measure& measure) {
  const auto& powers = measure.dimension.powers();
  const auto over = std::ranges::find(powers, 2, &Dimension::Power::halves);
  const auto under = std::ranges::find(powers, -2, &Dimension::Power::halves);
  const bool is_rate = powers.size() == 2 && over != powers.end() && under != powers.end() &&
                       !over->base.is_time() && !under->base.is_time();
  if (!is_rate) return wrong_unit(measure, "a rate between two units", {"85 USD/MWh"});
  return expect_rate(measure, over->base.commodity(), under->base.commodity());
}

Parsed<Rate> expect_rate(const Measure& measure, Commodity numerator, Commodity denominator) {
  const std::string units = std::string(numerator.code()) + "/" + std::string(denominator.code());
  if (measure.dimension != Dimension(numerator) / Dimension(denominator)) {
    auto fault = wrong_unit(measure, "a rate in " + units, {"1.25 " + units});
    if (measure.dimension == Dimension(denominator) / Dimension(numerator))
      fault.help = "it is the other way round: one " + std::string(denominator.code()) + " in " +
                   std::string(numerator.code());
    return fault;
  }
  if (measure.value.mantissa() <= 0)
    return out_of_range("a rate is above zero, found " + measure.text());
  return Rate{measure.value, numerator, denominator};
}

Parsed<Decimal> expect_value(const Measure& measure, const Dimension& dimension) {
  if (measure.dimension == dimension) return measure.value;
  if (dimension.is_plain()) return wrong_unit(measure, "a plain number", {"0.85"});
  return wrong_unit(measure, "a value in " + dimension.text(), {"1.5 " + dimension.text()});
}

Parsed<Decimal> expect_per_day(const Measure& measure, Unit unit) {
  const Dimension wanted = Dimension(unit) / Dimension(TimeUnit::day);
  if (measure.dimension == wanted) return measure.value;
  const std::string code(unit.code());
  auto fault = wrong_unit(measure, "a quantity per day", {"1_000 " + code + "/day"});
  if (measure.dimension == Dimension(unit)) {
    fault.help = "say in what time that is, such as '/day'";
    if (code == "MWh") fault.help += "; power is written in MW";
  }
  const bool calendar_span = measure.dimension == Dimension(unit) / Dimension(TimeUnit::month) ||
                             measure.dimension == Dimension(unit) / Dimension(TimeUnit::year);
  if (calendar_span) fault.help = "months and years have different lengths; give it per day";
  return fault;
}

Parsed<Decimal> expect_per_year(const Measure& measure) {
  if (measure.dimension == Dimension() / Dimension(TimeUnit::year)) {
    const Decimal one(1, 0);
    const bool forgot_sign =
        !measure.percent && (measure.value >= one || measure.value <= Decimal(-1, 0));
    if (!forgot_sign) return measure.value;
    auto fault = out_of_range("without %, " + measure.value.text() + "/year is " +
                              Measure{measure.value, measure.dimension, true}.text());
    fault.suggestion = measure.value.text() + " %/year";
    return fault;
  }
  auto fault = wrong_unit(measure, "a rate per year", {"4 %/year"});
  if (measure.dimension.is_plain()) fault.help = "write '/year' behind it";
  return fault;
}

Parsed<TimeSpan> expect_duration(const Measure& measure) {
  const auto& powers = measure.dimension.powers();
  if (powers.size() != 1 || powers[0].halves != 2 || !powers[0].base.is_time())
    return wrong_unit(measure, "a span of time", {"45 days"});
  const auto unit = powers[0].base.time();
  const auto count = whole(measure.value);
  if (!count)
    return out_of_range(
        "a span of time is a whole number of days, months or years, found " + measure.text(),
        unit == TimeUnit::year ? "write months instead" : "");
  if (*count < 0 || *count > kDurationMax)
    return out_of_range("a span of time is from 0 to " + count_of(kDurationMax, unit) + ", found " +
                        measure.text());
  return TimeSpan{static_cast<std::int32_t>(*count), unit};
}

Parsed<std::int32_t> expect_days(const Measure& measure) {
  SETOFF_TRY_PARSED(duration, expect_duration(measure));
  if (duration.unit == TimeUnit::day) return duration.count;
  auto fault = wrong_unit(measure, "a number of days", {"45 days"});
  fault.message = "expected a number of days such as '45 days', found " + duration.text();
  if (duration.unit != TimeUnit::business_day)
    fault.help = "months and years have different lengths; give days";
  return fault;
}

Parsed<Decimal> expect_share(const Measure& measure) {
  if (!measure.dimension.is_plain()) return wrong_unit(measure, "a share", {"85 %"});
  const Decimal one(1, 0);
  if (measure.value.mantissa() >= 0 && measure.value <= one) return measure.value;
  auto fault = out_of_range("a share is from 0 % to 100 %, found " + measure.text());
  const bool forgot_sign =
      !measure.percent && measure.value.mantissa() > 0 && measure.value <= Decimal(100, 0);
  if (forgot_sign) fault.suggestion = measure.value.text() + " %";
  return fault;
}

Parsed<Decimal> expect_plain(const Measure& measure) {
  if (measure.dimension.is_plain()) return measure.value;
  return wrong_unit(measure, "a number without a unit", {"0.85"});
}

Parsed<std::int64_t> expect_whole(const Measure& measure, std::int64_t least, std::int64_t most) {
  if (!measure.dimension.is_plain() || measure.percent)
    return wrong_unit(measure, "a whole number", {std::to_string(least)});
  const auto value = whole(measure.value);
  if (value && *value >= least && *value <= most) return *value;
  return out_of_range("expected a whole number from " + std::to_string(least) + " to " +
                      std::to_string(most) + ", found " + measure.text());
}

}  // namespace setoff
