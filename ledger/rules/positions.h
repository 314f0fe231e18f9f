#pragma once
// Positions: the book value of a line's foreign money. The account `position` holds the negated
// foreign amount and its book value; the unrealised part of that value is in `revaluation`. Money
// that leaves takes its share of both at average cost, and the difference from its value goes to
// `fx`. The same applies to money that is owed (a clearing account or a bank below zero) and
// repaid. Law 16 (ledger/audit/laws.h): on a day on which a line holds nothing of a currency, its
// position and its revaluation are zero. Minor units. Source: docs/events-and-postings.md, "Using
// foreign money".

#include "ledger/rules/rules.h"

namespace setoff {

// Foreign money of a line that comes in (positive) or leaves (negative), worth `value` in the book
// currency, with the same sign. The caller books the money itself and `value` against it.
// move_position() returns the realised gain, negative for a loss, and books it to `fx` of `object`.
// Errors: overflow.
struct PositionMove {
  std::string_view object;  // bank account
  std::string_view line;
  Money amount;
  std::int64_t value = 0;
};
[[nodiscard]] Result<std::int64_t> move_position(const RuleContext& context,
                                                 const PositionMove& move);

// Books to `fx` what the draft would leave on a position, or on its revaluation, on days on which
// the line holds none of its money: a back-dated entry cannot know what later entries took, and at
// what cost.
void clear_positions(const RuleContext& context);

// "iqd": a currency as a path segment.
[[nodiscard]] std::string segment_of(Currency currency);

}  // namespace setoff
