#pragma once
// LeafTree: the Merkle tree over the entries of a journal, kept in memory (a quarter of a byte for
// each entry), so that a proof reads at most a few runs of 256 entries. It follows the journal when
// it is asked; a new one reads all of it. Errors: those of the journal.

#include "ledger/book/journal.h"
#include "ledger/proof/node_table.h"

namespace setoff::cli {

class LeafTree {
 public:
  LeafTree() = default;
  // Goes on from a tree that is there already.
  explicit LeafTree(NodeTable nodes) : nodes_(std::move(nodes)) {}
  // Takes in the entries that the journal has gained.
  [[nodiscard]] Status follow(const JournalPort& journal);
  [[nodiscard]] TreeHead head() const { return {nodes_.size(), nodes_.root()}; }
  // That entry `sequence` lies under head(). Errors: bad_range outside the tree.
  [[nodiscard]] Result<TreeProof> prove(Sequence sequence, const JournalPort& journal) const;

 private:
  NodeTable nodes_;
};

}  // namespace setoff::cli
