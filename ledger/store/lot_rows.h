#pragma once
// Rows of the table `lot`: what an event says of the lots it names, where that is more than their
// postings tell: dates, parties, purpose, what a credit stands under. A later row of the same lot
// adds to the earlier ones (an approval to its request, a new expiry to its credit).

#include "ledger/core/event.h"
#include "ledger/store/table_rows.h"

namespace setoff {

[[nodiscard]] Status take_lot_rows(const Event& event, Sequence sequence, RowSink& sink);

}  // namespace setoff
