#pragma once
// Simple interest on daily balances: bank interest, and late fees on what is open of a claim. A day
// counts with the balance at its end; a span is half open, [from, to). Amounts in minor units. The
// result is exact: the caller rounds it once. Overflow: `product`. Source:
// docs/events-and-postings.md, interest.accrued and latefee.charged.

#include <algorithm>
#include <concepts>
#include <optional>

#include "ledger/base/date.h"
#include "ledger/base/decimal.h"

namespace setoff {

struct InterestTerms {
  Decimal rate_per_year;
  int days_of_year = 365;  // day count: 365 for ACT/365, 360 for ACT/360
};

// A balance over days.
template <class Balances>
concept DailyBalances = requires(const Balances& balances, Day day) {
  { balances.at(day) } -> std::same_as<std::int64_t>;  // at the end of the day
  // The first day after `day` with another balance, if any.
  { balances.next_change(day) } -> std::same_as<std::optional<Day>>;
};

// What a balance exceeds an amount (>= 0) by, on its own side.
template <DailyBalances Balances>
class BalanceBeyond {
 public:
  BalanceBeyond(const Balances& balances, std::int64_t free) : balances_(balances), free_(free) {}
  [[nodiscard]] std::int64_t at(Day day) const {
    const std::int64_t balance = balances_.at(day);
    if (balance > free_) return balance - free_;
    return balance < -free_ ? balance + free_ : 0;
  }
  [[nodiscard]] std::optional<Day> next_change(Day day) const { return balances_.next_change(day); }

 private:
  const Balances& balances_;
  std::int64_t free_;
};

// Interest on `balance_days`, a sum of daily balances with `scale` decimals.
[[nodiscard]] inline Checked<Exact> interest_on(std::int64_t balance_days, int scale,
                                                const InterestTerms& terms) {
  const auto product = Exact(balance_days, scale).times(terms.rate_per_year);
  if (!product) return product.error();
  return product->over(terms.days_of_year);
}

// The sum of the daily balances; nullopt if it does not fit into 64 bits.
template <DailyBalances Balances>
[[nodiscard]] std::optional<std::int64_t> balance_days(const Balances& balances, Day from, Day to) {
  Int128 sum = 0;
  for (Day day = from; day < to;) {
    const Day end = std::min(to, balances.next_change(day).value_or(to));
    sum += Int128{balances.at(day)} * (end - day);
    day = end;
  }
  return narrow(sum);
}

template <DailyBalances Balances>
[[nodiscard]] Checked<Exact> simple_interest(const Balances& balances, Day from, Day to, int scale,
                                             const InterestTerms& terms) {
  if (const auto sum = balance_days(balances, from, to)) return interest_on(*sum, scale, terms);
  // Interest is linear in the sum: halve the span until the sum fits, which that of one day does.
  const Day middle = from + (to - from) / 2;
  const auto left = simple_interest(balances, from, middle, scale, terms);
  if (!left) return left.error();
  const auto right = simple_interest(balances, middle, to, scale, terms);
  if (!right) return right.error();
  return left->plus(*right);
}

// The part of a claim that bears a late fee on a day. It is nothing while the buyer's advances on
// the line, which meet its claims, cover all of them: a payment that was booked late had arrived
// all the same.
struct LineOnADay {
  std::int64_t claims = 0;    // open on the line
  std::int64_t advances = 0;  // open on the line, positive
  bool advances_meet_claims = false;
};
[[nodiscard]] constexpr std::int64_t bears_late_fee(std::int64_t open, const LineOnADay& line) {
  const bool covered = line.advances_meet_claims && line.advances >= line.claims;
  return covered ? 0 : open;
}

}  // namespace setoff
