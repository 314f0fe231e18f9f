#include "ledger/base/amount.h"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "ledger/base/characters.h"
#include "ledger/base/check.h"

namespace setoff {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

template <class Kind>
Result<Amount<Kind>> combine(Amount<Kind> a, Amount<Kind> b, bool negate_b) {
  if (a.kind() != b.kind())
    return Error(Code::currency_mismatch, "cannot combine " + a.text() + " and " + b.text());
  std::int64_t sum = 0;
  const bool wrapped = negate_b ? __builtin_sub_overflow(a.minor(), b.minor(), &sum)
                                : __builtin_add_overflow(a.minor(), b.minor(), &sum);
  if (wrapped) return Error(Code::overflow, a.text() + " and " + b.text() + " do not fit together");
  return Amount<Kind>(sum, a.kind());
}

template <class Kind>
Result<Amount<Kind>> parse_amount(std::string_view text, std::string_view example) {
  const auto space = text.find(' ');
  if (space == std::string_view::npos)
    return Error(Code::bad_field, "'" + std::string(text) +
                                      "' is not an amount with its unit, such as '" +
                                      std::string(example) + "'");
  const auto code = text.substr(space + 1);
  const auto kind = Kind::find(code);
  if (!kind)
    return Error(Code::bad_field,
                 "'" + std::string(code) + "' is not a known currency or unit here");
  SETOFF_TRY(minor, parse_minor(text.substr(0, space), kind->scale()));
  return Amount<Kind>(minor, *kind);
}

}  // namespace

std::string format_minor(std::int64_t minor, int scale) {
  const bool negative = minor < 0;
  const auto magnitude = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(minor)
                                  : static_cast<std::uint64_t>(minor);
  std::string digits = std::to_string(magnitude);
  const auto places = static_cast<std::size_t>(scale);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  if (negative) digits.insert(0, 1, '-');
  return digits;
}

std::string amount_text(std::int64_t minor, Commodity commodity) {
  return format_minor(minor, commodity.scale()) + " " + std::string(commodity.code());
}

Result<std::int64_t> parse_minor(std::string_view text, int scale) {
  const bool negative = text.starts_with('-');
  const auto body = negative ? text.substr(1) : text;
  const auto point = body.find('.');
  const auto whole = body.substr(0, point);
  const auto places = point == std::string_view::npos ? std::string_view{} : body.substr(point + 1);
  const bool well_formed = all_digits(whole) && (whole.size() == 1 || whole[0] != '0') &&
                           (point == std::string_view::npos || all_digits(places));
  if (!well_formed)
    return Error(Code::bad_field,
                 "'" + std::string(text) + "' is not a plain decimal such as 1250.50");
  if (places.size() > static_cast<std::size_t>(scale))
    return Error(Code::bad_field, "'" + std::string(text) + "' has more than " +
                                      std::to_string(scale) + " decimals");
  std::string digits(negative ? "-" : "");
  digits.append(whole).append(places).append(static_cast<std::size_t>(scale) - places.size(), '0');
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (failed == std::errc::result_out_of_range)
    return Error(Code::overflow,
                 "'" + std::string(text) + "' does not fit into 64 bits of minor units");
  SETOFF_CHECK(failed == std::errc{} && end == digits.data() + digits.size());
  return value;
}

template <class Kind>
std::string Amount<Kind>::text() const {
  return amount_text(minor_, kind_);
}

template <class Kind>
Result<Amount<Kind>> add(Amount<Kind> a, Amount<Kind> b) {
  return combine(a, b, false);
}

template <class Kind>
Result<Amount<Kind>> subtract(Amount<Kind> a, Amount<Kind> b) {
  return combine(a, b, true);
}

Result<Money> parse_money(std::string_view text) {
  return parse_amount<Currency>(text, "1250.00 EUR");
}
Result<Quantity> parse_quantity(std::string_view text) {
  return parse_amount<Unit>(text, "60000 t");
}

void split_into(std::int64_t total, std::span<const std::int64_t> weights,
                std::span<std::int64_t> parts, std::span<SplitRest> rests) {
  SETOFF_CHECK(parts.size() == weights.size() && rests.size() == weights.size());
  Int128 sum = 0;
  for (const auto weight : weights) {
    SETOFF_CHECK(weight >= 0);
    sum += weight;
  }
  SETOFF_CHECK(sum > 0);
  Int128 given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Int128 product = Int128{total} * weights[i];
    Int128 share = product / sum;
    if (product % sum < 0) --share;  // round down, so that no remainder is negative
    rests[i] = {i, product - share * sum};
    parts[i] = static_cast<std::int64_t>(share);
    given += share;
  }
  std::ranges::sort(rests, [](const SplitRest& a, const SplitRest& b) {
    return a.rest != b.rest ? a.rest > b.rest : a.part < b.part;
  });
  const auto missing = static_cast<std::size_t>(Int128{total} - given);
  for (const auto& one : rests.first(missing))
    ++parts[one.part];
}

Result<std::vector<std::int64_t>> split(std::int64_t total, std::span<const std::int64_t> weights) {
  std::vector<std::int64_t> parts(weights.size());
  std::vector<SplitRest> rests(weights.size());
  split_into(total, weights, parts, rests);
  return parts;
}

template class Amount<Currency>;
template class Amount<Unit>;
template Result<Money> add(Money, Money);
template Result<Money> subtract(Money, Money);
template Result<Quantity> add(Quantity, Quantity);
template Result<Quantity> subtract(Quantity, Quantity);

}  // namespace setoff
