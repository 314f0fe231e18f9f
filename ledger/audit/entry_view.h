#pragma once
// EntryView: an entry with what others can check of it: its bytes, its leaf hash, the proof that
// the leaf lies under the ledger's root, and the later entries that link to it. One pass over the
// journal; memory O(log n) and two tiles of 256 leaves. Errors: those of the journal; unknown_lot
// if there is no such entry. Source: RFC 6962 section 2.1.1.

#include "ledger/book/journal.h"
#include "ledger/proof/tree_proofs.h"

namespace setoff {

struct EntryView {
  Entry entry;
  ByteBuffer bytes;             // the canonical encoding: what the leaf hash is made of
  std::vector<Link> linked_by;  // how a later entry links to it, and which
  Digest leaf;
  TreeProof proof;
  TreeHead head;  // of the whole ledger
};

[[nodiscard]] Result<EntryView> view_entry(const JournalPort& journal, Sequence sequence);

}  // namespace setoff
