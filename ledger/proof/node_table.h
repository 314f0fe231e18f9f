#pragma once
// NodeTable: the inner nodes of a growing tree from level 8 upwards (one per 256 leaves and above),
// in memory: a quarter of a byte per leaf. With a reader of leaf hashes it answers any proof by
// reading at most a few runs of up to 256 leaves, so that a proof over millions of entries needs no
// scan. The levels fit tlog-tiles, whose tiles are 256 wide. Errors: those of the leaf reader;
// corrupt if it gives another count of leaves than asked for, bad_range for a subtree outside the
// tree.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/proof/frontier.h"
#include "ledger/proof/tree_proofs.h"

namespace setoff {

class NodeTable {
 public:
  static constexpr unsigned kLowestLevel = 8;
  static constexpr std::uint64_t kTileLeaves = std::uint64_t{1} << kLowestLevel;

  // Gives the hashes of `count` leaves from `first` on; count <= 256 and never across a multiple of
  // 256.
  using LeafReader =
      std::function<Result<std::vector<Digest>>(std::uint64_t first, std::uint64_t count)>;

  void append(const Digest& leaf_hash) { append_subtree(0, leaf_hash); }
  // 2^level leaves at once, level <= 8, so that several cores can hash tiles. size() must be a
  // multiple.
  void append_subtree(unsigned level, const Digest& root);

  [[nodiscard]] std::uint64_t size() const { return frontier_.size(); }
  [[nodiscard]] Digest root() const { return frontier_.root(); }
  [[nodiscard]] const Frontier& frontier() const { return frontier_; }

  // Roots of the complete tiles of 256 leaves, in order.
  [[nodiscard]] std::span<const Digest> tiles() const {
    return levels_.empty() ? std::span<const Digest>() : levels_[0];
  }

  // A reader for the builders in tree_proofs.h, for any size up to size(). This table must outlive
  // it.
  [[nodiscard]] SubtreeReader reader(LeafReader leaves) const;

 private:
  Frontier frontier_;
  std::vector<std::vector<Digest>> levels_;  // levels_[k][i]: subtree {kLowestLevel + k, i}
};

}  // namespace setoff
