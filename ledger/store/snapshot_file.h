#pragma once
// The snapshot of a ledger as a file `<ledger>-snapshot` next to it: a cache that can be deleted at
// any time, for its owner alone. It ends with a seal (snapshot_seal.h): only what this ledger's
// daemon wrote is read. It is written under a temporary name, synced and renamed, so that it is
// complete or absent. Errors: cannot_open if there is none, cannot_read, cannot_write; corrupt
// without a valid seal; those of read_snapshot.

#include <filesystem>

#include "ledger/store/snapshot_seal.h"
#include "ledger/writer/ledger_writer.h"

namespace setoff {

[[nodiscard]] std::filesystem::path snapshot_path(const std::filesystem::path& ledger);
// Requires that no entry is uncommitted. Takes no lock of this process except the allocator's, so
// that a forked child can call it.
[[nodiscard]] Result<SnapshotInfo> write_snapshot_file(const std::filesystem::path& path,
                                                       const SnapshotSeal& seal,
                                                       const LedgerWriter& book);
[[nodiscard]] Result<Snapshot> read_snapshot_file(const std::filesystem::path& path,
                                                  const SnapshotSeal& seal,
                                                  const JournalPort& journal);

}  // namespace setoff
