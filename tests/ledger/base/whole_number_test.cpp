#include "ledger/base/whole_number.h"

#include <gtest/gtest.h>

namespace setoff {
namespace {

TEST(WholeNumber, ReadsDigitsOnly) {
  EXPECT_EQ(parse_whole_number("0"), 0U);
  EXPECT_EQ(parse_whole_number("17"), 17U);
  EXPECT_EQ(parse_whole_number("010"), 10U);
  EXPECT_EQ(parse_whole_number("18446744073709551615"), UINT64_MAX);
}

TEST(WholeNumber, RefusesAnythingElse) {
  for (const auto* text : {"", "-1", "+1", " 1", "1 ", "1.0", "1e3", "0x10", "1_000", "one",
                           "18446744073709551616", "99999999999999999999999"})
    EXPECT_EQ(parse_whole_number(text), std::nullopt) << text;
}

}  // namespace
}  // namespace setoff
