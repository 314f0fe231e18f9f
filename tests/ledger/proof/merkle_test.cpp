#include "ledger/proof/merkle.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <string>
#include <vector>

#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"
#include "ledger/proof/frontier.h"
#include "tests/ledger/proof/tree_vectors.h"

namespace setoff {
namespace {

using tests::some_leaves;
using tests::tree_vectors;

std::string hex_of(const Digest& digest) {
  return to_hex(digest.view());
}

// RFC 6962 section 2.1, word for word; the frontier must agree with it.
Digest root_by_definition(std::span<const Digest> leaves) {
  if (leaves.empty()) return sha256({});
  if (leaves.size() == 1) return leaves[0];
  const std::size_t split = std::bit_floor(leaves.size() - 1);
  return hash_node(root_by_definition(leaves.first(split)),
                   root_by_definition(leaves.subspan(split)));
}

TEST(MerkleTree, HashesTheLeavesOfTheVectors) {
  const auto& vectors = tree_vectors();
  ASSERT_EQ(vectors.leaves.size(), 8U);
  for (std::size_t i = 0; i < vectors.leaves.size(); ++i) {
    EXPECT_EQ(hex_of(hash_leaf(vectors.leaves[i])), hex_of(vectors.leaf_hashes[i])) << i;
  }
  EXPECT_EQ(hex_of(hash_leaf(bytes_of("L123456"))),
            "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
}

TEST(MerkleTree, GivesTheRootsOfTheVectorsForSizesZeroToEight) {
  const auto& vectors = tree_vectors();
  ASSERT_EQ(vectors.roots.size(), 9U);
  Frontier frontier;
  for (std::size_t size = 0; size <= 8; ++size) {
    EXPECT_EQ(hex_of(frontier.root()), hex_of(vectors.roots[size])) << size;
    EXPECT_EQ(merkle_root(std::span(vectors.leaf_hashes).first(size)), vectors.roots[size]);
    if (size < 8) frontier.append(vectors.leaf_hashes[size]);
  }
}

TEST(MerkleTree, GivesTheSubtreesOfTheVectors) {
  struct Case {
    std::size_t first;
    std::size_t end;
    std::string_view root;
  };
  constexpr Case kCases[] = {
      {2, 4, "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"},
      {4, 6, "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"},
      {6, 8, "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"},
      {4, 8, "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"},
      {4, 7, "837dbb152e9b079010717e84e865da4ebc0fa198a806d59d31bf15accef22d0e"}};
  for (const auto& [first, end, root] : kCases) {
    EXPECT_EQ(
        hex_of(merkle_root(std::span(tree_vectors().leaf_hashes).subspan(first, end - first))),
        root);
  }
}

TEST(MerkleTree, AgreesWithTheDefinitionForEverySizeUpTo300) {
  const auto leaves = some_leaves(300);
  Frontier frontier;
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    frontier.append(leaves[size - 1]);
    ASSERT_EQ(frontier.root(), root_by_definition(std::span(leaves).first(size))) << size;
  }
}

TEST(Frontier, JoinsSubtreesHashedElsewhere) {
  const auto leaves = some_leaves(1000);
  const std::span<const Digest> all(leaves);
  Frontier joined;
  joined.append_subtree(9, merkle_root(all.first(512)));
  joined.append_subtree(8, merkle_root(all.subspan(512, 256)));
  for (std::size_t i = 768; i < leaves.size(); ++i)
    joined.append(leaves[i]);
  EXPECT_EQ(joined.size(), 1000U);
  EXPECT_EQ(joined.root(), merkle_root(all));
}

TEST(Frontier, GoesOnFromItsSavedPeaks) {
  const auto leaves = some_leaves(77);
  Frontier frontier;
  for (std::size_t i = 0; i < 50; ++i)
    frontier.append(leaves[i]);
  auto resumed = Frontier::from_peaks(frontier.size(), frontier.peaks());
  ASSERT_TRUE(resumed);
  EXPECT_EQ(*resumed, frontier);
  for (std::size_t i = 50; i < leaves.size(); ++i)
    resumed->append(leaves[i]);
  EXPECT_EQ(resumed->root(), merkle_root(leaves));
}

TEST(Frontier, RefusesPeaksThatDoNotFitTheSize) {
  const auto peaks = some_leaves(3);
  EXPECT_TRUE(Frontier::from_peaks(7, peaks));
  const auto frontier = Frontier::from_peaks(8, peaks);
  ASSERT_FALSE(frontier);
  EXPECT_EQ(frontier.error().code, Code::corrupt);
}

TEST(FrontierDeathTest, AbortsOnASubtreeThatIsNotAligned) {
  Frontier frontier;
  frontier.append(hash_leaf({}));
  EXPECT_DEATH(frontier.append_subtree(1, hash_leaf({})), "CHECK failed");
}

RC_GTEST_PROP(MerkleLaws, AnyChangeOfALeafChangesTheRoot, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 200);
  const auto at = *rc::gen::inRange<std::size_t>(0, size);
  const auto bit = *rc::gen::inRange<std::size_t>(0, 256);
  auto leaves = some_leaves(size);
  const Digest before = merkle_root(leaves);
  leaves[at].bytes[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
  RC_ASSERT(merkle_root(leaves) != before);
}

TEST(FrontierAppend, ManyLeavesGiveTheTreeOfOneAfterTheOther) {
  std::vector<Digest> leaves(700);
  for (std::size_t i = 0; i < leaves.size(); ++i)
    leaves[i] = hash_leaf(bytes_of(std::to_string(i)));
  for (const std::size_t before : {0U, 1U, 3U, 128U, 255U, 256U, 300U})
    for (const std::size_t count : {0U, 1U, 2U, 3U, 7U, 64U, 255U, 256U, 257U, 400U}) {
      Frontier one_by_one;
      Frontier at_once;
      for (std::size_t i = 0; i < before + count; ++i) {
        one_by_one.append(leaves[i]);
        if (i < before) at_once.append(leaves[i]);
      }
      at_once.append(std::span(leaves).subspan(before, count));
      EXPECT_EQ(at_once, one_by_one) << before << " and " << count;
    }
}

TEST(HashLeaves, AreThoseOfOneAfterTheOther) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 300; ++i)
    texts.push_back(std::string(i * 7 % 500, static_cast<char>('a' + i % 26)));
  std::vector<Bytes> data;
  for (const auto& text : texts)
    data.push_back(bytes_of(text));
  std::vector<Digest> leaves(data.size());
  hash_leaves(data, leaves);
  for (std::size_t i = 0; i < data.size(); ++i)
    EXPECT_EQ(leaves[i], hash_leaf(data[i])) << i;
}

}  // namespace
}  // namespace setoff
