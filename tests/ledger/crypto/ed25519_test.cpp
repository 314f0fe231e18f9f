#include "ledger/crypto/ed25519.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "ledger/crypto/encoding.h"

namespace setoff {
namespace {

struct Vector {
  std::string_view seed;
  std::string_view public_key;
  std::string_view message;
  std::string_view signature;
};

// RFC 8032 section 7.1.
constexpr Vector kVectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "46bd"
     "25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d8c3"
     "87b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc"
     "6594"
     "a7c15e9716ed28dc027beceea1ec40a"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
     "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3fee"
     "bbd4"
     "54d4423643ce80e2a9ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e"
     "0303"
     "dca179c138ac17ad9bef1177331a704"}};

SecretKey secret_key(std::string_view seed) {
  return *SecretKey::from_seed(*from_hex(seed));
}
PublicKey public_key(std::string_view hex) {
  return *PublicKey::from_bytes(*from_hex(hex));
}
Signature signature(std::string_view hex) {
  return *Signature::from_bytes(*from_hex(hex));
}

TEST(Ed25519, SignsAndVerifiesTheVectorsOfRfc8032) {
  for (const auto& [seed, key, message, expected] : kVectors) {
    const SecretKey secret = secret_key(seed);
    EXPECT_EQ(to_hex(secret.public_key().view()), key);
    EXPECT_EQ(to_hex(secret.sign(*from_hex(message)).view()), expected);
    EXPECT_TRUE(verify(public_key(key), *from_hex(message), signature(expected)));
  }
}

TEST(Ed25519, RefusesAnotherMessageKeyOrSignature) {
  const Vector& v = kVectors[2];
  EXPECT_FALSE(verify(public_key(v.public_key), *from_hex("af83"), signature(v.signature)));
  EXPECT_FALSE(
      verify(public_key(kVectors[1].public_key), *from_hex(v.message), signature(v.signature)));
  EXPECT_FALSE(
      verify(public_key(v.public_key), *from_hex(v.message), signature(kVectors[1].signature)));
}

TEST(Ed25519, RefusesEveryFlippedBitOfASignature) {
  const Vector& v = kVectors[1];
  auto bytes = *from_hex(v.signature);
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    const auto mask = static_cast<std::byte>(1U << (bit % 8));
    bytes[bit / 8] ^= mask;
    EXPECT_FALSE(
        verify(public_key(v.public_key), *from_hex(v.message), *Signature::from_bytes(bytes)))
        << bit;
    bytes[bit / 8] ^= mask;
  }
}

// The first vector with S + L in place of S: the same equation holds, so only the range check
// refuses it.
TEST(Ed25519, RefusesAMalleatedSignature) {
  const std::string malleated =
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901554c8c7872aa064e049dbb3013fbf2"
      "9380d"
      "25bf5f0595bbe24655141438e7a101b";
  EXPECT_FALSE(verify(public_key(kVectors[0].public_key), Bytes{}, signature(malleated)));
}

void expect_unusable(Bytes bytes) {
  const auto key = PublicKey::from_bytes(bytes);
  ASSERT_FALSE(key) << to_hex(bytes);
  EXPECT_EQ(key.error().code, Code::bad_field);
  EXPECT_NE(key.error().detail.find(to_hex(bytes) + " is unusable"), std::string::npos)
      << key.error().detail;
}

std::vector<std::byte> small_y(std::string_view low) {
  return *from_hex(std::string(low) + std::string(62, '0'));
}

// The eight points whose order divides 8, and the second encodings of those with x = 0.
TEST(Ed25519PublicKey, RefusesEveryPointOfSmallOrder) {
  constexpr std::string_view kSmall[] = {
      "0100000000000000000000000000000000000000000000000000000000000000",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0000000000000000000000000000000000000000000000000000000000000080",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
      "0100000000000000000000000000000000000000000000000000000000000080",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"};
  for (const std::string_view hex : kSmall) {
    expect_unusable(*from_hex(hex));
  }
}

// y = p ... 2^255 - 1 are second encodings of 0 ... 18.
TEST(Ed25519PublicKey, RefusesEveryNumberThatIsNotReduced) {
  for (int low = 0xED; low <= 0xFF; ++low) {
    for (const unsigned top : {0x7FU, 0xFFU}) {
      std::vector<std::byte> bytes(32, std::byte{0xFF});
      bytes[0] = static_cast<std::byte>(low);
      bytes[31] = static_cast<std::byte>(top);
      expect_unusable(bytes);
    }
  }
}

TEST(Ed25519PublicKey, RefusesWhatIsNoPointOfTheCurve) {
  // Of the small y, 2 and 7 have no x (computed from the curve equation).
  expect_unusable(small_y("02"));
  expect_unusable(small_y("07"));
  // 26 is the smallest y whose points are in the group of prime order.
  EXPECT_TRUE(PublicKey::from_bytes(small_y("1a")));
}

// The key of the first vector, plus the points of order 2, 4 (two), and 8 (four) in turn; and y
// = 3. An honest signature under such a key is valid or not, depending on how a library checks it.
// libsodium 1.0.18 without the correction of CVE-2025-69277 accepts the first.
TEST(Ed25519PublicKey, RefusesPointsOutsideTheGroupOfPrimeOrder) {
  constexpr std::string_view kMixed[] = {
      "16a567fe7d4ef5482ab4012c369bf8c5f11e8d0c2559dcda50fde59708f8aee5",
      "40c7570f4dd54835b9131184410ed4a0cc93e7d9ad053cbc6d07a62426999582",
      "ad38a8f0b22ab7ca46ecee7bbef12b5f336c182652fac34392f859dbd9666a7d",
      "3b5b475c4b82dd1572799fc546f4c6c03e478c6654aa4c7f945b347ea32af60d",
      "5ca7ced5657291c4cb376e2929ebbb0747dee3aee81452ea424f42974f81fdba",
      "9158312a9a8d6e3b34c891d6d61444f8b8211c5117ebad15bdb0bd68b07e0245",
      "b2a4b8a3b47d22ea8d86603ab90b393fc1b87399ab55b3806ba4cb815cd509f2"};
  for (const std::string_view hex : kMixed)
    expect_unusable(*from_hex(hex));
  expect_unusable(small_y("03"));
}

TEST(Ed25519, RefusesWrongLengths) {
  EXPECT_FALSE(PublicKey::from_bytes(*from_hex("00")));
  EXPECT_FALSE(Signature::from_bytes(*from_hex("00")));
  EXPECT_FALSE(SecretKey::from_seed(*from_hex("00")));
}

TEST(Ed25519SecretKey, WipesTheSeedItWasMovedFrom) {
  SecretKey from = secret_key(kVectors[0].seed);
  const SecretKey to = std::move(from);
  EXPECT_EQ(to_hex(to.seed()), kVectors[0].seed);
  EXPECT_EQ(to_hex(from.seed()), std::string(64, '0'));  // NOLINT(bugprone-use-after-move)
}

TEST(Ed25519SecretKey, GeneratesDifferentUsableKeys) {
  const auto a = SecretKey::generate();
  const auto b = SecretKey::generate();
  ASSERT_TRUE(a && b);
  EXPECT_NE(a->public_key(), b->public_key());
  EXPECT_TRUE(PublicKey::from_bytes(a->public_key().view()));
  const Signature signature = a->sign(bytes_of("hello"));
  EXPECT_TRUE(verify(a->public_key(), bytes_of("hello"), signature));
  EXPECT_FALSE(verify(b->public_key(), bytes_of("hello"), signature));
}

}  // namespace
}  // namespace setoff
