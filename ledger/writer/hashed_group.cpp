#include "ledger/writer/hashed_group.h"

#include <algorithm>
#include <array>
#include <bit>

#include "ledger/proof/merkle.h"

namespace setoff {
namespace {

// Level of the largest complete subtree that the next `count` leaves start with.
unsigned level_at(std::uint64_t size, std::size_t count) {
  const auto whole = static_cast<unsigned>(std::bit_width(count)) - 1;
  const auto aligned = static_cast<unsigned>(std::countr_zero(size));  // 64 for an empty tree
  return std::min({NodeTable::kLowestLevel, whole, aligned});
}

void append(NodeTable& tree, std::span<const Digest> leaves) {
  while (!leaves.empty()) {
    const auto level = level_at(tree.size(), leaves.size());
    const auto count = std::size_t{1} << level;
    tree.append_subtree(level, merkle_root(leaves.first(count)));
    leaves = leaves.subspan(count);
  }
}

}  // namespace

void HashedGroup::hash_into(NodeTable& tree) {
  constexpr std::size_t kAtOnce = 128;
  std::array<Bytes, kAtOnce> messages;
  const auto before = leaves.size();
  leaves.resize(entries.size());
  for (auto first = before; first < leaves.size(); first += kAtOnce) {
    const auto count = std::min(kAtOnce, leaves.size() - first);
    for (std::size_t i = 0; i < count; ++i)
      messages[i] = std::as_bytes(entries.at(first + i));
    hash_leaves(std::span(messages).first(count), std::span(leaves).subspan(first, count));
  }
  append(tree, std::span(leaves).subspan(before));
}

void HashedGroup::restart(Sequence first) {
  entries.first = first;
  entries.bytes.clear();
  entries.ends.clear();
  leaves.clear();
}

}  // namespace setoff
