#include "ledger/proof/node_table.h"

#include <string>
#include <utility>

#include "ledger/base/check.h"

namespace setoff {
namespace {

Result<Digest> root_of_leaves(const Subtree& subtree, const NodeTable::LeafReader& leaves) {
  SETOFF_TRY(hashes, leaves(subtree.first_leaf(), subtree.leaves()));
  if (hashes.size() != subtree.leaves()) {
    return Error(Code::corrupt, "the journal gave " + std::to_string(hashes.size()) +
                                    " leaf hashes from leaf " +
                                    std::to_string(subtree.first_leaf()) +
                                    " on, where the tree has " + std::to_string(subtree.leaves()));
  }
  return merkle_root(hashes);
}

}  // namespace

void NodeTable::append_subtree(unsigned level, const Digest& root) {
  SETOFF_CHECK(level <= kLowestLevel);
  frontier_.append_subtree(level, root, [this](const Subtree& subtree, const Digest& digest) {
    if (subtree.level < kLowestLevel) return;
    const std::size_t row = subtree.level - kLowestLevel;
    if (row == levels_.size()) levels_.emplace_back();
    SETOFF_CHECK(levels_[row].size() == subtree.index);
    levels_[row].push_back(digest);
  });
}

SubtreeReader NodeTable::reader(LeafReader leaves) const {
  return [this, leaves = std::move(leaves)](const Subtree& subtree) -> Result<Digest> {
    const std::uint64_t last = subtree.first_leaf() + subtree.leaves() - 1;
    if (last >= size()) {
      return Error(Code::bad_range, "leaf " + std::to_string(last) +
                                        " lies outside the tree of size " + std::to_string(size()));
    }
    if (subtree.level < kLowestLevel) return root_of_leaves(subtree, leaves);
    return levels_[subtree.level - kLowestLevel][subtree.index];
  };
}

}  // namespace setoff
