#pragma once
// Exchange of an amount of money into another currency at a fixing, less the bank's spread. Minor
// units of the currency received; two roundings, first of the value, then of the spread. Overflow:
// `product` or `amount`. Source: docs/events-and-postings.md, funds.converted.

#include "ledger/arithmetic/shares.h"

namespace setoff {

struct ExchangedAmount {
  std::int64_t mid = 0;       // the value at the fixing
  std::int64_t spread = 0;    // mid x spread, what the bank keeps
  std::int64_t received = 0;  // mid - spread

  friend bool operator==(const ExchangedAmount&, const ExchangedAmount&) = default;
};

// `value` is the exact value of the amount paid, in the currency received, which has `scale`
// decimals.
[[nodiscard]] inline Checked<ExchangedAmount> exchange_amount(const Exact& value, int scale,
                                                              Decimal spread, Rounding rounding) {
  const auto mid = value.round(scale, rounding);
  if (!mid) return mid.error();
  const auto kept = fraction_of(*mid, spread, rounding);
  if (!kept) return kept.error();
  const auto received = narrow(Int128{*mid} - *kept);
  if (!received) return Overflow::amount;
  return ExchangedAmount{*mid, *kept, *received};
}

}  // namespace setoff
