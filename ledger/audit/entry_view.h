#pragma once
// EntryView: an entry with everything a third party needs to verify it: its bytes, its leaf hash,
// the proof that the leaf is under the ledger's root, and the later entries that link to it. One
// pass over the journal; memory is O(log n) plus two tiles of 256 leaves. Errors: those of the
// journal; unknown_lot if there is no such entry. Source: RFC 6962 section 2.1.1.

#include "ledger/proof/tree_proofs.h"
#include "ledger/writer/journal.h"

namespace setoff {

struct EntryView {
  Entry entry;
  ByteBuffer bytes;             // the canonical encoding, which the leaf hash covers
  std::vector<Link> linked_by;  // kind and sequence of each link from a later entry
  Digest leaf;
  TreeProof proof;
  TreeHead head;  // of the whole ledger
};

[[nodiscard]] Result<EntryView> view_entry(const JournalPort& journal, Sequence sequence);

}  // namespace setoff
