#pragma once
// The snapshot of a ledger as a file `<ledger>-snapshot` beside it: a cache that can be deleted at
// any time, for its owner alone. It ends with a seal (snapshot_seal.h): only what this ledger's
// daemon wrote is read. It is written beside its name, synced and renamed, so that there is a whole
// one or none. Errors: cannot_open if there is none, cannot_read, cannot_write; corrupt without the
// seal; those of read_snapshot.

#include <filesystem>

#include "ledger/book/book.h"
#include "ledger/store/snapshot_seal.h"

namespace setoff {

[[nodiscard]] std::filesystem::path snapshot_path(const std::filesystem::path& ledger);
// Between groups only. Uses no lock of this process but those of the allocator, so that a forked
// copy can call it.
[[nodiscard]] Result<SnapshotHead> write_snapshot_file(const std::filesystem::path& path,
                                                       const SnapshotSeal& seal, const Book& book);
[[nodiscard]] Result<Snapshot> read_snapshot_file(const std::filesystem::path& path,
                                                  const SnapshotSeal& seal,
                                                  const JournalPort& journal);

}  // namespace setoff
