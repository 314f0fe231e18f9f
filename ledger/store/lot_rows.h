#pragma once
// Rows of the table `lot`: what an event says about the lots it names, beyond what their postings
// show (dates, parties, purpose, the release and order of a credit). A later row of the same lot
// adds to the earlier ones (an approval to its request, a new expiry to its credit).

#include "ledger/event/event.h"
#include "ledger/store/table_rows.h"

namespace setoff {

[[nodiscard]] Status emit_lot_rows(const Event& event, Sequence sequence, RowSink& sink);

}  // namespace setoff
