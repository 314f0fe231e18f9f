// Names, segments and texts, byte by byte: every byte at every place of texts of many lengths.

#include "ledger/base/text_value.h"

#include <gtest/gtest.h>

#include <string>

namespace setoff::tests {
namespace {

bool is_alphanumeric(int c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool is_lower_or_digit(int c) {
  return is_alphanumeric(c) && !(c >= 'A' && c <= 'Z');
}

// Calls check(text, byte, at) with a text of letters in which one byte is another.
template <class Check>
void each_byte(Check&& check) {
  for (const std::size_t size : {1U, 2U, 3U, 7U, 8U, 9U, 15U, 16U, 17U, 31U, 32U})
    for (std::size_t at = 0; at < size; ++at)
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, 'k');
        text[at] = static_cast<char>(byte);
        check(text, byte, at);
      }
}

TEST(TextValue, ANameHasItsBytesOnly) {
  each_byte([](const std::string& text, int byte, std::size_t at) {
    const bool inner = byte == '.' || byte == '_' || byte == '/' || byte == '-';
    EXPECT_EQ(is_name(text), is_alphanumeric(byte) || (inner && at > 0)) << byte << " at " << at;
  });
}

TEST(TextValue, ASegmentHasItsBytesOnly) {
  each_byte([](const std::string& text, int byte, std::size_t at) {
    EXPECT_EQ(is_segment(text), is_lower_or_digit(byte) || (byte == '-' && at > 0))
        << byte << " at " << at;
  });
}

TEST(TextValue, ATextHasNoControlCharactersAndNoByteOfItsOwnAbove127) {
  each_byte([](const std::string& text, int byte, std::size_t at) {
    EXPECT_EQ(is_text(text), byte >= 0x20 && byte < 0x7F) << byte << " at " << at;
  });
}

TEST(TextValue, SizesHaveLimits) {
  EXPECT_FALSE(is_name(""));
  EXPECT_TRUE(is_name(std::string(64, 'N')));
  EXPECT_FALSE(is_name(std::string(65, 'N')));
  EXPECT_FALSE(is_segment(""));
  EXPECT_TRUE(is_segment(std::string(32, 's')));
  EXPECT_FALSE(is_segment(std::string(33, 's')));
  EXPECT_TRUE(is_text(""));
  EXPECT_TRUE(is_text(std::string(1'000, ' ')));
  EXPECT_FALSE(is_text(std::string(1'001, ' ')));
}

TEST(TextValue, TextsAreUtf8) {
  EXPECT_TRUE(is_text("گاز و برق"));
  EXPECT_TRUE(is_text("gaz \xF0\x9F\x94\xA5"));
  EXPECT_FALSE(is_text("cut \xD9"));
  EXPECT_FALSE(is_text("overlong \xC0\xAF"));
  EXPECT_FALSE(is_text("surrogate \xED\xA0\x80"));
  EXPECT_FALSE(is_text("control \xC2\x85"));
}

}  // namespace
}  // namespace setoff::tests
