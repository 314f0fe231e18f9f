#include "ledger/proof/frontier.h"

#include <bit>
#include <string>

#include "ledger/base/check.h"

namespace setoff {

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

Digest Frontier::root() const {
  if (peaks_.empty()) return empty_tree_root();
  Digest root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i > 0; --i)
    root = hash_node(peaks_[i - 1], root);
  return root;
}

void Frontier::check_aligned(unsigned level) const {
  CHECK(level < 63);
  const std::uint64_t leaves = std::uint64_t{1} << level;
  CHECK(size_ % leaves == 0);
  CHECK(size_ <= UINT64_MAX - leaves);
}

}  // namespace setoff
