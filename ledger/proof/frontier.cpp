#include "ledger/proof/frontier.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "ledger/base/check.h"

namespace setoff {
namespace {

constexpr unsigned kLevelAtOnce = 8;  // 256 leaves, 8 KiB

}  // namespace

Result<Frontier> Frontier::from_peaks(std::uint64_t size, std::span<const Digest> peaks) {
  const auto wanted = static_cast<std::size_t>(std::popcount(size));
  if (peaks.size() != wanted) {
    return Error(Code::corrupt, "a tree of " + std::to_string(size) + " leaves has " +
                                    std::to_string(wanted) + " complete subtrees, not " +
                                    std::to_string(peaks.size()));
  }
  Frontier frontier;
  frontier.size_ = size;
  frontier.peaks_.assign(peaks.begin(), peaks.end());
  return frontier;
}

void Frontier::append_subtree(unsigned level, const Digest& root) {
  append_subtree(level, root, [](const Subtree&, const Digest&) {});
}

void Frontier::append(std::span<const Digest> leaf_hashes) {
  std::array<Digest, std::size_t{1} << kLevelAtOnce> nodes;
  std::array<Digest, nodes.size() / 2> above;
  while (!leaf_hashes.empty()) {
    // The largest subtree that is aligned here, has enough leaves and fits into `nodes`.
    unsigned level = 0;
    while (level < kLevelAtOnce && ((size_ >> level) & 1U) == 0 &&
           (std::size_t{2} << level) <= leaf_hashes.size())
      ++level;
    auto count = std::size_t{1} << level;
    std::ranges::copy(leaf_hashes.first(count), nodes.begin());
    leaf_hashes = leaf_hashes.subspan(count);
    for (; count > 1; count /= 2) {
      hash_level(std::span(nodes).first(count), std::span(above).first(count / 2));
      std::ranges::copy(std::span(above).first(count / 2), nodes.begin());
    }
    append_subtree(level, nodes[0]);
  }
}

Digest Frontier::root() const {
  if (peaks_.empty()) return empty_tree_root();
  Digest root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i > 0; --i)
    root = hash_node(peaks_[i - 1], root);
  return root;
}

void Frontier::check_aligned(unsigned level) const {
  SETOFF_CHECK(level < 63);
  const std::uint64_t leaves = std::uint64_t{1} << level;
  SETOFF_CHECK(size_ % leaves == 0);
  SETOFF_CHECK(size_ <= UINT64_MAX - leaves);
}

}  // namespace setoff
