// Every way of bending a proof must be refused: the probes of transparency-dev/merkle, generated
// here for each size up to 20 instead of copied.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "ledger/proof/tree_proofs.h"

namespace setoff {
namespace {

constexpr std::size_t kLeaves = 20;

std::vector<Digest> some_leaves() {
  std::vector<Digest> leaves;
  for (std::size_t i = 0; i < kLeaves; ++i) {
    leaves.push_back(hash_leaf(bytes_of("leaf " + std::to_string(i))));
  }
  return leaves;
}

// The proof with one flipped bit, one hash less, one more; each form at each place.
std::vector<TreeProof> bent(const TreeProof& proof, std::span<const Digest> strangers) {
  std::vector<TreeProof> result;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    for (const std::size_t bit : {0U, 77U, 255U}) {
      TreeProof flipped = proof;
      flipped[i].bytes[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
      result.push_back(flipped);
    }
    TreeProof shorter = proof;
    shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
    result.push_back(shorter);
    if (i + 1 < proof.size()) {
      TreeProof swapped = proof;
      std::swap(swapped[i], swapped[i + 1]);
      result.push_back(swapped);
    }
  }
  for (std::size_t i = 0; i <= proof.size(); ++i) {
    for (const Digest& stranger : strangers) {
      TreeProof longer = proof;
      longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(i), stranger);
      result.push_back(longer);
    }
  }
  return result;
}

class ProofMutations : public testing::Test {
 protected:
  [[nodiscard]] TreeHead head(std::uint64_t size) const {
    return {size, merkle_root(std::span(leaves_).first(size))};
  }

  std::vector<Digest> leaves_ = some_leaves();
  SubtreeReader read_ = reader_of(leaves_);
  Digest garbage_ = hash_leaf(bytes_of("garbage"));
};

TEST_F(ProofMutations, InclusionRefusesEveryBentProof) {
  for (std::uint64_t size = 1; size <= kLeaves; ++size) {
    const TreeHead good = head(size);
    for (std::uint64_t i = 0; i < size; ++i) {
      const TreeProof proof = *prove_inclusion(i, size, read_);
      ASSERT_EQ(verify_inclusion(i, leaves_[i], proof, good), ProofVerdict::valid);
      for (const auto& wrong :
           bent(proof, std::vector{garbage_, good.root, leaves_[i], Digest{}})) {
        EXPECT_NE(verify_inclusion(i, leaves_[i], wrong, good), ProofVerdict::valid)
            << i << "/" << size;
      }
    }
  }
}

TEST_F(ProofMutations, InclusionRefusesAnotherIndexSizeLeafOrRoot) {
  for (std::uint64_t size = 2; size <= kLeaves; ++size) {
    const TreeHead good = head(size);
    for (std::uint64_t i = 0; i < size; ++i) {
      const TreeProof proof = *prove_inclusion(i, size, read_);
      for (const std::uint64_t other : {i + 1, i - 1, i ^ 2U, i + size, UINT64_MAX}) {
        EXPECT_NE(verify_inclusion(other, leaves_[i], proof, good), ProofVerdict::valid);
      }
      for (const std::uint64_t other : {size * 2, size / 2, std::uint64_t{0}}) {
        EXPECT_NE(verify_inclusion(i, leaves_[i], proof, {other, good.root}), ProofVerdict::valid);
      }
      EXPECT_NE(verify_inclusion(i, garbage_, proof, good), ProofVerdict::valid);
      EXPECT_NE(verify_inclusion(i, leaves_[i], proof, {size, garbage_}), ProofVerdict::valid);
      EXPECT_NE(verify_inclusion(i, leaves_[i], proof, {size, Digest{}}), ProofVerdict::valid);
      EXPECT_NE(verify_inclusion(i, leaves_[i], proof, head(size - 1)), ProofVerdict::valid);
    }
  }
}

TEST_F(ProofMutations, ConsistencyRefusesEveryBentProof) {
  for (std::uint64_t to = 2; to <= kLeaves; ++to) {
    for (std::uint64_t from = 1; from < to; ++from) {
      const TreeProof proof = *prove_consistency(from, to, read_);
      const TreeHead old = head(from);
      const TreeHead now = head(to);
      ASSERT_EQ(verify_consistency(old, now, proof), ProofVerdict::valid);
      for (const auto& wrong : bent(proof, std::vector{garbage_, old.root, now.root, Digest{}})) {
        EXPECT_NE(verify_consistency(old, now, wrong), ProofVerdict::valid) << from << "->" << to;
      }
      EXPECT_NE(verify_consistency(old, now, {}), ProofVerdict::valid);
    }
  }
}

TEST_F(ProofMutations, ConsistencyRefusesOtherSizesAndRoots) {
  for (std::uint64_t to = 2; to <= kLeaves; ++to) {
    for (std::uint64_t from = 1; from < to; ++from) {
      const TreeProof proof = *prove_consistency(from, to, read_);
      const TreeHead old = head(from);
      const TreeHead now = head(to);
      EXPECT_NE(verify_consistency({from, garbage_}, now, proof), ProofVerdict::valid);
      EXPECT_NE(verify_consistency(old, {to, garbage_}, proof), ProofVerdict::valid);
      EXPECT_NE(verify_consistency({from, now.root}, {to, old.root}, proof), ProofVerdict::valid);
      EXPECT_EQ(verify_consistency(now, old, proof), ProofVerdict::shrunk);
      for (const std::uint64_t other : {from - 1, from + 1, from ^ 2U}) {
        EXPECT_NE(verify_consistency({other, old.root}, now, proof), ProofVerdict::valid);
      }
      EXPECT_NE(verify_consistency(old, {to * 2, now.root}, proof), ProofVerdict::valid);
    }
  }
}

// A fork: the same first leaves, another later one. The older head still fits; the newer does not.
TEST_F(ProofMutations, ConsistencyExposesAForkMadeBeforeTheEarlierHead) {
  auto forked = leaves_;
  forked[7] = garbage_;
  const auto read_fork = reader_of(forked);
  const TreeHead fork{16, merkle_root(std::span(forked).first(16))};
  EXPECT_EQ(verify_consistency(head(7), fork, *prove_consistency(7, 16, read_fork)),
            ProofVerdict::valid);
  EXPECT_NE(verify_consistency(head(8), fork, *prove_consistency(8, 16, read_fork)),
            ProofVerdict::valid);
}

TEST_F(ProofMutations, TheEmptyTreeIsConsistentWithItselfOnly) {
  const TreeHead empty{0, empty_tree_root()};
  EXPECT_EQ(verify_consistency(empty, empty, {}), ProofVerdict::valid);
  EXPECT_EQ(verify_consistency(empty, head(3), {}), ProofVerdict::no_earlier_tree);
  EXPECT_EQ(verify_consistency(empty, head(3), std::vector{garbage_}),
            ProofVerdict::no_earlier_tree);
  EXPECT_EQ(verify_consistency({0, garbage_}, {0, garbage_}, {}), ProofVerdict::old_root_differs);
  EXPECT_EQ(verify_consistency(empty, empty, std::vector{garbage_}), ProofVerdict::proof_too_long);
  EXPECT_EQ(verify_inclusion(0, garbage_, {}, empty), ProofVerdict::index_outside);
}

TEST_F(ProofMutations, HugeSizesEndAndAreRefused) {
  const TreeProof proof(64, garbage_);
  EXPECT_NE(verify_inclusion(UINT64_MAX - 1, garbage_, proof, {UINT64_MAX, garbage_}),
            ProofVerdict::valid);
  EXPECT_NE(verify_consistency({UINT64_MAX - 1, garbage_}, {UINT64_MAX, garbage_}, proof),
            ProofVerdict::valid);
  EXPECT_NE(verify_consistency({std::uint64_t{1} << 63U, garbage_}, {UINT64_MAX, garbage_}, proof),
            ProofVerdict::valid);
}

TEST_F(ProofMutations, EveryVerdictHasItsOwnText) {
  std::vector<std::string_view> texts;
  for (int v = 0; v <= static_cast<int>(ProofVerdict::old_root_differs); ++v) {
    const std::string_view text = text_of(static_cast<ProofVerdict>(v));
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(std::ranges::find(texts, text), texts.end());
    texts.push_back(text);
  }
}

}  // namespace
}  // namespace setoff
