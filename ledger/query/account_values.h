#pragma once
// Values of a line's bank accounts in the book currency, computed while its claims are counted:
// 128-bit sums, and how they are narrowed to 64 bits. Errors: overflow.

#include <span>

#include "ledger/base/int128.h"
#include "ledger/query/claims.h"

namespace setoff {

// Sums in progress: one that does not fit into 64 bits is reported and never wraps.
using WideParts = std::array<Int128, kClaimParts>;

[[nodiscard]] inline Int128& at(WideParts& parts, ClaimPart part) {
  return parts[static_cast<std::size_t>(part)];
}

struct WideAccount {
  std::string account;
  Currency currency;
  std::size_t place = 0;  // in the agreement, for the order
  WideParts parts{};      // in the account's currency
  WideParts values{};     // in the book currency
  Int128 held = 0;
};

// Narrows the sums of one line; status() is an error once one of them does not fit.
class Narrowing {
 public:
  explicit Narrowing(std::string_view line) : line_(line) {}

  std::int64_t operator()(Int128 sum) {
    const auto fits = narrow(sum);
    if (!fits) wide_ = true;
    return fits.value_or(0);
  }
  ClaimParts operator()(const WideParts& sums) {
    ClaimParts out{};
    for (std::size_t i = 0; i < kClaimParts; ++i)
      out[i] = (*this)(sums[i]);
    return out;
  }
  [[nodiscard]] Status status() const;

 private:
  std::string_view line_;
  bool wide_ = false;
};

struct ValuedLine {
  std::string_view line;
  Day day;
  Valuation valuation;
};
// Fills in the values. Returns how far they fall short of the book value of the same money: a loss
// that the books do not show yet.
[[nodiscard]] Result<Int128> value_accounts(const State& state, const ValuedLine& of,
                                            std::span<WideAccount> accounts);

}  // namespace setoff
