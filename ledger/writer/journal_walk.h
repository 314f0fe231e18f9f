#pragma once
// Iterates over the entries of a journal in either direction, from any of them, until the visitor
// stops. Errors: those of the journal and of the visitor.

#include <functional>

#include "ledger/writer/journal.h"

namespace setoff {

// Returns true to continue, false to stop.
using EntryVisit = std::function<Result<bool>(Sequence sequence, ByteView bytes)>;

// Entries `from`, `from` + 1, ...
[[nodiscard]] Status walk_forward(const JournalPort& journal, Sequence from,
                                  const EntryVisit& visit);
// Entries `before` - 1, `before` - 2, ...; read in runs.
[[nodiscard]] Status walk_backward(const JournalPort& journal, Sequence before,
                                   const EntryVisit& visit);

}  // namespace setoff
