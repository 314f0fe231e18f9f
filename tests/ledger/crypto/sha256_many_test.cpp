// Many messages give the published digests, and those of each message by itself.

#include "ledger/crypto/sha256_many.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"

namespace setoff {
namespace {

std::vector<Digest> digests_of(std::optional<std::byte> prefix,
                               const std::vector<Bytes>& messages) {
  std::vector<Digest> digests(messages.size());
  sha256_many(prefix, messages, digests);
  return digests;
}

// By OpenSSL, from one text each.
std::vector<Digest> expected(std::optional<std::byte> prefix, const std::vector<Bytes>& messages) {
  std::vector<Digest> digests;
  for (const auto message : messages) {
    std::vector<std::byte> whole;
    if (prefix) whole.push_back(*prefix);
    whole.insert(whole.end(), message.begin(), message.end());
    digests.push_back(sha256(whole));
  }
  return digests;
}

constexpr std::optional<std::byte> kPrefixes[] = {std::nullopt, std::byte{0}, std::byte{0xff}};

TEST(Sha256Many, MatchesThePublishedExamples) {
  const std::string million(1'000'000, 'a');
  const std::vector<Bytes> messages{
      bytes_of(""), bytes_of("abc"), bytes_of(million),
      bytes_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")};
  const std::vector<std::string> published{
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"};
  const auto digests = digests_of(std::nullopt, messages);
  for (std::size_t i = 0; i < digests.size(); ++i)
    EXPECT_EQ(to_hex(digests[i].view()), published[i]) << i;
}

TEST(Sha256Many, EachLengthAtEachAlignment) {
  std::vector<std::byte> bytes(400);
  std::mt19937_64 random(1);
  for (auto& byte : bytes)
    byte = static_cast<std::byte>(random());
  for (std::size_t offset = 0; offset < 64; ++offset) {
    std::vector<Bytes> messages;
    for (std::size_t size = 0; size <= 300; ++size)
      messages.push_back(Bytes(bytes).subspan(offset, size));
    for (const auto prefix : kPrefixes)
      ASSERT_EQ(digests_of(prefix, messages), expected(prefix, messages)) << offset;
  }
}

TEST(Sha256Many, AnyNumberOfMessagesOfAnyLength) {
  std::mt19937_64 random(2);
  std::vector<std::byte> bytes(4000);
  for (auto& byte : bytes)
    byte = static_cast<std::byte>(random());
  for (int course = 0; course < 400; ++course) {
    std::vector<Bytes> messages(random() % 23);
    for (auto& message : messages) {
      const auto longest = random() % 4 == 0 ? 2000U : 300U;
      message = Bytes(bytes).subspan(random() % 1900, random() % longest);
    }
    const auto prefix = kPrefixes[random() % std::size(kPrefixes)];
    ASSERT_EQ(digests_of(prefix, messages), expected(prefix, messages)) << course;
  }
}

}  // namespace
}  // namespace setoff
