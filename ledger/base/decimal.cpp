#include "ledger/base/decimal.h"

#include <algorithm>
#include <numeric>

#include "ledger/base/check.h"

namespace setoff {
namespace {

constexpr std::size_t kPlacesMax = 18;  // decimals in text

Int128 gcd(Int128 a, Int128 b) {
  if (a < 0) a = -a;
  if (b == 1) return 1;
  if (a <= INT64_MAX && b > 0 && b <= INT64_MAX)  // 128-bit division is many times slower
    return std::max<std::int64_t>(
        1, std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b)));
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a == 0 ? 1 : a;
}

Int128 reduced(Int128 value, Int128 divisor) {
  return divisor == 1 ? value : value / divisor;
}

// value x 10^shift for shift >= 0.
std::optional<Int128> shifted(Int128 value, int shift) {
  const auto power = power_of_ten(shift);
  return power ? checked_multiply(value, *power) : std::nullopt;
}

}  // namespace

Decimal::Decimal(std::int64_t mantissa, int exponent) : mantissa_(mantissa) {
  while (mantissa_ != 0 && mantissa_ % 10 == 0) {
    mantissa_ /= 10;
    ++exponent;
  }
  if (mantissa_ == 0) exponent = 0;
  SETOFF_CHECK(is_canonical(mantissa_, exponent));
  exponent_ = static_cast<std::int8_t>(exponent);
}

std::string Decimal::text() const {
  if (exponent_ <= 0) return format_minor(mantissa_, -exponent_);
  std::string digits = format_minor(mantissa_, 0);
  digits.append(static_cast<std::size_t>(exponent_), '0');
  return digits;
}

Result<Decimal> Decimal::rounded(int places, Rounding rounding) const {
  SETOFF_TRY(minor, Exact(*this).round(places, rounding));
  return Decimal(minor, -places);
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const int low = std::min(a.exponent_, b.exponent_);
  const auto left = shifted(a.mantissa_, a.exponent_ - low);
  const auto right = shifted(b.mantissa_, b.exponent_ - low);
  if (left && right) return *left <=> *right;
  // One is so much larger that its shift overflowed: its sign decides.
  if (!left) return a.mantissa_ <=> std::int64_t{0};
  return std::int64_t{0} <=> b.mantissa_;
}

Result<Decimal> parse_decimal(std::string_view text) {
  const auto point = text.find('.');
  const auto places = point == std::string_view::npos ? 0 : text.size() - point - 1;
  if (places > kPlacesMax)
    return Error(Code::bad_field, "'" + std::string(text) + "' has more than 18 decimals");
  SETOFF_TRY(minor, parse_minor(text, static_cast<int>(places)));
  return Decimal(minor, -static_cast<int>(places));
}

std::string Rate::units() const {
  return std::string(numerator.code()) + "/" + std::string(denominator.code());
}

std::string Rate::text() const {
  return value.text() + " " + units();
}

Result<Rate> parse_rate(std::string_view text) {
  const auto space = text.find(' ');
  const auto slash = text.find('/');
  if (space == std::string_view::npos || slash == std::string_view::npos || slash < space)
    return Error(Code::bad_field, "'" + std::string(text) +
                                      "' is not a rate with its units, such as '0.9053 EUR/USD'");
  SETOFF_TRY(value, parse_decimal(text.substr(0, space)));
  const auto numerator = find_commodity(text.substr(space + 1, slash - space - 1));
  const auto denominator = find_commodity(text.substr(slash + 1));
  if (!numerator || !denominator)
    return Error(Code::bad_field, "'" + std::string(text.substr(space + 1)) +
                                      "' names a currency or unit that is not known");
  if (value.mantissa() <= 0)
    return Error(Code::bad_field, "a rate must be above zero: '" + std::string(text) + "'");
  return Rate{value, *numerator, *denominator};
}

Exact::Exact(std::int64_t minor, int scale) : numerator_(minor), exponent_(-scale) {}
Exact::Exact(Decimal value) : numerator_(value.mantissa()), exponent_(value.exponent()) {}

Checked<Exact> Exact::times(Decimal factor) const {
  auto product = times(factor.mantissa());
  if (product) product->exponent_ += factor.exponent();
  return product;
}

Checked<Exact> Exact::times(std::int64_t factor) const {
  Exact product = *this;
  const auto divisor = gcd(factor, denominator_);
  const auto numerator = checked_multiply(numerator_, reduced(factor, divisor));
  if (!numerator) return Overflow::product;
  product.numerator_ = *numerator;
  product.denominator_ = reduced(denominator_, divisor);
  return product;
}

Checked<Exact> Exact::over(Decimal divisor) const {
  auto quotient = over(divisor.mantissa());
  if (quotient) quotient->exponent_ -= divisor.exponent();
  return quotient;
}

Checked<Exact> Exact::over(std::int64_t divisor) const {
  SETOFF_CHECK(divisor > 0);
  Exact quotient = *this;
  const auto common = gcd(numerator_, divisor);
  const auto denominator = checked_multiply(denominator_, reduced(divisor, common));
  if (!denominator) return Overflow::product;
  quotient.numerator_ = reduced(numerator_, common);
  quotient.denominator_ = *denominator;
  return quotient;
}

Checked<Exact> Exact::plus(const Exact& other) const {
  Exact sum;
  sum.exponent_ = std::min(exponent_, other.exponent_);
  const auto left = shifted(numerator_, exponent_ - sum.exponent_);
  const auto right = shifted(other.numerator_, other.exponent_ - sum.exponent_);
  if (!left || !right) return Overflow::product;
  const Int128 common = gcd(denominator_, other.denominator_);
  const auto a = checked_multiply(*left, other.denominator_ / common);
  const auto b = checked_multiply(*right, denominator_ / common);
  const auto denominator = checked_multiply(denominator_, other.denominator_ / common);
  if (!a || !b || !denominator) return Overflow::product;
  if (__builtin_add_overflow(*a, *b, &sum.numerator_)) return Overflow::product;
  sum.denominator_ = *denominator;
  return sum;
}

Checked<std::int64_t> Exact::round(int scale, Rounding rounding) const {
  const int shift = exponent_ + scale;
  auto numerator = shift >= 0 ? shifted(numerator_, shift) : std::optional(numerator_);
  auto denominator = shift < 0 ? shifted(denominator_, -shift) : std::optional(denominator_);
  if (shift >= 0 && !numerator) return Overflow::product;
  if (!denominator) return Overflow::product;
  const auto minor = narrow(divide_rounded(*numerator, *denominator, rounding));
  if (!minor) return Overflow::amount;
  return *minor;
}

Checked<Exact> at_rate(const Exact& amount, RateStep step) {
  return step.divides ? amount.over(step.rate) : amount.times(step.rate);
}

Result<RateStep> step_from(Commodity from, const Rate& rate) {
  if (from == rate.denominator) return RateStep{rate.value, false};
  if (from == rate.numerator) return RateStep{rate.value, true};
  return Error(Code::currency_mismatch,
               "the rate " + rate.units() + " does not convert " + std::string(from.code()));
}

Result<Exact> convert(const Exact& amount, Commodity from, const Rate& rate) {
  SETOFF_TRY(step, step_from(from, rate));
  return at_rate(amount, step);
}

}  // namespace setoff
