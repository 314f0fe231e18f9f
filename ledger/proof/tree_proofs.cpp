#include "ledger/proof/tree_proofs.h"

#include <algorithm>
#include <bit>
#include <string>

namespace setoff {
namespace {

struct Range {
  std::uint64_t first;
  std::uint64_t end;

  [[nodiscard]] std::uint64_t count() const { return end - first; }
  // Where RFC 6962 splits: after the largest power of two strictly below the count. count() >= 2.
  [[nodiscard]] std::uint64_t split() const { return first + std::bit_floor(count() - 1); }
};

// Root over a range whose start is a multiple of its count rounded up to a power of two, as every
// range in the RFC's recursion is. Reads complete subtrees and joins them from the right.
Result<Digest> root_of(const Range& range, const SubtreeReader& read) {
  std::vector<Digest> parts;
  std::uint64_t at = range.first;
  while (at < range.end) {
    const auto level = static_cast<unsigned>(std::bit_width(range.end - at) - 1);
    SETOFF_TRY(part, read(Subtree{level, at >> level}));
    parts.push_back(part);
    at += std::uint64_t{1} << level;
  }
  if (parts.empty()) return empty_tree_root();
  Digest root = parts.back();
  for (std::size_t i = parts.size() - 1; i > 0; --i)
    root = hash_node(parts[i - 1], root);
  return root;
}

Error outside(std::string_view what, std::uint64_t value, std::string_view limit_name,
              std::uint64_t limit) {
  return {Code::bad_range, std::string(what) + " " + std::to_string(value) + " lies outside the " +
                               std::string(limit_name) + " " + std::to_string(limit)};
}

// The two indices that RFC 9162 moves up the tree: the current node and the last node of its level.
struct Walk {
  std::uint64_t node;
  std::uint64_t last;

  [[nodiscard]] bool sibling_is_left() const { return (node & 1U) != 0 || node == last; }
  void skip_levels_without_sibling() {
    while ((node & 1U) == 0 && node != 0)
      up();
  }
  void up() {
    node >>= 1U;
    last >>= 1U;
  }
};

}  // namespace

SubtreeReader reader_of(std::span<const Digest> leaf_hashes) {
  return [leaf_hashes](const Subtree& subtree) -> Result<Digest> {
    const std::uint64_t last = subtree.first_leaf() + subtree.leaves() - 1;
    if (last >= leaf_hashes.size())
      return outside("leaf", last, "tree of size", leaf_hashes.size());
    return merkle_root(leaf_hashes.subspan(subtree.first_leaf(), subtree.leaves()));
  };
}

Result<TreeProof> prove_inclusion(std::uint64_t index, std::uint64_t size,
                                  const SubtreeReader& read) {
  if (index >= size) return outside("index", index, "tree of size", size);
  TreeProof from_root;
  Range range{0, size};
  while (range.count() > 1) {
    const std::uint64_t split = range.split();
    const Range left{range.first, split};
    const Range right{split, range.end};
    SETOFF_TRY(sibling, root_of(index < split ? right : left, read));
    from_root.push_back(sibling);
    range = index < split ? left : right;
  }
  std::ranges::reverse(from_root);
  return from_root;
}

Result<TreeProof> prove_consistency(std::uint64_t from, std::uint64_t to,
                                    const SubtreeReader& read) {
  if (from == 0) return Error(Code::bad_range, "nothing can be proved from an empty tree");
  if (from > to) return outside("earlier size", from, "later size", to);
  TreeProof from_root;
  Range range{0, to};
  while (range.end != from) {
    const std::uint64_t split = range.split();
    const Range left{range.first, split};
    const Range right{split, range.end};
    SETOFF_TRY(sibling, root_of(from <= split ? right : left, read));
    from_root.push_back(sibling);
    range = from <= split ? left : right;
  }
  if (range.first != 0) {  // the verifier knows only the root of the whole earlier tree
    SETOFF_TRY(shared, root_of(range, read));
    from_root.push_back(shared);
  }
  std::ranges::reverse(from_root);
  return from_root;
}

Result<Digest> root_at(std::uint64_t size, const SubtreeReader& read) {
  return root_of({0, size}, read);
}

std::string_view text_of(ProofVerdict verdict) {
  switch (verdict) {
    case ProofVerdict::valid:
      return "the proof is valid";
    case ProofVerdict::index_outside:
      return "the index lies outside the tree";
    case ProofVerdict::shrunk:
      return "the later tree is smaller than the earlier one";
    case ProofVerdict::no_earlier_tree:
      return "nothing can be proved from an empty tree";
    case ProofVerdict::proof_too_short:
      return "the proof has too few hashes for the sizes";
    case ProofVerdict::proof_too_long:
      return "the proof has too many hashes for the sizes";
    case ProofVerdict::root_differs:
      return "the proof leads to another root than the one given";
    case ProofVerdict::old_root_differs:
      return "the proof leads to another root of the earlier tree than the one given";
  }
  return "";
}

ProofVerdict verify_inclusion(std::uint64_t index, const Digest& leaf_hash,
                              std::span<const Digest> proof, const TreeHead& head) {
  if (index >= head.size) return ProofVerdict::index_outside;
  Walk walk{index, head.size - 1};
  Digest root = leaf_hash;
  for (const Digest& sibling : proof) {
    if (walk.last == 0) return ProofVerdict::proof_too_long;
    if (walk.sibling_is_left()) {
      root = hash_node(sibling, root);
      walk.skip_levels_without_sibling();
    } else {
      root = hash_node(root, sibling);
    }
    walk.up();
  }
  if (walk.last != 0) return ProofVerdict::proof_too_short;
  return root == head.root ? ProofVerdict::valid : ProofVerdict::root_differs;
}

ProofVerdict verify_consistency(const TreeHead& from, const TreeHead& to,
                                std::span<const Digest> proof) {
  if (from.size > to.size) return ProofVerdict::shrunk;
  if (from.size == 0 && from.root != empty_tree_root()) return ProofVerdict::old_root_differs;
  if (from.size == to.size) {
    if (!proof.empty()) return ProofVerdict::proof_too_long;
    return from.root == to.root ? ProofVerdict::valid : ProofVerdict::root_differs;
  }
  if (from.size == 0) return ProofVerdict::no_earlier_tree;
  if (proof.empty()) return ProofVerdict::proof_too_short;

  // A complete earlier tree is a node of the later one: the walk starts from its root, which is not
  // in the proof.
  const bool complete = std::has_single_bit(from.size);
  Walk walk{from.size - 1, to.size - 1};
  while ((walk.node & 1U) != 0)
    walk.up();
  Digest old_root = complete ? from.root : proof.front();
  Digest new_root = old_root;
  for (const Digest& sibling : proof.subspan(complete ? 0 : 1)) {
    if (walk.last == 0) return ProofVerdict::proof_too_long;
    if (walk.sibling_is_left()) {
      old_root = hash_node(sibling, old_root);
      new_root = hash_node(sibling, new_root);
      walk.skip_levels_without_sibling();
    } else {
      new_root = hash_node(new_root, sibling);
    }
    walk.up();
  }
  if (walk.last != 0) return ProofVerdict::proof_too_short;
  if (old_root != from.root) return ProofVerdict::old_root_differs;
  return new_root == to.root ? ProofVerdict::valid : ProofVerdict::root_differs;
}

}  // namespace setoff
