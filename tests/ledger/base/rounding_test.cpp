#include "ledger/base/rounding.h"

#include <gtest/gtest.h>

namespace setoff {
namespace {

struct RoundingCase {
  int numerator, denominator;
  int half_even, half_up, down, up;
};

constexpr RoundingCase kCases[] = {
    {0, 2, 0, 0, 0, 0},          {1, 2, 0, 1, 0, 1},      {3, 2, 2, 2, 1, 2},
    {5, 2, 2, 3, 2, 3},          {7, 2, 4, 4, 3, 4},      {-1, 2, 0, -1, 0, -1},
    {-3, 2, -2, -2, -1, -2},     {-5, 2, -2, -3, -2, -3}, {-7, 2, -4, -4, -3, -4},
    {1, 3, 0, 0, 0, 1},          {2, 3, 1, 1, 0, 1},      {-1, 3, 0, 0, 0, -1},
    {-2, 3, -1, -1, 0, -1},      {6, 3, 2, 2, 2, 2},      {-6, 3, -2, -2, -2, -2},
    {25, 10, 2, 3, 2, 3},        {35, 10, 4, 4, 3, 4},    {-25, 10, -2, -3, -2, -3},
    {249, 100, 2, 2, 2, 3},      {251, 100, 3, 3, 2, 3},  {-249, 100, -2, -2, -2, -3},
    {-251, 100, -3, -3, -2, -3},
};

TEST(DivideRounded, FollowsItsRule) {
  for (const auto& c : kCases) {
    const auto rounded = [&](Rounding rounding) {
      return static_cast<int>(divide_rounded(c.numerator, c.denominator, rounding));
    };
    EXPECT_EQ(rounded(Rounding::half_even), c.half_even) << c.numerator << "/" << c.denominator;
    EXPECT_EQ(rounded(Rounding::half_up), c.half_up) << c.numerator << "/" << c.denominator;
    EXPECT_EQ(rounded(Rounding::down), c.down) << c.numerator << "/" << c.denominator;
    EXPECT_EQ(rounded(Rounding::up), c.up) << c.numerator << "/" << c.denominator;
  }
}

TEST(DivideRounded, IsExactAtTheEdgeOf128Bits) {
  constexpr Int128 kLargest = (((Int128{1} << 126) - 1) << 1) + 1;
  static_assert(divide_rounded(kLargest, 1, Rounding::half_even) == kLargest);
  static_assert(divide_rounded(-kLargest, kLargest, Rounding::half_even) == -1);
  static_assert(divide_rounded(kLargest, 2, Rounding::down) == kLargest / 2);
  static_assert(divide_rounded(kLargest, 2, Rounding::half_even) ==
                kLargest / 2 + 1);  // an odd half
  static_assert(divide_rounded(kLargest - 1, kLargest, Rounding::half_even) == 1);
}

TEST(MultiplyDivide, AnswersNothingWhereItDoesNotFit) {
  EXPECT_EQ(multiply_divide(INT64_MAX, 2, 2, Rounding::half_even), INT64_MAX);
  EXPECT_EQ(multiply_divide(INT64_MAX, 2, 1, Rounding::half_even), std::nullopt);
  EXPECT_EQ(multiply_divide(INT64_MIN, INT64_MIN, INT64_MAX, Rounding::down), std::nullopt);
  EXPECT_EQ(multiply_divide(-10, 1, 4, Rounding::half_even), -2);
}

TEST(Rounding, NamesComeBack) {
  for (const auto rounding : {Rounding::half_even, Rounding::half_up, Rounding::down, Rounding::up})
    EXPECT_EQ(find_rounding(name_of(rounding)), rounding);
  EXPECT_EQ(find_rounding("nearest"), std::nullopt);
  EXPECT_EQ(find_rounding(""), std::nullopt);
}

TEST(CheckedNumbers, NeverWrap) {
  EXPECT_EQ(checked_add(INT64_MAX, 1), std::nullopt);
  EXPECT_EQ(checked_add(INT64_MIN, -1), std::nullopt);
  EXPECT_EQ(checked_add(INT64_MAX, INT64_MIN), -1);
  EXPECT_EQ(narrow(Int128{INT64_MAX} + 1), std::nullopt);
  EXPECT_EQ(narrow(Int128{INT64_MIN}), INT64_MIN);
  EXPECT_FALSE(power_of_ten(39));
  EXPECT_FALSE(power_of_ten(-1));
  EXPECT_TRUE(*power_of_ten(3) == 1000);
  EXPECT_FALSE(checked_multiply(*power_of_ten(38), 10));
}

}  // namespace
}  // namespace setoff
