#pragma once
// Verifies a snapshot by a full replay from the first entry to the snapshot's sequence, which must
// produce the same digest. Errors: corrupt if the digests differ or the journal does not replay;
// those of the journal.

#include <functional>

#include "ledger/writer/snapshot.h"

namespace setoff {

// Calls `reached(entries)` about every 20,000 entries; if it returns false, the check stops and
// returns false. Reads the journal in short runs, so that a concurrent writer is not held up.
[[nodiscard]] Result<bool> check_snapshot(const JournalPort& journal, const SnapshotInfo& head,
                                          const std::function<bool(Sequence)>& reached);

}  // namespace setoff
