#pragma once
// Advances: money of a buyer that has settled nothing yet. It meets what the buyer owes on the same
// line as soon as both stand open, unless the agreement leaves that to instruction: no entry leaves
// an open advance beside an open debt. Where an entry is booked late, the two meet on the first day
// from which both stay open, by legs with that value date.

#include "ledger/core/rules.h"

namespace setoff {

// What a buyer owes: claims before topups before penalties, as payments settle them.
inline constexpr Kind kDebts[] = {Kind::claim, Kind::topup, Kind::penalty};

// Adds the legs by which advances and debts that the draft leaves open meet.
[[nodiscard]] Status meet_advances(const RuleContext& context);

// Lets `amount` of an advance meet a debt of its line on a day; notes what a payment settles by it.
void meet(const RuleContext& context, const AccountKey& advance, std::string_view advance_lot,
          const AccountKey& debt, std::string_view debt_lot, std::int64_t amount, Day on);

// Day from which a debt of that lot is due, for the order in which debts are settled.
[[nodiscard]] Day due_of(const Lot& lot);

// Keeps in the books what a payment settled, or no longer does.
void note_settlement(State& state, const NewSettlement& settlement);

}  // namespace setoff
