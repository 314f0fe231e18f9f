#pragma once
// Snapshot: the books at one sequence as bytes, so that startup need not replay all entries. It is
// a cache for one machine, never evidence: it can be deleted at any time, is checked against the
// journal before use, and a full replay afterwards must produce the same digest. The same entries
// and the same secret of the key table give the same bytes; the bytes contain the secret, so only
// the daemon may read them. Layout: chunks of data (keys, state, roots of tiles), then a footer
// with sequence, root, marks and the SHA-256 of every chunk, then a trailer with the SHA-256 of the
// footer and of its own first members, which is the digest of the snapshot. Errors: corrupt for
// damage and for a snapshot of another ledger; not_a_ledger for one of another version or machine.

#include <memory>

#include "ledger/books/state.h"
#include "ledger/proof/node_table.h"
#include "ledger/writer/journal.h"
#include "ledger/writer/key_table.h"

namespace setoff {

// Incremented whenever the bytes for the same books change; snapshots of other versions are
// ignored.
inline constexpr std::uint32_t kSnapshotVersion = 10;

// Size in bytes of the trailer, whose digest covers the whole snapshot.
inline constexpr std::size_t kSnapshotTrailerSize = 64;

// Everything that the writer of a ledger continues from.
struct BooksState {
  State state;
  KeyTable keys;
  NodeTable tree;
};

struct SnapshotInfo {
  Sequence sequence = 0;  // number of entries
  Digest root;            // over the entries
  Digest digest;          // of the snapshot
  HashKey secret;         // of its key table
  friend bool operator==(const SnapshotInfo&, const SnapshotInfo&) = default;
};

// Passes the bytes to `write_chunk`, in order.
[[nodiscard]] Result<SnapshotInfo> write_snapshot(const State& state, const KeyTable& keys,
                                                  const NodeTable& tree,
                                                  FlatWriter::WriteChunk write_chunk);

struct Snapshot {
  SnapshotInfo head;
  std::unique_ptr<BooksState> books;
};
// Reads a snapshot of this journal and hashes it on all cores. The entries after the last complete
// tile (256 entries) are hashed again from the journal and must lead to the root; of the complete
// tiles, only the first one and a sample are compared with the journal.
[[nodiscard]] Result<Snapshot> read_snapshot(ByteView file, const JournalPort& journal);
// Same, without a journal: the tree of the books ends at the last complete tile.
[[nodiscard]] Result<Snapshot> read_snapshot_unchecked(ByteView file);

}  // namespace setoff
