// The keyed hash: SipHash by its published vectors, and what tables ask of it.

#include "ledger/base/keyed_hash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace setoff {
namespace {

// The key and the texts of the vectors: bytes that count up from zero.
constexpr HashKey kCountingKey{0x0706050403020100ULL, 0x0F0E0D0C0B0A0908ULL};
std::string counting(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i)
    text.push_back(static_cast<char>(i));
  return text;
}

template <int kWordRounds, int kEndRounds>
std::uint64_t sip_hash(std::string_view text) {
  SipHash<kWordRounds, kEndRounds> hash(kCountingKey);
  hash.add(text);
  return hash.finish();
}

// Appendix A of the paper.
TEST(SipHash, HasTheValueOfItsPaper) {
  EXPECT_EQ((sip_hash<2, 4>(counting(15))), 0xA129CA6149BE45E5ULL);
}

// Values of OpenSSL's SIPHASH for every size of the last word.
TEST(SipHash, IsWhatAnotherLibraryGives) {
  constexpr std::array<std::uint64_t, 18> kOneAndThree = {
      0xABAC0158050FC4DCULL, 0xC9F49BF37D57CA93ULL, 0x82CB9B024DC7D44DULL, 0x8BF80AB8E7DDF7FBULL,
      0xCF75576088D38328ULL, 0xDEF9D52F49533B67ULL, 0xC50D2B50C59F22A7ULL, 0xD3927D989BB11140ULL,
      0x369095118D299A8EULL, 0x25A48EB36C063DE4ULL, 0x79DE85EE92FF097FULL, 0x70C118C1F94DC352ULL,
      0x78A384B157B4D9A2ULL, 0x306F760C1229FFA7ULL, 0x605AA111C0F95D34ULL, 0xD320D86D2A519956ULL,
      0xCC4FDD1A7D908B66ULL, 0x9CF2689063DBD80CULL};
  constexpr std::array<std::uint64_t, 18> kTwoAndFour = {
      0x726FDB47DD0E0E31ULL, 0x74F839C593DC67FDULL, 0x0D6C8009D9A94F5AULL, 0x85676696D7FB7E2DULL,
      0xCF2794E0277187B7ULL, 0x18765564CD99A68DULL, 0xCBC9466E58FEE3CEULL, 0xAB0200F58B01D137ULL,
      0x93F5F5799A932462ULL, 0x9E0082DF0BA9E4B0ULL, 0x7A5DBBC594DDB9F3ULL, 0xF4B32F46226BADA7ULL,
      0x751E8FBC860EE5FBULL, 0x14EA5627C0843D90ULL, 0xF723CA908E7AF2EEULL, 0xA129CA6149BE45E5ULL,
      0x3F2ACC7F57C29BDBULL, 0x699AE9F52CBE4794ULL};
  for (std::size_t size = 0; size < kOneAndThree.size(); ++size) {
    EXPECT_EQ((sip_hash<1, 3>(counting(size))), kOneAndThree[size]) << size;
    EXPECT_EQ((sip_hash<2, 4>(counting(size))), kTwoAndFour[size]) << size;
  }
}

TEST(KeyedHash, OfAnotherKeyIsAnother) {
  EXPECT_NE(KeyedHash({1, 2}).of("tbi-iqd"), KeyedHash({1, 3}).of("tbi-iqd"));
  EXPECT_NE(HashKey::random(), HashKey::random());
  EXPECT_EQ(&KeyedHash::of_process(), &KeyedHash::of_process());
}

TEST(KeyedHash, OfTwoTextsKeepsThemApart) {
  const KeyedHash hash({1, 2});
  const std::vector<std::uint64_t> hashes = {
      hash.of("ab", "c"), hash.of("a", "bc"),         hash.of("", "abc"),
      hash.of("abc", ""), hash.of("abcdefgh", "i"),   hash.of("abcdefg", "hi"),
      hash.of("a", ""),   hash.of(std::string(1, 0)), hash.of("")};
  for (auto it = hashes.begin(); it != hashes.end(); ++it)
    EXPECT_EQ(std::count(hashes.begin(), hashes.end(), *it), 1);
}

// Every byte of a text of every length, up to where the other hash begins and beyond it.
TEST(KeyedHash, HearsEveryByteAndTheLength) {
  const KeyedHash hash({5, 7});
  std::string text;
  for (std::size_t size = 0; size < 150; ++size, text.push_back('x')) {
    const auto before = hash.of(text);
    EXPECT_NE(hash.of(text + '\0'), before) << size;
    if (size > 0) {
      EXPECT_NE(hash.of(text, ""), hash.of("", text)) << size;
    }
    for (std::size_t at = 0; at < size; ++at) {
      auto other = text;
      other[at] = 'y';
      EXPECT_NE(hash.of(other), before) << size << ", byte " << at;
    }
  }
}

// Names that differ in a number, as those of a scheme do, spread as evenly as drawn ones: in 4,096
// places of the lowest bits, 65,536 of them leave chi-squared below six deviations more than due.
TEST(KeyedHash, SpreadsNamesThatCountUp) {
  for (const HashKey key : {HashKey{1, 2}, HashKey{3, 4}, HashKey{0, 0}, HashKey::random()}) {
    const KeyedHash hash(key);
    std::vector<int> places(4'096);
    for (int i = 0; i < 65'536; ++i)
      ++places[hash.of("/world", "invoice-" + std::to_string(i)) % places.size()];
    double chi = 0;
    for (const int count : places)
      chi += (count - 16.0) * (count - 16.0) / 16.0;
    EXPECT_LT(chi, 4'095 + 6 * 90.5);
  }
}

}  // namespace
}  // namespace setoff
