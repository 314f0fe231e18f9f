#pragma once
// HashedGroup: the entries of a group with their leaf hashes. Hashes are computed on demand,
// because hashing several entries together costs half as much as one after the other.

#include "ledger/proof/node_table.h"
#include "ledger/writer/journal.h"

namespace setoff {

struct HashedGroup {
  EntryGroup entries;
  std::vector<Digest> leaves;  // of the first entries; all are in the tree

  // Hashes the entries that have no leaf hash yet and appends them to `tree`, which must end at the
  // last leaf hashed here.
  void hash_into(NodeTable& tree);
  // Clears the group but keeps its buffers.
  void restart(Sequence first);
  [[nodiscard]] bool contains(Sequence sequence) const {
    return sequence >= entries.first && sequence - entries.first < entries.size();
  }
  [[nodiscard]] ByteView at(Sequence sequence) const {
    return entries.at(sequence - entries.first);
  }
};

}  // namespace setoff
