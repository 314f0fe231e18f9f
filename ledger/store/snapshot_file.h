#pragma once
// The snapshot of a ledger as a file `<ledger>-snapshot` beside it: a cache that can be deleted at
// any time. It is written beside its name, synced and renamed, so that there is a whole one or
// none. Errors: cannot_open, cannot_write; those of read_snapshot.

#include <filesystem>

#include "ledger/book/book.h"

namespace setoff {

[[nodiscard]] std::filesystem::path snapshot_path(const std::filesystem::path& ledger);
// Between groups only. Uses no lock of this process but those of the allocator, so that a forked
// copy can call it.
[[nodiscard]] Result<SnapshotHead> write_snapshot_file(const std::filesystem::path& path,
                                                       const Book& book);
// cannot_open if there is none.
[[nodiscard]] Result<Snapshot> read_snapshot_file(const std::filesystem::path& path,
                                                  const JournalPort& journal);

}  // namespace setoff
