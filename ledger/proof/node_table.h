#pragma once
// NodeTable: keeps the inner nodes of a growing tree from level 8 upwards (256 leaves or more each)
// in memory: a quarter of a byte per leaf. With a reader of leaf hashes it builds any proof from at
// most a few runs of up to 256 leaves, so that a proof over millions of entries needs no scan. The
// levels match the tiles of the C2SP specification tlog-tiles, which are 256 wide. Errors: those of
// the leaf reader; corrupt if it returns a wrong number of leaves, bad_range for a subtree outside
// the tree.

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

  // Returns the hashes of `count` leaves starting at `first`; count <= 256, and the run never
  // crosses a multiple of 256.
  using LeafReader =
      std::function<Result<std::vector<Digest>>(std::uint64_t first, std::uint64_t count)>;

  void append(const Digest& leaf_hash) { append_subtree(0, leaf_hash); }
  // Appends 2^level leaves at once, level <= 8, so that several cores can hash tiles. size() must
  // be a multiple of 2^level.
  void append_subtree(unsigned level, const Digest& root);

  [[nodiscard]] std::uint64_t size() const { return frontier_.size(); }
  [[nodiscard]] Digest root() const { return frontier_.root(); }
  [[nodiscard]] const Frontier& frontier() const { return frontier_; }

  // Roots of the complete tiles of 256 leaves, in order.
  [[nodiscard]] std::span<const Digest> tiles() const {
    return levels_.empty() ? std::span<const Digest>() : levels_[0];
  }

  // A reader for the proof builders in tree_proofs.h, for any size up to size(). This table must
  // outlive the reader.
  [[nodiscard]] SubtreeReader reader(LeafReader leaves) const;

 private:
  Frontier frontier_;
  std::vector<std::vector<Digest>> levels_;  // levels_[k][i]: subtree {kLowestLevel + k, i}
};

}  // namespace setoff
