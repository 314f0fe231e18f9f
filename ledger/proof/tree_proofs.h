#pragma once
// Inclusion and consistency proofs: built from stored subtree roots, verified from bytes alone.
// Order of the hashes: RFC 6962 section 2.1.1 and 2.1.2; verification: RFC 9162 section 2.1.3.2,
// 2.1.4.2. Stricter than the RFC: the root of size 0 must be that of the empty tree, and only the
// empty tree is proved consistent with an empty tree (a witness that knows no tree yet decides for
// itself). Errors when building: bad_range for an index or size outside the tree; else those of the
// reader.

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/proof/merkle.h"

namespace setoff {

using TreeProof = std::vector<Digest>;

// Returns the root of a complete subtree; called only for subtrees within the tree.
using SubtreeReader = std::function<Result<Digest>(const Subtree&)>;

// A reader over leaf hashes in memory, which must outlive it. It hashes each requested subtree:
// O(n).
[[nodiscard]] SubtreeReader reader_of(std::span<const Digest> leaf_hashes);

// Proof that leaf `index` is in the tree of the first `size` leaves. index < size.
[[nodiscard]] Result<TreeProof> prove_inclusion(std::uint64_t index, std::uint64_t size,
                                                const SubtreeReader& read);
// Proof that the tree of `to` leaves extends the tree of `from` leaves. 1 <= from <= to.
[[nodiscard]] Result<TreeProof> prove_consistency(std::uint64_t from, std::uint64_t to,
                                                  const SubtreeReader& read);
// Root over the first `size` leaves.
[[nodiscard]] Result<Digest> root_at(std::uint64_t size, const SubtreeReader& read);

enum class ProofVerdict : std::uint8_t {
  valid,
  index_outside,     // the index is not below the size
  shrunk,            // the later tree is smaller than the earlier one
  no_earlier_tree,   // nothing can be proved from an empty tree
  proof_too_short,   // hashes are missing
  proof_too_long,    // hashes are left over
  root_differs,      // the proof leads to another root
  old_root_differs,  // the proof leads to another root of the earlier tree
};
[[nodiscard]] std::string_view text_of(ProofVerdict verdict);

struct TreeHead {
  std::uint64_t size = 0;
  Digest root;
  friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

[[nodiscard]] ProofVerdict verify_inclusion(std::uint64_t index, const Digest& leaf_hash,
                                            std::span<const Digest> proof, const TreeHead& head);
[[nodiscard]] ProofVerdict verify_consistency(const TreeHead& from, const TreeHead& to,
                                              std::span<const Digest> proof);

}  // namespace setoff
