#include "ledger/crypto/sha256.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "ledger/crypto/encoding.h"
#include "ledger/crypto/random_bytes.h"

namespace setoff {
namespace {

std::string hex_of(std::string_view text) {
  return to_hex(sha256(bytes_of(text)).view());
}

// FIPS 180-4 examples as published by NIST.
TEST(Sha256, MatchesThePublishedExamples) {
  EXPECT_EQ(hex_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hex_of(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, GivesTheSameDigestHoweverTheInputIsCut) {
  const std::string text(300, 'x');
  const Digest whole = sha256(bytes_of(text));
  Sha256 hasher;
  for (std::size_t cut = 0; cut <= text.size(); cut += 13) {
    hasher.add(bytes_of(text).first(cut));
    hasher.add(bytes_of(text).subspan(cut));
    EXPECT_EQ(hasher.finish(), whole) << cut;
  }
}

TEST(Sha256, StartForgetsWhatWasAdded) {
  Sha256 hasher;
  hasher.add(bytes_of("left over"));
  hasher.start();
  hasher.add(bytes_of("abc"));
  EXPECT_EQ(hasher.finish(), sha256(bytes_of("abc")));
}

TEST(Sha256, ThreadsDoNotDisturbOneAnother) {
  const Digest expected = sha256(bytes_of("abc"));
  std::vector<std::jthread> threads;
  std::array<bool, 4> same{};
  for (bool& result : same) {
    threads.emplace_back([&result, expected] {
      result = true;
      for (int i = 0; i < 2000; ++i)
        result = result && sha256(bytes_of("abc")) == expected;
    });
  }
  threads.clear();
  EXPECT_EQ(same, (std::array<bool, 4>{true, true, true, true}));
}

TEST(Commitment, BindsTheValueAndTheSaltAndNeedsBoth) {
  Salt salt{};
  const Digest digest = commitment(salt, bytes_of("R. Ahmadi"));
  EXPECT_EQ(digest, commitment(salt, bytes_of("R. Ahmadi")));
  EXPECT_NE(digest, commitment(salt, bytes_of("R. Ahmad")));
  salt[31] = std::byte{1};
  EXPECT_NE(digest, commitment(salt, bytes_of("R. Ahmadi")));
  EXPECT_EQ(
      to_hex(commitment(Salt{}, bytes_of("")).view()),
      to_hex(sha256(bytes_of(std::string("setoff/commitment/v1") + std::string(33, '\0'))).view()));
}

TEST(RandomBytes, FillsEveryByteAndNeverRepeats) {
  const auto first = random_salt();
  const auto second = random_salt();
  ASSERT_TRUE(first && second);
  EXPECT_NE(*first, *second);
  std::vector<std::byte> large((1U << 20U) + 64U);
  ASSERT_TRUE(fill_random(large));
  const std::vector<std::byte> tail(large.end() - 64, large.end());
  EXPECT_NE(tail, std::vector<std::byte>(64));
}

}  // namespace
}  // namespace setoff
