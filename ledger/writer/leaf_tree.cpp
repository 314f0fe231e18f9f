#include "ledger/writer/leaf_tree.h"

#include "ledger/writer/journal_walk.h"

namespace setoff {

Result<std::vector<Digest>> leaf_hashes(const JournalPort& journal, Sequence first,
                                        std::uint64_t count) {
  std::vector<Digest> hashes;
  if (count == 0) return hashes;
  SETOFF_TRY_STATUS(walk_forward(journal, first, [&](Sequence, ByteView bytes) -> Result<bool> {
    hashes.push_back(hash_leaf(std::as_bytes(bytes)));
    return hashes.size() < count;
  }));
  if (hashes.size() < count) return Error(Code::corrupt, "the journal ends too soon");
  return hashes;
}

Status LeafTree::catch_up(const JournalPort& journal) {
  return walk_forward(journal, nodes_.size(), [&](Sequence, ByteView bytes) -> Result<bool> {
    nodes_.append(hash_leaf(std::as_bytes(bytes)));
    return true;
  });
}

Result<TreeProof> LeafTree::prove(Sequence sequence, const JournalPort& journal) const {
  const auto leaves = [&journal](std::uint64_t first, std::uint64_t count) {
    return leaf_hashes(journal, first, count);
  };
  return prove_inclusion(sequence, nodes_.size(), nodes_.reader(leaves));
}

}  // namespace setoff
