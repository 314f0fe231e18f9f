#pragma once
// Cover of earmarks: what a draft would leave on a line's part of a restricted account, on its
// value date and every later day with postings. Live earmarks must stay within the money, live
// holds within it too, and the holds under a release within its approval. What was short before and
// gets no shorter is not refused. Errors: exceeds_approval, insufficient_free,
// insufficient_available.

#include "ledger/core/draft.h"
#include "ledger/core/state.h"

namespace setoff {

[[nodiscard]] Status check_earmarks(const State& state, const Draft& draft, Day day);

// The same of a window that would open: for past days it may bring back credits that had ended with
// their windows (`in_flight: kill`), and their money must still be there.
[[nodiscard]] Status check_revival(const State& state, const WindowOpened& window);

}  // namespace setoff
