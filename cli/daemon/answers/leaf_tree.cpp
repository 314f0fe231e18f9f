#include "cli/daemon/answers/leaf_tree.h"

#include "cli/daemon/answers/journal_walk.h"

namespace setoff::cli {

Status LeafTree::follow(const JournalPort& journal) {
  return walk_forward(journal, nodes_.size(), [&](Sequence, ByteView bytes) -> Result<bool> {
    nodes_.append(hash_leaf(std::as_bytes(bytes)));
    return true;
  });
}

Result<TreeProof> LeafTree::prove(Sequence sequence, const JournalPort& journal) const {
  const auto leaves = [&](std::uint64_t first, std::uint64_t count) -> Result<std::vector<Digest>> {
    std::vector<Digest> hashes;
    SETOFF_TRY_STATUS(walk_forward(journal, first, [&](Sequence, ByteView bytes) -> Result<bool> {
      hashes.push_back(hash_leaf(std::as_bytes(bytes)));
      return hashes.size() < count;
    }));
    return hashes;
  };
  return prove_inclusion(sequence, nodes_.size(), nodes_.reader(leaves));
}

}  // namespace setoff::cli
