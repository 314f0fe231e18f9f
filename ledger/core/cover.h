#pragma once
// Cover of earmarks: what a draft would leave on a line's part of a restricted account, on its
// value date and every later day with postings or new rules. Live earmarks must stay within the
// money, live holds within it too, and the holds under an approval within what is left of it. New
// windows and rules count as they will be: they may bring back credits that had ended. What was
// short before and gets no shorter is not refused. Errors: exceeds_approval, insufficient_free,
// insufficient_available.

#include "ledger/core/draft.h"
#include "ledger/core/state.h"

namespace setoff {

[[nodiscard]] Status check_earmarks(const State& state, const Draft& draft, Day day);

}  // namespace setoff
