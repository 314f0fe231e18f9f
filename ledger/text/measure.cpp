#include "ledger/text/measure.h"

#include <algorithm>
#include <optional>

#include "ledger/base/characters.h"
#include "ledger/text/date_text.h"
#include "ledger/text/number_text.h"
#include "ledger/text/unit_text.h"

namespace setoff {
namespace {

constexpr int kExponentMax = 18;

Int128 common_divisor(Int128 a, Int128 b) {
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

Fault too_long(std::size_t length) {
  return {.code = "number_too_long",
          .message = "the number has more digits in base units than can be held exactly",
          .offset = 0,
          .length = length,
          .suggestion = {},
          .help = "use fewer digits; amounts in base units have at most 18"};
}

// value x factor x 10^exponent / divisor as a Decimal; nullopt if no decimal equals it.
std::optional<Decimal> exact_product(Decimal value, const UnitFactor& unit, bool& too_large) {
  auto product = checked_multiply(value.mantissa(), unit.factor);
  too_large = !product;
  if (!product) return std::nullopt;
  int exponent = value.exponent() + unit.exponent;
  const Int128 common = *product == 0 ? unit.divisor : common_divisor(*product, unit.divisor);
  *product /= common;
  Int128 divisor = unit.divisor / common;
  while (divisor > 1) {
    const Int128 prime = divisor % 2 == 0 ? 2 : 5;
    if (divisor % prime != 0) return std::nullopt;
    divisor /= prime;
    product = checked_multiply(*product, 10 / prime);
    too_large = !product;
    if (!product) return std::nullopt;
    --exponent;
  }
  while (*product != 0 && *product % 10 == 0) {
    *product /= 10;
    ++exponent;
  }
  const auto mantissa = narrow(*product);
  too_large =
      !mantissa || (*mantissa != 0 && (exponent < -kExponentMax || exponent > kExponentMax));
  if (too_large) return std::nullopt;
  return Decimal(*mantissa, *mantissa == 0 ? 0 : exponent);
}

Parsed<Measure> in_base_units(Decimal value, const UnitFactor& unit, std::string_view written) {
  bool too_large = false;
  const auto exact = exact_product(value, unit, too_large);
  if (exact) return Measure{*exact, unit.dimension, unit.percent};
  if (too_large) return too_long(written.size());
  return Fault{
      .code = "inexact_unit",
      .message = "'" + std::string(written) + "' has no exact decimal in " + unit.dimension.text(),
      .offset = 0,
      .length = written.size(),
      .suggestion = {},
      .help = "give it per day, per month or per year"};
}

std::size_t skip_spaces(std::string_view text, std::size_t from) {
  while (from < text.size() && text[from] == ' ')
    ++from;
  return from;
}

std::string_view word_at(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && (is_letter(text[end]) || text[end] == '_'))
    ++end;
  return text.substr(from, end - from);
}

// Whether a unit begins at text[at], which is after the number and its spaces.
bool begins_unit(std::string_view text, std::size_t number_end, std::size_t at,
                 std::span<const std::string_view> stop_words) {
  if (at >= text.size()) return false;
  const char c = text[at];
  const bool adjacent = at == number_end;
  if (c == '%') return true;
  if (c == '/') return adjacent && at + 1 < text.size() && text[at + 1] != ' ';
  if (adjacent) return false;
  const auto word = word_at(text, at);
  if (word.empty()) return static_cast<unsigned char>(c) >= 0x80U || c == '$';
  return std::ranges::find(stop_words, word) == stop_words.end();
}

Parsed<Prefix<Measure>> scan_measure(std::string_view text,
                                     std::span<const std::string_view> stop_words, Extent extent) {
  SETOFF_TRY_PARSED(number, scan_number(text, extent));
  const auto unit_at = skip_spaces(text, number.length);
  if (!begins_unit(text, number.length, unit_at, stop_words))
    return Prefix<Measure>{{number.value, {}, false}, number.length};
  const auto unit = scan_unit(text.substr(unit_at), extent == Extent::whole_text);
  if (!unit) return unit.error().shifted(unit_at);
  const auto length = unit_at + unit->length;
  SETOFF_TRY_PARSED(measure, in_base_units(number.value, unit->value, text.substr(0, length)));
  return Prefix<Measure>{measure, length};
}

Fault left_over(std::string_view text, std::size_t from, std::string_view what) {
  const auto begin = skip_spaces(text, from);
  if (begin == from && parse_date_text(text))
    return {.code = "bad_unit",
            .message = "'" + std::string(text) + "' is a date, and a " + std::string(what) +
                       " is needed here",
            .offset = 0,
            .length = text.size(),
            .suggestion = {},
            .help = "write a number with its unit, such as 45 days"};
  return {.code = "bad_unit",
          .message = "unexpected '" + std::string(text.substr(begin)) + "' behind the " +
                     std::string(what),
          .offset = begin,
          .length = text.size() - begin,
          .suggestion = {},
          .help = "only one number with its unit may stand here"};
}

}  // namespace

std::string Measure::text() const {
  const auto unit = dimension.text();
  if (percent) {
    const Decimal hundredfold(value.mantissa(), value.exponent() + 2);
    if (unit.empty()) return hundredfold.text() + " %";
    return hundredfold.text() + " %" + (unit.starts_with("1/") ? unit.substr(1) : "*" + unit);
  }
  return unit.empty() ? value.text() : value.text() + " " + unit;
}

Parsed<Measure> parse_measure(std::string_view text) {
  SETOFF_TRY_PARSED(prefix, scan_measure(text, {}, Extent::whole_text));
  if (prefix.length != text.size()) return left_over(text, prefix.length, "quantity");
  return prefix.value;
}

Parsed<Prefix<Measure>> parse_measure_prefix(std::string_view text,
                                             std::span<const std::string_view> stop_words) {
  return scan_measure(text, stop_words, Extent::prefix);
}

Parsed<Measure> parse_unit(std::string_view text) {
  SETOFF_TRY_PARSED(unit, scan_unit(text, true));
  if (unit.length != text.size()) return left_over(text, unit.length, "unit");
  return in_base_units(Decimal(1, 0), unit.value, text);
}

Parsed<Decimal> parse_number(std::string_view text) {
  SETOFF_TRY_PARSED(number, scan_number(text, Extent::whole_text));
  if (number.length != text.size()) return left_over(text, number.length, "number");
  return number.value;
}

}  // namespace setoff
