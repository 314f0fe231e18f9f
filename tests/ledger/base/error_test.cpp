#include "ledger/base/error.h"

#include <gtest/gtest.h>

#include <set>

#include "ledger/base/check.h"
#include "ledger/base/result.h"

namespace setoff {
namespace {

TEST(ErrorCodes, NumbersAscendInTheOrderOfChecks) {
  std::uint16_t last = 0;
  for (const auto& facts : all_codes()) {
    const auto number = static_cast<std::uint16_t>(facts.code);
    EXPECT_GT(number, last) << facts.name << " breaks the order, or its number is taken";
    last = number;
  }
}

TEST(ErrorCodes, EachHasAnOwnNameAndSaysWhatItMeans) {
  std::set<std::string_view> names;
  std::set<std::string_view> meanings;
  for (const auto& facts : all_codes()) {
    EXPECT_TRUE(names.insert(facts.name).second) << facts.name;
    EXPECT_TRUE(meanings.insert(facts.meaning).second) << facts.meaning;
    EXPECT_GT(facts.meaning.size(), 10U) << facts.name;
    EXPECT_EQ(facts.meaning.find_first_of("\n\t"), std::string_view::npos);
  }
}

TEST(ErrorCodes, FamiliesFollowTheNumbers) {
  for (const auto& facts : all_codes()) {
    const auto number = static_cast<int>(facts.code);
    const auto family = number < 100   ? Family::malformed
                        : number < 300 ? Family::refused
                                       : Family::unavailable;
    EXPECT_EQ(facts.family, family) << facts.name;
  }
}

TEST(ErrorCodes, EachIsFoundByNumberAndByName) {
  for (const auto& facts : all_codes()) {
    ASSERT_NE(find_code(facts.name), nullptr);
    EXPECT_EQ(find_code(facts.name)->code, facts.code);
    ASSERT_NE(find_code(static_cast<std::uint16_t>(facts.code)), nullptr);
    EXPECT_EQ(&info_of(facts.code), find_code(facts.name));
    EXPECT_EQ(Error(facts.code).text(),
              std::string(facts.name) + ": " + std::string(facts.meaning));
    EXPECT_EQ(Error(facts.code).family(), facts.family);
  }
  EXPECT_EQ(find_code("no_such_code"), nullptr);
  EXPECT_EQ(find_code(std::uint16_t{0}), nullptr);
  EXPECT_EQ(find_code(std::uint16_t{9999}), nullptr);
}

TEST(ErrorText, NamesThePlace) {
  EXPECT_EQ(Error(Code::window_closed, "no window on 2025-11-16", "waiver").text(),
            "window_closed: no window on 2025-11-16 (waiver)");
}

Result<int> half(int value) {
  if (value % 2 != 0) return Error(Code::bad_field, "odd");
  return value / 2;
}

Result<int> quarter(int value) {
  SETOFF_TRY(first, half(value));
  SETOFF_TRY(second, half(first));
  return second;
}

Status check_even(int value) {
  SETOFF_TRY_STATUS(half(value));
  return Ok{};
}

TEST(ResultTry, ReturnsTheFirstError) {
  EXPECT_EQ(*quarter(12), 3);
  EXPECT_EQ(quarter(6).error().detail, "odd");
  EXPECT_EQ(quarter(3).error().code, Code::bad_field);
  EXPECT_TRUE(check_even(4));
  EXPECT_FALSE(check_even(5));
}

TEST(CheckDeathTest, NamesThePlaceAndTheCondition) {
  EXPECT_DEATH(SETOFF_CHECK(1 + 1 == 3), "error_test.cpp:[0-9]+: CHECK failed: 1 \\+ 1 == 3");
}

}  // namespace
}  // namespace setoff
