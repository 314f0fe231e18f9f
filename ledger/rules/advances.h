#pragma once
// Advances: a buyer's money that has not settled any debt yet. Unless the agreement leaves it to
// instruction, an advance is applied to the buyer's debts on the same line as soon as both are
// open, so that no entry leaves an open advance next to an open debt. If an entry is booked late,
// the advance is applied on the first day from which both stay open, by legs with that value date.

#include "ledger/rules/rules.h"

namespace setoff {

// The kinds of a buyer's debts, in the order in which payments settle them.
inline constexpr AccountKind kDebtKinds[] = {AccountKind::claim, AccountKind::topup,
                                             AccountKind::penalty};

// Adds legs to the draft that apply open advances to the debts it leaves open.
[[nodiscard]] Status apply_advances(const RuleContext& context);

// Applies `amount` (book currency, minor units) of an advance to a debt of the same line on day
// `on`, and adds the settlement to the draft.
void apply_advance(const RuleContext& context, const AccountKey& advance,
                   std::string_view advance_lot, const AccountKey& debt, std::string_view debt_lot,
                   std::int64_t amount, Day on);

// The day from which the lot's debt is due; debts are settled in this order.
[[nodiscard]] Day due_of(const Lot& lot);

// Records in the books what a payment settled or, with negative amounts, no longer settles.
void record_settlement(State& state, const SettlementChange& settlement);

}  // namespace setoff
