#include "ledger/crypto/encoding.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace setoff {
namespace {

std::string text_of(const std::vector<std::byte>& bytes) {
  std::string text;
  for (const std::byte b : bytes)
    text += static_cast<char>(b);
  return text;
}

struct Pair {
  std::string_view plain;
  std::string_view encoded;
};

// RFC 4648 section 10.
constexpr Pair kBase64Vectors[] = {{"", ""},
                                   {"f", "Zg=="},
                                   {"fo", "Zm8="},
                                   {"foo", "Zm9v"},
                                   {"foob", "Zm9vYg=="},
                                   {"fooba", "Zm9vYmE="},
                                   {"foobar", "Zm9vYmFy"}};
constexpr Pair kHexVectors[] = {{"", ""}, {"f", "66"}, {"foobar", "666f6f626172"}};

TEST(Base64, MatchesTheVectorsOfRfc4648BothWays) {
  for (const auto& [plain, encoded] : kBase64Vectors) {
    EXPECT_EQ(to_base64(bytes_of(plain)), encoded);
    const auto decoded = from_base64(encoded);
    ASSERT_TRUE(decoded) << encoded;
    EXPECT_EQ(text_of(*decoded), plain);
  }
}

TEST(Hex, MatchesTheVectorsOfRfc4648InLowerCaseBothWays) {
  for (const auto& [plain, encoded] : kHexVectors) {
    EXPECT_EQ(to_hex(bytes_of(plain)), encoded);
    const auto decoded = from_hex(encoded);
    ASSERT_TRUE(decoded) << encoded;
    EXPECT_EQ(text_of(*decoded), plain);
  }
}

struct Refused {
  std::string_view text;
  std::string_view reason;
};

TEST(Base64, RefusesEveryTextThatIsNotTheOneEncoding) {
  constexpr Refused kCases[] = {{"Zg", "length must be a multiple of 4"},
                                {"Zg=", "length must be a multiple of 4"},
                                {"Z===", "'=' at position 2"},
                                {"====", "'=' at position 1"},
                                {"Zg==Zg==", "'=' at position 3"},
                                {"Zm9\n", "byte 0x0a at position 4"},
                                {"Zm-_", "'-' at position 3"},
                                {"Zh==", "bits set in its last character 'h'"},
                                {"Zm9=", "bits set in its last character '9'"},
                                {"Zm 8", "' ' at position 3"}};
  for (const auto& [text, reason] : kCases) {
    const auto decoded = from_base64(text);
    ASSERT_FALSE(decoded) << text;
    EXPECT_EQ(decoded.error().code, Code::bad_syntax);
    EXPECT_NE(decoded.error().detail.find(reason), std::string::npos) << decoded.error().detail;
  }
}

TEST(Hex, RefusesUpperCaseOddLengthAndStrayCharacters) {
  constexpr Refused kCases[] = {{"6", "odd number of digits (1)"},
                                {"6F", "'F' at position 2"},
                                {"0x66", "'x' at position 2"},
                                {"66 6f", "' ' at position 3"},
                                {"\xC3\xA9", "byte 0xc3 at position 1"}};
  for (const auto& [text, reason] : kCases) {
    const auto decoded = from_hex(text);
    ASSERT_FALSE(decoded) << text;
    EXPECT_NE(decoded.error().detail.find(reason), std::string::npos) << decoded.error().detail;
  }
}

TEST(DigestText, RefusesAnyLengthButThirtyTwoBytes) {
  EXPECT_FALSE(digest_from_hex(std::string(62, 'a')));
  EXPECT_FALSE(digest_from_hex(std::string(66, 'a')));
  EXPECT_FALSE(digest_from_base64("Zg=="));
  const auto digest = digest_from_hex(std::string(64, 'a'));
  ASSERT_TRUE(digest);
  EXPECT_EQ(to_hex(digest->view()), std::string(64, 'a'));
}

RC_GTEST_PROP(EncodingLaws, DecodingGivesBackWhatWasEncoded, (const std::string& text)) {
  RC_ASSERT(text_of(*from_hex(to_hex(bytes_of(text)))) == text);
  RC_ASSERT(text_of(*from_base64(to_base64(bytes_of(text)))) == text);
}

// One value has one text: whatever decodes, encodes back to the same characters.
RC_GTEST_PROP(EncodingLaws, WhatDecodesIsTheEncodingOfItsValue, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("AZaz09+/=g")));
  if (const auto bytes = from_base64(text)) RC_ASSERT(to_base64(*bytes) == text);
  if (const auto bytes = from_hex(text)) RC_ASSERT(to_hex(*bytes) == text);
}

}  // namespace
}  // namespace setoff
