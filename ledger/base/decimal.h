#pragma once
// Decimal: an exact decimal, a 64-bit mantissa times a power of ten without trailing zeros ("95.40"
// is 954e-1). Rate: units of one commodity per unit of another: "0.9053 EUR/USD", "5.5484
// USD/MMBtu", "0.0366 MMBtu/m3". Exact: an intermediate product or quotient of such numbers,
// rounded only once, when it becomes an amount. Errors: bad_field for malformed text; overflow if
// 64 bits (an amount, a mantissa) or 128 bits (an intermediate number) do not suffice.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/amount.h"
#include "ledger/base/int128.h"
#include "ledger/base/result.h"
#include "ledger/base/rounding.h"

namespace setoff {

class Decimal {
 public:
  // Range of the exponent of a value without trailing zeros; the same for text, entries and
  // snapshots.
  static constexpr int kExponentMin = -19;
  static constexpr int kExponentMax = 36;

  constexpr Decimal() = default;
  // mantissa x 10^exponent; aborts if the exponent, once trailing zeros are removed, is outside
  // that range.
  Decimal(std::int64_t mantissa, int exponent);
  // Whether stored parts are a valid Decimal: exponent in range, no trailing zeros.
  [[nodiscard]] static constexpr bool is_canonical(std::int64_t mantissa, int exponent) {
    if (mantissa == 0) return exponent == 0;
    return mantissa % 10 != 0 && exponent >= kExponentMin && exponent <= kExponentMax;
  }

  [[nodiscard]] constexpr std::int64_t mantissa() const { return mantissa_; }
  [[nodiscard]] constexpr int exponent() const { return exponent_; }
  [[nodiscard]] std::string text() const;
  // Rounds to `places` decimals, at most 19.
  [[nodiscard]] Result<Decimal> rounded(int places, Rounding rounding) const;

  friend bool operator==(const Decimal&, const Decimal&) = default;
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  std::int64_t mantissa_ = 0;
  std::int8_t exponent_ = 0;
};

// Parses "-0.00706"; at most 18 decimals.
[[nodiscard]] Result<Decimal> parse_decimal(std::string_view text);

struct Rate {
  Decimal value;
  Commodity numerator;
  Commodity denominator;

  [[nodiscard]] std::string text() const;   // "0.9053 EUR/USD"
  [[nodiscard]] std::string units() const;  // "EUR/USD"
  friend bool operator==(const Rate&, const Rate&) = default;
};

// Parses "0.9053 EUR/USD"; the value must be positive.
[[nodiscard]] Result<Rate> parse_rate(std::string_view text);

class Exact {
 public:
  Exact() = default;  // zero
  // `minor` minor units with `scale` decimals.
  Exact(std::int64_t minor, int scale);
  explicit Exact(Decimal value);

  [[nodiscard]] Checked<Exact> times(Decimal factor) const;
  [[nodiscard]] Checked<Exact> times(std::int64_t factor) const;
  [[nodiscard]] Checked<Exact> over(Decimal divisor) const;  // divisor > 0
  [[nodiscard]] Checked<Exact> over(std::int64_t divisor) const;
  [[nodiscard]] Checked<Exact> plus(const Exact& other) const;
  // Minor units with `scale` decimals, rounded once.
  [[nodiscard]] Checked<std::int64_t> round(int scale, Rounding rounding) const;

 private:
  Int128 numerator_ = 0;
  Int128 denominator_ = 1;
  int exponent_ = 0;  // value = numerator / denominator x 10^exponent
};

// One step of a conversion: the amount times a rate, or divided by it. The rate must be above zero.
struct RateStep {
  Decimal rate;
  bool divides = false;
};
[[nodiscard]] Checked<Exact> at_rate(const Exact& amount, RateStep step);
// The step from `from` to the other side of the rate; currency_mismatch if `from` is on neither.
[[nodiscard]] Result<RateStep> step_from(Commodity from, const Rate& rate);

// Converts `amount`, which is in `from`, to the other side of the rate; currency_mismatch if `from`
// is on neither.
[[nodiscard]] Result<Exact> convert(const Exact& amount, Commodity from, const Rate& rate);

}  // namespace setoff
