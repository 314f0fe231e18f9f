#include "ledger/proof/tree_proofs.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ledger/proof/node_table.h"
#include "tests/ledger/proof/tree_vectors.h"

namespace setoff {
namespace {

using tests::some_leaves;
using tests::tree_vectors;

TreeHead head_of(std::span<const Digest> leaves, std::size_t size) {
  return {size, merkle_root(leaves.first(size))};
}

TEST(InclusionProof, IsBuiltAndVerifiedAsInTheVectors) {
  const auto& vectors = tree_vectors();
  const auto read = reader_of(vectors.leaf_hashes);
  ASSERT_EQ(vectors.inclusion.size(), 36U);
  for (const auto& [leaf, size, expected] : vectors.inclusion) {
    const auto proof = prove_inclusion(leaf, size, read);
    ASSERT_TRUE(proof);
    EXPECT_EQ(*proof, expected) << leaf << " of " << size;
    EXPECT_EQ(
        verify_inclusion(leaf, vectors.leaf_hashes[leaf], expected, {size, vectors.roots[size]}),
        ProofVerdict::valid);
  }
}

TEST(ConsistencyProof, IsBuiltAndVerifiedAsInTheVectors) {
  const auto& vectors = tree_vectors();
  const auto read = reader_of(vectors.leaf_hashes);
  ASSERT_EQ(vectors.consistency.size(), 36U);
  for (const auto& [from, to, expected] : vectors.consistency) {
    const auto proof = prove_consistency(from, to, read);
    ASSERT_TRUE(proof);
    EXPECT_EQ(*proof, expected) << from << " -> " << to;
    EXPECT_EQ(verify_consistency({from, vectors.roots[from]}, {to, vectors.roots[to]}, expected),
              ProofVerdict::valid);
  }
}

TEST(TreeProofs, HoldForEveryIndexAndSizeUpTo70) {
  const auto leaves = some_leaves(70);
  const auto read = reader_of(leaves);
  for (std::size_t to = 1; to <= leaves.size(); ++to) {
    const TreeHead head = head_of(leaves, to);
    for (std::size_t i = 0; i < to; ++i) {
      ASSERT_EQ(verify_inclusion(i, leaves[i], *prove_inclusion(i, to, read), head),
                ProofVerdict::valid);
      const std::size_t from = i + 1;
      ASSERT_EQ(verify_consistency(head_of(leaves, from), head, *prove_consistency(from, to, read)),
                ProofVerdict::valid);
    }
  }
}

TEST(TreeProofs, RefuseIndexesAndSizesOutsideTheTree) {
  const auto leaves = some_leaves(5);
  const auto read = reader_of(leaves);
  EXPECT_EQ(prove_inclusion(5, 5, read).error().code, Code::bad_range);
  EXPECT_EQ(prove_inclusion(0, 0, read).error().code, Code::bad_range);
  EXPECT_EQ(prove_inclusion(0, 6, read).error().code, Code::bad_range);
  EXPECT_EQ(prove_consistency(0, 5, read).error().code, Code::bad_range);
  EXPECT_EQ(prove_consistency(5, 4, read).error().code, Code::bad_range);
  EXPECT_EQ(root_at(6, read).error().code, Code::bad_range);
  EXPECT_EQ(*root_at(0, read), empty_tree_root());
}

TEST(TreeProofs, CarryTheErrorOfTheReader) {
  const SubtreeReader broken = [](const Subtree&) -> Result<Digest> {
    return Error(Code::cannot_read, "the disk is gone");
  };
  EXPECT_EQ(prove_inclusion(1, 3, broken).error().code, Code::cannot_read);
  EXPECT_EQ(prove_consistency(3, 4, broken).error().code, Code::cannot_read);
}

class NodeTableOf1000 : public testing::Test {
 protected:
  NodeTableOf1000() : leaves_(some_leaves(1000)) {
    for (std::size_t i = 0; i < 256; i += 64) {  // four parts, as if hashed on several cores
      table_.append_subtree(6, merkle_root(std::span(leaves_).subspan(i, 64)));
    }
    for (std::size_t i = 256; i < leaves_.size(); ++i)
      table_.append(leaves_[i]);
  }

  NodeTable::LeafReader counting_reader() {
    return [this](std::uint64_t first, std::uint64_t count) -> Result<std::vector<Digest>> {
      leaves_read_ += count;
      EXPECT_EQ(first / NodeTable::kTileLeaves, (first + count - 1) / NodeTable::kTileLeaves);
      const auto begin = leaves_.begin() + static_cast<std::ptrdiff_t>(first);
      return std::vector<Digest>(begin, begin + static_cast<std::ptrdiff_t>(count));
    };
  }

  std::vector<Digest> leaves_;
  NodeTable table_;
  std::uint64_t leaves_read_ = 0;
};

TEST_F(NodeTableOf1000, GivesTheSameRootsAndProofsAsTheLeavesThemselves) {
  const auto read = table_.reader(counting_reader());
  const auto plain = reader_of(leaves_);
  EXPECT_EQ(table_.root(), merkle_root(leaves_));
  for (const std::uint64_t size : {1U, 255U, 256U, 257U, 511U, 513U, 768U, 999U, 1000U}) {
    EXPECT_EQ(*root_at(size, read), *root_at(size, plain));
    EXPECT_EQ(*prove_inclusion(size / 2, size, read), *prove_inclusion(size / 2, size, plain));
    EXPECT_EQ(*prove_consistency(size / 3 + 1, size, read),
              *prove_consistency(size / 3 + 1, size, plain));
  }
}

TEST_F(NodeTableOf1000, ReadsAFewHundredLeavesPerProof) {
  const auto read = table_.reader(counting_reader());
  ASSERT_TRUE(prove_inclusion(3, 1000, read));
  EXPECT_LE(leaves_read_, 2 * NodeTable::kTileLeaves);
}

TEST_F(NodeTableOf1000, RefusesAJournalThatGivesTooFewLeavesAndSizesBeyondIt) {
  const auto read =
      table_.reader([](std::uint64_t, std::uint64_t) -> Result<std::vector<Digest>> { return {}; });
  EXPECT_EQ(prove_inclusion(999, 1000, read).error().code, Code::corrupt);
  EXPECT_EQ(prove_inclusion(0, 1001, table_.reader(counting_reader())).error().code,
            Code::bad_range);
}

}  // namespace
}  // namespace setoff
