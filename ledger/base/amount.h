#pragma once
// Money and Quantity: 64-bit minor units of a currency or a unit. Sums and products are checked; a
// mixture of currencies or a number that does not fit is an Error (currency_mismatch, overflow),
// never a wrap. Text form: "1250000.00 EUR", "28500000 m3"; written with all decimals, read with at
// most as many.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/commodity.h"
#include "ledger/base/result.h"

namespace setoff {

template <class Kind>
class Amount {
 public:
  constexpr Amount() = default;
  constexpr Amount(std::int64_t minor, Kind kind) : minor_(minor), kind_(kind) {}

  [[nodiscard]] constexpr std::int64_t minor() const { return minor_; }
  [[nodiscard]] constexpr Kind kind() const { return kind_; }
  [[nodiscard]] constexpr bool is_zero() const { return minor_ == 0; }
  [[nodiscard]] constexpr bool is_positive() const { return minor_ > 0; }
  [[nodiscard]] constexpr bool is_negative() const { return minor_ < 0; }

  // "-12.50 EUR"
  [[nodiscard]] std::string text() const;

  friend constexpr bool operator==(const Amount&, const Amount&) = default;

 private:
  std::int64_t minor_ = 0;
  Kind kind_{};
};

using Money = Amount<Currency>;
using Quantity = Amount<Unit>;

template <class Kind>
[[nodiscard]] Result<Amount<Kind>> add(Amount<Kind> a, Amount<Kind> b);
template <class Kind>
[[nodiscard]] Result<Amount<Kind>> subtract(Amount<Kind> a, Amount<Kind> b);

// "12.50 EUR"; refuses other forms, unknown codes, more decimals than the currency has, and
// overflow.
[[nodiscard]] Result<Money> parse_money(std::string_view text);
[[nodiscard]] Result<Quantity> parse_quantity(std::string_view text);

// Minor units as a decimal without the code: "-12.50".
[[nodiscard]] std::string format_minor(std::int64_t minor, int scale);
// Reads "-12.50" into minor units of `scale` decimals; refuses more decimals and overflow.
[[nodiscard]] Result<std::int64_t> parse_minor(std::string_view text, int scale);

// Splits `total` in proportion to `weights` (>= 0, not all zero) by largest remainder; ties go to
// the earlier. The parts add up to the total.
[[nodiscard]] Result<std::vector<std::int64_t>> split(std::int64_t total,
                                                      std::span<const std::int64_t> weights);

extern template class Amount<Currency>;
extern template class Amount<Unit>;

}  // namespace setoff
