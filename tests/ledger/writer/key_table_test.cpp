// The table of keys against ids that were chosen to fall together: each candidate costs a read of
// the journal, so the number of candidates is what counts.

#include "ledger/writer/key_table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ledger/base/int128.h"

namespace setoff::tests {
namespace {

// An unkeyed hash as tables often have it: words folded by a product. Whoever knows it chooses the
// second word of an id so that the state behind it is always the same.
std::uint64_t fold(std::uint64_t word) {
  const auto product = static_cast<UInt128>(word) * 0xD6E8FEB86659FD93ULL;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}
constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15ULL;
std::uint64_t plain_hash(std::string_view text, std::uint64_t seed) {
  auto hash = (seed + text.size() + 1) * kOdd;
  for (std::size_t at = 0; at < text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    hash = fold(hash ^ word) + kOdd;
  }
  return fold(hash);
}

std::vector<std::string> crafted_ids(std::uint64_t seed, std::size_t count) {
  constexpr std::uint64_t kTarget = 0x0123456789ABCDEFULL;
  std::vector<std::string> ids;
  for (std::uint64_t first = 1; ids.size() < count; ++first) {
    const auto second = (fold(((seed + 17) * kOdd) ^ first) + kOdd) ^ kTarget;
    std::string id(16, '\0');
    std::memcpy(id.data(), &first, sizeof first);
    std::memcpy(id.data() + 8, &second, sizeof second);
    ids.push_back(std::move(id));
  }
  return ids;
}

// Candidates that were looked at while all of them came in.
std::size_t candidates(const std::vector<std::string>& ids) {
  KeyTable table;
  std::size_t seen = 0;
  for (Sequence i = 0; i < ids.size(); ++i) {
    const auto hash = table.hash({"/t", ids[i]});
    table.any(hash, [&seen](Sequence) { return ++seen, false; });
    table.insert(hash, i);
  }
  return seen;
}

TEST(KeyTable, HasNoMoreCandidatesForIdsThatWereChosenToFallTogether) {
  constexpr std::size_t kIds = 6'000;
  const auto ids = crafted_ids(plain_hash("/t------", 0), kIds);
  for (const auto& id : ids)
    ASSERT_EQ(plain_hash(id, plain_hash("/t------", 0)),
              plain_hash(ids[0], plain_hash("/t------", 0)));
  EXPECT_LT(candidates(ids), kIds / 50);  // a few neighbours with the same last bits
}

TEST(KeyTable, OfAnotherSecretPutsKeysElsewhere) {
  const EventKey key{"/t", "e1"};
  EXPECT_NE(KeyTable(HashKey{1, 2}).hash(key), KeyTable(HashKey{3, 4}).hash(key));
}

}  // namespace
}  // namespace setoff::tests
