#pragma once
// LeafTree: the Merkle tree over the entries of a journal, for a reader: the tree of LedgerWriter
// belongs to the thread that books and is ahead of what is committed. Kept in memory (a quarter of
// a byte per entry), so that a proof reads at most a few runs of 256 entries. It follows the
// journal on request; a new tree reads all of it. Errors: those of the journal.

#include "ledger/proof/node_table.h"
#include "ledger/writer/journal.h"

namespace setoff {

// The leaf hashes of `count` entries from `first` on. Errors: corrupt if the journal ends before.
[[nodiscard]] Result<std::vector<Digest>> leaf_hashes(const JournalPort& journal, Sequence first,
                                                      std::uint64_t count);

class LeafTree {
 public:
  LeafTree() = default;
  // Continues from an existing tree.
  explicit LeafTree(NodeTable nodes) : nodes_(std::move(nodes)) {}
  // Appends the entries that the journal has gained.
  [[nodiscard]] Status catch_up(const JournalPort& journal);
  [[nodiscard]] TreeHead head() const { return {nodes_.size(), nodes_.root()}; }
  // Proves that entry `sequence` is under head(). Errors: bad_range outside the tree.
  [[nodiscard]] Result<TreeProof> prove(Sequence sequence, const JournalPort& journal) const;

 private:
  NodeTable nodes_;
};

}  // namespace setoff
