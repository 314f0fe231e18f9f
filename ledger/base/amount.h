#pragma once
// Money and Quantity: an amount in 64-bit minor units of a currency or of a unit of goods. Sums are
// checked: mixed currencies and results that do not fit are an Error (currency_mismatch, overflow);
// nothing wraps. Text form: "1250000.00 EUR", "28500000 m3". Output shows all decimals; input may
// have fewer, but not more.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/commodity.h"
#include "ledger/base/int128.h"
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

// Parses "12.50 EUR". Errors: bad_field for any other form, an unknown code or more decimals than
// the currency has; overflow.
[[nodiscard]] Result<Money> parse_money(std::string_view text);
[[nodiscard]] Result<Quantity> parse_quantity(std::string_view text);

// Minor units as a decimal with `scale` decimals, without the code: "-12.50".
[[nodiscard]] std::string format_minor(std::int64_t minor, int scale);
// With the code: "-12.50 EUR", "29850.000 t".
[[nodiscard]] std::string amount_text(std::int64_t minor, Commodity commodity);
// Parses "-12.50" into minor units with `scale` decimals. Errors: bad_field for any other form or
// more decimals; overflow.
[[nodiscard]] Result<std::int64_t> parse_minor(std::string_view text, int scale);

// Splits `total` in proportion to `weights` by the largest remainder method; ties go to the earlier
// part. The parts sum to `total`, which may be negative. Never returns an error: a negative weight,
// or none above zero, is a bug and aborts.
[[nodiscard]] Result<std::vector<std::int64_t>> split(std::int64_t total,
                                                      std::span<const std::int64_t> weights);
// The same without allocating. `parts` and the scratch space `rests` are as long as `weights`.
struct SplitRest {
  std::size_t part = 0;
  Int128 rest = 0;
};
void split_into(std::int64_t total, std::span<const std::int64_t> weights,
                std::span<std::int64_t> parts, std::span<SplitRest> rests);

extern template class Amount<Currency>;
extern template class Amount<Unit>;

}  // namespace setoff
