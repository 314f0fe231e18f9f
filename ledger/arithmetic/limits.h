#pragma once
// Limits of a bank account as a whole: what a debit or a credit would leave, and whether that
// exceeds the limit. Amounts in minor units of the account's currency: 64 bits for one line, 128
// for sums over lines, so that nothing overflows. Source: docs/events-and-postings.md, limit.set.

#include <cstdint>

#include "ledger/base/date.h"
#include "ledger/base/int128.h"

namespace setoff {

// An account over all its lines, on a day.
struct AccountTotals {
  Int128 posted = 0;
  Int128 held = 0;  // live holds
};

// Floor (one side): posted less held; exceeded if it falls below the limit.
[[nodiscard]] constexpr Int128 above_floor(const AccountTotals& totals) {
  return totals.posted - totals.held;
}
// Swing (two sides): how far the account is from zero, on either side, plus what is held.
[[nodiscard]] constexpr Int128 swing_exposure(const AccountTotals& totals) {
  return (totals.posted < 0 ? -totals.posted : totals.posted) + totals.held;
}

// What an entry would leave under a limit.
struct LimitOutcome {
  Int128 would_be = 0;
  bool exceeded = false;
};
// A debit (`amount` >= 0) takes money from the account, which may also be a hold.
[[nodiscard]] constexpr LimitOutcome floor_after_debit(const AccountTotals& totals,
                                                       std::int64_t amount, std::int64_t limit) {
  const auto left = above_floor(totals) - amount;
  return {left, left < limit};
}
// A debit exceeds a swing only where the account is below zero after it: above zero it lowers what
// the other side owes.
[[nodiscard]] constexpr LimitOutcome swing_after_debit(const AccountTotals& totals,
                                                       std::int64_t amount, std::int64_t limit) {
  const AccountTotals after{totals.posted - amount, totals.held};
  const auto exposure = swing_exposure(after);
  return {exposure, after.posted < 0 && exposure > limit};
}
// A credit under a cap or a swing counts what is posted: holds do not lower it.
[[nodiscard]] constexpr LimitOutcome cap_after_credit(const AccountTotals& totals,
                                                      std::int64_t amount, std::int64_t limit) {
  const auto after = totals.posted + amount;
  return {after, after > limit};
}
// `used` is what was spent in the period and is held. A debit adds to it.
[[nodiscard]] constexpr LimitOutcome spend_after_debit(Int128 used, std::int64_t amount,
                                                       std::int64_t limit) {
  const auto after = used + amount;
  return {after, after > limit};
}

// Days from `first` to `last`, both included.
struct DayRange {
  Day first;
  Day last;
};
// The period of 1, 3 or 12 months of the calendar, counted from the start of a year, that contains
// `day`.
[[nodiscard]] DayRange period_of_months(int months, Day day, Calendar calendar);

}  // namespace setoff
