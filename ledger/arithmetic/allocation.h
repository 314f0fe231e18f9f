#pragma once
// Allocation of an amount: over debts, over the lots of an account, over approvals and over
// documents, always in an order, each part getting at most what it has open. Also which remainder a
// payment closes. Amounts in minor units, not negative; nothing overflows. Source:
// docs/events-and-postings.md, payment.received.

#include <algorithm>
#include <cstdint>
#include <tuple>

namespace setoff {

// What is left of an amount that is given to parts, one after the other. The parts and what is left
// add up to the amount.
class Remainder {
 public:
  constexpr explicit Remainder(std::int64_t amount) : left_(amount) {}

  [[nodiscard]] constexpr std::int64_t left() const { return left_; }
  // The part for something with `open` to take it; nothing if that is negative.
  constexpr std::int64_t allot(std::int64_t open) {
    const auto part = std::max<std::int64_t>(0, std::min(open, left_));
    left_ -= part;
    return part;
  }

 private:
  std::int64_t left_;
};

// The order in which debts of a line are settled: claims, topups, penalties (rank); of one kind the
// one that is due first; of one day by name. `lot` may be a reference if references are in the
// order of names.
template <class Debt>
[[nodiscard]] constexpr bool settles_before(const Debt& a, const Debt& b) {
  return std::tie(a.rank, a.due, a.lot) < std::tie(b.rank, b.due, b.lot);
}

// The largest remainder of a debt that a payment in another currency closes: the value of the
// agreement's tolerance (or of the smallest unit paid), plus half a minor unit for each payment
// that settled the debt before and was rounded.
[[nodiscard]] constexpr std::int64_t closing_tolerance(std::int64_t tolerance_value,
                                                       std::int64_t rounded_payments) {
  return tolerance_value + (rounded_payments + 1) / 2;
}

// A remainder within the tolerance goes to rounding, on whichever side it is.
struct Closing {
  std::int64_t closed = 0;   // of the debt settled last
  std::int64_t surplus = 0;  // of the payment

  friend bool operator==(const Closing&, const Closing&) = default;
};
// `rest` is what the payment leaves open of the debt that it settled last, `left` what is left of
// the payment.
[[nodiscard]] constexpr Closing close_within(std::int64_t rest, std::int64_t left,
                                             std::int64_t tolerance) {
  if (left == 0) return {rest <= tolerance ? rest : 0, 0};
  return {0, rest == 0 && left <= tolerance ? left : 0};
}

}  // namespace setoff
