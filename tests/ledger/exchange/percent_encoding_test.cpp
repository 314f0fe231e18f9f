#include "ledger/exchange/percent_encoding.h"

#include <gtest/gtest.h>

namespace setoff {
namespace {

TEST(PercentEncoding, DecodesWhatItEncodes) {
  const std::string text("50 % of a,b;c\n\xC3\xA9");
  EXPECT_EQ(percent_encoded(text, ",;%"), "50 %25 of a%2Cb%3Bc%0A\xC3\xA9");
  EXPECT_EQ(percent_decoded(percent_encoded(text, ",;%")), text);
}

TEST(PercentEncoding, DecodesDigitsOfEitherCase) {
  EXPECT_EQ(percent_decoded("a%2fb%2Fc"), "a/b/c");
  EXPECT_EQ(percent_decoded("%00"), std::string(1, '\0'));
  EXPECT_EQ(percent_decoded("a+b"), "a+b");
  EXPECT_EQ(percent_decoded(""), "");
}

TEST(PercentEncoding, RefusesABrokenEscape) {
  for (const auto* text : {"%", "a%", "a%2", "%zz", "%2z", "%z2", "%-1", "%+1", "% 1", "%0x"})
    EXPECT_EQ(percent_decoded(text), std::nullopt) << text;
}

}  // namespace
}  // namespace setoff
