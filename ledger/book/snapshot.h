#pragma once
// Snapshot: the books at one sequence as bytes, so that a start need not replay all entries. It is
// a cache of one machine and never evidence: it can be deleted at any time, is held against the
// journal before it is used, and a full replay afterwards must come to the same digest. The same
// entries, and the same secret of the table of keys, give the same bytes; the secret is in them, so
// that nobody but the daemon may read them. Layout: chunks of data (state, keys, roots of tiles),
// then a footer with sequence, root, marks and the SHA-256 of every chunk, then a trailer with the
// SHA-256 of the footer, which is the digest of the snapshot. Errors: corrupt for damage and for a
// snapshot of another ledger; not_a_ledger for one of another version.

#include <memory>

#include "ledger/book/journal.h"
#include "ledger/book/key_table.h"
#include "ledger/core/state.h"
#include "ledger/proof/node_table.h"

namespace setoff {

// Raised whenever the bytes of the same books change; snapshots of other versions are ignored.
inline constexpr std::uint32_t kSnapshotVersion = 8;

// The last bytes of a snapshot, whose digest covers all of it.
inline constexpr std::size_t kSnapshotTrailerSize = 64;

// All that the writer of a ledger goes on from.
struct BooksAt {
  State state;
  KeyTable keys;
  NodeTable tree;
};

struct SnapshotHead {
  Sequence sequence = 0;  // entries that it holds
  Digest root;            // over them
  Digest digest;          // of the snapshot
  HashKey secret;         // of its table of keys
  friend bool operator==(const SnapshotHead&, const SnapshotHead&) = default;
};

// Hands the bytes to `take`, in order.
[[nodiscard]] Result<SnapshotHead> write_snapshot(const State& state, const KeyTable& keys,
                                                  const NodeTable& tree, FlatWriter::Take take);

struct Snapshot {
  SnapshotHead head;
  std::unique_ptr<BooksAt> books;
};
// The books of a snapshot of this very journal, read and hashed on all cores. The entries behind
// the last complete tile are hashed again from the journal and must come to the root; of those
// before, the first tile and a sample.
[[nodiscard]] Result<Snapshot> read_snapshot(ByteView file, const JournalPort& journal);
// The same without looking at a journal: books without the end of their tree.
[[nodiscard]] Result<Snapshot> read_snapshot_alone(ByteView file);

}  // namespace setoff
