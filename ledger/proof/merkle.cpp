#include "ledger/proof/merkle.h"

#include <algorithm>
#include <array>

#include "ledger/crypto/sha256.h"
#include "ledger/proof/frontier.h"

namespace setoff {
namespace {

Sha256& hasher_of_thread() {
  thread_local Sha256 hasher;
  return hasher;
}

}  // namespace

Digest hash_leaf(Bytes data) {
  static constexpr std::array<std::byte, 1> kLeafPrefix{std::byte{0x00}};
  Sha256& hasher = hasher_of_thread();
  hasher.add(kLeafPrefix);
  hasher.add(data);
  return hasher.finish();
}

Digest hash_node(const Digest& left, const Digest& right) {
  std::array<std::byte, 1 + 2 * Digest::kSize> input;
  input[0] = std::byte{0x01};
  std::ranges::copy(left.bytes, input.begin() + 1);
  std::ranges::copy(right.bytes, input.begin() + 1 + Digest::kSize);
  Sha256& hasher = hasher_of_thread();
  hasher.add(input);
  return hasher.finish();
}

const Digest& empty_tree_root() {
  static const Digest root = sha256({});
  return root;
}

Digest merkle_root(std::span<const Digest> leaf_hashes) {
  Frontier frontier;
  for (const Digest& leaf : leaf_hashes)
    frontier.append(leaf);
  return frontier.root();
}

}  // namespace setoff
