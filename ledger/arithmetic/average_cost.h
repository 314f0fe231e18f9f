#pragma once
// Average cost: what foreign money that moves changes in the book value of what a line holds of the
// currency. Money that leaves takes its share of the cost and of the revaluation, and realises the
// difference from its value. The same applies, with the signs turned, to money that is owed and
// repaid. Minor units. Source: docs/events-and-postings.md (the position), law 16.

#include <cstdint>
#include <optional>

#include "ledger/base/rounding.h"

namespace setoff {

// What the line holds of a currency; negative if it owes.
struct Holding {
  std::int64_t money = 0;     // in the currency
  std::int64_t cost = 0;      // its book value, revaluation included
  std::int64_t revalued = 0;  // of that, gains that are not realised; negative for losses
};

// Money that comes in (positive) or leaves (negative), worth `value` in the book currency, with the
// same sign.
struct MoneyMove {
  std::int64_t amount = 0;
  std::int64_t value = 0;
};

// cost + revalued = value of the move + gain: the entry balances.
struct HoldingChange {
  std::int64_t cost = 0;      // added to the holding's cost
  std::int64_t revalued = 0;  // taken from its revaluation
  std::int64_t gain = 0;      // realised; negative for a loss

  friend bool operator==(const HoldingChange&, const HoldingChange&) = default;
};

// Whether a move takes money out of the holding, or repays what it owes; else its value is its
// cost.
[[nodiscard]] constexpr bool closes_holding(std::int64_t money, std::int64_t amount) {
  return money != 0 && (money < 0) != (amount < 0);
}

// A move beyond zero closes the holding, and what is left of it opens one on the other side at its
// own value; the last part of a holding takes all of its cost. Each share is rounded once. nullopt
// if a number does not fit into 64 bits. A holding of no money has no cost.
[[nodiscard]] std::optional<HoldingChange> move_holding(const Holding& holding,
                                                        const MoneyMove& move, Rounding rounding);

}  // namespace setoff
