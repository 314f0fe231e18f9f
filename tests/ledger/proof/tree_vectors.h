#pragma once
// The vectors of tests/vectors/rfc6962.json: eight leaves, the roots of the nine sizes, every
// inclusion and consistency proof up to size 8. Their source is named in the file.

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/crypto/digest.h"

namespace setoff::tests {

struct InclusionVector {
  std::uint64_t leaf;
  std::uint64_t size;
  std::vector<Digest> proof;
};

struct ConsistencyVector {
  std::uint64_t from;
  std::uint64_t to;
  std::vector<Digest> proof;
};

struct TreeVectors {
  std::vector<std::vector<std::byte>> leaves;
  std::vector<Digest> leaf_hashes;
  std::vector<Digest> roots;
  std::vector<InclusionVector> inclusion;
  std::vector<ConsistencyVector> consistency;
};

const TreeVectors& tree_vectors();

// The leaf hashes of that many different leaves.
[[nodiscard]] std::vector<Digest> some_leaves(std::size_t count);

}  // namespace setoff::tests
