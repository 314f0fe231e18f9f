#pragma once
// The full replay that a snapshot's books owe: from the first entry to the snapshot's sequence, to
// the same digest. Errors: corrupt if they differ or the journal does not replay; those of the
// journal.

#include <functional>

#include "ledger/book/snapshot.h"

namespace setoff {

// `reached(entries)` is called every few thousand entries; false ends the check, which then gives
// false. The journal is read in short runs, so that a writer beside it is not held up.
[[nodiscard]] Result<bool> check_snapshot(const JournalPort& journal, const SnapshotHead& head,
                                          const std::function<bool(Sequence)>& reached);

}  // namespace setoff
