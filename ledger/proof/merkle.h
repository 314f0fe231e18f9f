#pragma once
// The Merkle tree of RFC 6962 section 2.1 (RFC 9162 section 2.1 is the same tree) over leaf hashes.
// A leaf hash is SHA-256(0x00 data), a node SHA-256(0x01 left right); a tree of n leaves splits at
// the largest power of two below n; the root of the empty tree is SHA-256 of the empty string. It
// knows only bytes, never what they mean.

#include <cstdint>
#include <span>

#include "ledger/crypto/digest.h"

namespace setoff {

[[nodiscard]] Digest hash_leaf(Bytes data);
[[nodiscard]] Digest hash_node(const Digest& left, const Digest& right);
// Hashes all leaves together, two to three times as fast as one by one.
void hash_leaves(std::span<const Bytes> data, std::span<Digest> leaf_hashes);
// Computes node i from nodes 2i and 2i + 1 of the level below; `below` is twice as long as `nodes`
// and does not overlap it.
void hash_level(std::span<const Digest> below, std::span<Digest> nodes);
[[nodiscard]] const Digest& empty_tree_root();

// The root over leaf hashes; about one node hash per leaf, and O(log n) memory. To use several
// cores, hash spans of 2^k leaves on each and join them with Frontier::append_subtree.
[[nodiscard]] Digest merkle_root(std::span<const Digest> leaf_hashes);

// The complete subtree over the 2^level leaves starting at leaf index * 2^level.
struct Subtree {
  unsigned level = 0;
  std::uint64_t index = 0;

  [[nodiscard]] std::uint64_t first_leaf() const { return index << level; }
  [[nodiscard]] std::uint64_t leaves() const { return std::uint64_t{1} << level; }
  friend bool operator==(const Subtree&, const Subtree&) = default;
};

}  // namespace setoff
