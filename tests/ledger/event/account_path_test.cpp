#include "ledger/event/account_path.h"

#include <gtest/gtest.h>

namespace setoff {
namespace {

TEST(AccountPath, SplitsAndJoinsItsSegments) {
  const std::string text = "assets:nigc:deposit:oman-usd:iran-oman";
  const auto path = split_path(text);
  EXPECT_EQ(path.account_class, "assets");
  EXPECT_EQ(path.owner, "nigc");
  EXPECT_EQ(path.kind, "deposit");
  EXPECT_EQ(path.object, "oman-usd");
  EXPECT_EQ(path.line, "iran-oman");
  EXPECT_EQ(path_text(path), text);
}

TEST(AccountPath, HasItsLineAtTheEnd) {
  EXPECT_EQ(line_of_path("assets:nigc:deposit:oman-usd:iran-oman"), "iran-oman");
  EXPECT_EQ(line_of_path("assets:nigc:deposit:oman-usd:"), "");
}

TEST(AccountPath, IsUnderAStemOfWholeSegments) {
  constexpr std::string_view kPath = "assets:nigc:deposit";
  for (const auto* stem : {"", "assets", "assets:", "assets:nigc", "assets:nigc:deposit"})
    EXPECT_TRUE(is_under(kPath, stem)) << stem;
  for (const auto* stem : {"asset", "assets:ni", "nigc", "assets:nigc:deposit:", "assets:nigc:x"})
    EXPECT_FALSE(is_under(kPath, stem)) << stem;
}

}  // namespace
}  // namespace setoff
