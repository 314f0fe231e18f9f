#pragma once
// HashedGroup: the entries of a group with their leaf hashes, which are made when they are asked
// for: several entries hashed side by side cost half of what they cost one after the other.

#include "ledger/book/journal.h"
#include "ledger/proof/node_table.h"

namespace setoff {

struct HashedGroup {
  EntryGroup entries;
  std::vector<Digest> leaves;  // of the first entries, all of them in the tree

  // Hashes what is not hashed yet, and puts it into the tree, which ends where the leaves do.
  void hash_into(NodeTable& tree);
  // Empty again, with the memory that it had.
  void restart(Sequence first);
  [[nodiscard]] bool holds(Sequence sequence) const {
    return sequence >= entries.first && sequence - entries.first < entries.size();
  }
  [[nodiscard]] ByteView at(Sequence sequence) const {
    return entries.at(sequence - entries.first);
  }
};

}  // namespace setoff
