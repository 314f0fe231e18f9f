#pragma once
// Positions: what the foreign money of a line stands for in the books. A position holds the
// opposite of the money at a book value; what of that is not realised stands in `revaluation`.
// Money that leaves takes its share of both at average cost, and the difference from its value goes
// to `fx`. The same holds for money that is owed (a clearing account or a bank below zero) and is
// paid back. Law: on a day on which a line holds nothing of a currency, its position and its
// revaluation are zero. Minor units.

#include "ledger/core/rules.h"

namespace setoff {

// Foreign money of a line that comes (above zero) or leaves, worth `value` in the book currency,
// of the same sign. The caller books the money itself and `value` against it. Returns what is
// realised, which is booked to `fx` of that object; negative for a loss. Errors: overflow.
struct PositionMove {
  std::string_view object;  // bank account
  std::string_view line;
  Money amount;
  std::int64_t value = 0;
};
[[nodiscard]] Result<std::int64_t> move_position(const RuleContext& context,
                                                 const PositionMove& move);

// Books to `fx` what a draft would leave on a position, or on its revaluation, on days on which
// there is no money for it: an entry of today cannot know what later entries took at which cost.
void clear_positions(const RuleContext& context);

// "iqd": a currency as a path segment.
[[nodiscard]] std::string segment_of(Currency currency);

}  // namespace setoff
