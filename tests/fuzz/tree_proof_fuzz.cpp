// links: proof
//
// Proofs from hostile bytes: verification ends, and accepts no proof of another leaf or another
// tree than the one of 64 leaves that stands here. Input: index, size, from (1 byte each), then
// hashes.
#include <cstdint>
#include <cstring>
#include <vector>

#include "ledger/base/check.h"
#include "ledger/proof/tree_proofs.h"

namespace {

using namespace setoff;

const std::vector<Digest>& leaves() {
  static const std::vector<Digest> all = [] {
    std::vector<Digest> made;
    for (unsigned i = 0; i < 64; ++i) {
      made.push_back(hash_leaf(std::vector{static_cast<std::byte>(i)}));
    }
    return made;
  }();
  return all;
}

TreeHead head(std::uint64_t size) {
  return {size, merkle_root(std::span(leaves()).first(size))};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  const std::uint64_t index = data[0];
  const std::uint64_t to = data[1] % 65U;
  const std::uint64_t from = data[2] % 65U;
  std::vector<Digest> proof((size - 3) / Digest::kSize);
  for (std::size_t i = 0; i < proof.size(); ++i) {
    std::memcpy(proof[i].bytes.data(), data + 3 + i * Digest::kSize, Digest::kSize);
  }
  const SubtreeReader read = reader_of(leaves());
  const Digest& leaf = leaves()[index % 64U];
  if (verify_inclusion(index, leaf, proof, head(to)) == ProofVerdict::valid) {
    SETOFF_CHECK(index < to);
    SETOFF_CHECK(proof == *prove_inclusion(index, to, read));
  }
  if (verify_consistency(head(from), head(to), proof) == ProofVerdict::valid && from != 0) {
    SETOFF_CHECK(from <= to);
    SETOFF_CHECK(proof == *prove_consistency(from, to, read));
  }
  // The sizes of the input may be anything at all.
  static_cast<void>(verify_inclusion(index << 56U, leaf, proof, {UINT64_MAX, leaf}));
  return 0;
}
