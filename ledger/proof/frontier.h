#pragma once
// Frontier: all that an append-only tree needs to grow, the roots of the complete subtrees that
// cover its leaves from left to right (at most 64). append is O(1) amortised, root O(log n), memory
// O(log n). It can be saved as (size, peaks) and restored. Source: RFC 6962 section 2.1; this form
// is known as a compact range.

#include <cstdint>
#include <span>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/proof/merkle.h"

namespace setoff {

class Frontier {
 public:
  Frontier() = default;
  // Restores a frontier from its size() and peaks(). Errors: corrupt if the number of peaks does
  // not match the size.
  [[nodiscard]] static Result<Frontier> from_peaks(std::uint64_t size,
                                                   std::span<const Digest> peaks);

  void append(const Digest& leaf_hash) { append_subtree(0, leaf_hash); }
  // Appends many leaves and hashes their nodes level by level; the tree is the same as after
  // appending them one by one.
  void append(std::span<const Digest> leaf_hashes);
  // Appends 2^level leaves at once, given their root. size() must be a multiple of 2^level.
  void append_subtree(unsigned level, const Digest& root);
  // Same, and calls completed(Subtree, Digest) for it and for every larger subtree that it
  // completes, smallest first, so that the caller can store inner nodes.
  template <class Completed>
  void append_subtree(unsigned level, const Digest& root, Completed&& completed);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  // Roots of the complete subtrees, largest (leftmost) first: one for each bit set in size().
  [[nodiscard]] std::span<const Digest> peaks() const { return peaks_; }
  [[nodiscard]] Digest root() const;

  friend bool operator==(const Frontier&, const Frontier&) = default;

 private:
  // Aborts unless size() is a multiple of 2^level and the new size fits into 64 bits.
  void check_aligned(unsigned level) const;

  std::uint64_t size_ = 0;
  std::vector<Digest> peaks_;
};

template <class Completed>
void Frontier::append_subtree(unsigned level, const Digest& root, Completed&& completed) {
  check_aligned(level);
  Digest merged = root;
  Subtree subtree{level, size_ >> level};
  completed(subtree, merged);
  while ((subtree.index & 1U) != 0) {
    merged = hash_node(peaks_.back(), merged);
    peaks_.pop_back();
    subtree = {subtree.level + 1, subtree.index >> 1U};
    completed(subtree, merged);
  }
  peaks_.push_back(merged);
  size_ += std::uint64_t{1} << level;
}

}  // namespace setoff
