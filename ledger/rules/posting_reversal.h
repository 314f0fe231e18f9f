#pragma once
// What the reversals of several event types share: negated legs, settlements undone, sums of an
// earlier entry.

#include <string_view>

#include "ledger/rules/rules.h"

namespace setoff {

// Negates the legs of the entry in the draft. Money that came in is taken back like a returned
// payment: at its current cost, and from what is still there. Errors: overflow, and those of
// claw_back_money().
[[nodiscard]] Status reverse_postings(const RuleContext& context, const Entry& entry);
// Undoes what advances settled of `debt` through the entry.
void undo_settlements(const RuleContext& context, const Entry& entry, std::string_view debt);
// The sum of what the entry posted to accounts of that class and kind, such as "assets", "claim".
[[nodiscard]] std::int64_t sum_posted(const Entry& entry, std::string_view account_class,
                                      std::string_view kind);
// Checks that no late fee was charged on the claim and no debit note has raised it. Errors:
// has_dependents.
[[nodiscard]] Status check_no_later_charges(const State& state, const std::string& claim);
// Reverses an entry that made the claim: the check, the postings, and what advances settled of it.
[[nodiscard]] Status reverse_claim(const RuleContext& context, const Entry& entry,
                                   const std::string& claim);

}  // namespace setoff
