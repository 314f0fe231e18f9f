#include "ledger/proof/merkle.h"

#include <algorithm>
#include <array>

#include "ledger/base/check.h"
#include "ledger/crypto/sha256.h"
#include "ledger/crypto/sha256_many.h"
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

void hash_leaves(std::span<const Bytes> data, std::span<Digest> leaf_hashes) {
  sha256_many(std::byte{0x00}, data, leaf_hashes);
}

void hash_level(std::span<const Digest> below, std::span<Digest> nodes) {
  static_assert(sizeof(Digest) == Digest::kSize);  // two adjacent digests are the bytes of a node
  SETOFF_CHECK(below.size() == 2 * nodes.size());
  constexpr std::size_t kAtOnce = 128;
  std::array<Bytes, kAtOnce> pairs;
  for (std::size_t first = 0; first < nodes.size(); first += kAtOnce) {
    const auto count = std::min(kAtOnce, nodes.size() - first);
    for (std::size_t i = 0; i < count; ++i)
      pairs[i] = std::as_bytes(below.subspan(2 * (first + i), 2));
    sha256_many(std::byte{0x01}, std::span(pairs).first(count), nodes.subspan(first, count));
  }
}

const Digest& empty_tree_root() {
  static const Digest root = sha256({});
  return root;
}

Digest merkle_root(std::span<const Digest> leaf_hashes) {
  Frontier frontier;
  frontier.append(leaf_hashes);
  return frontier.root();
}

}  // namespace setoff
