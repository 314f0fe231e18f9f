#include "ledger/arithmetic/shares.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace setoff {
namespace {

TEST(ShareOf, IsRoundedOnceByTheRuleNamed) {
  struct Case {
    std::int64_t total, part, whole;
    Rounding rounding;
    std::int64_t share;
  };
  for (const auto& [total, part, whole, rounding, share] : {
           Case{100, 1, 3, Rounding::half_even, 33},  // 33.33
           Case{200, 1, 3, Rounding::half_even, 67},  // 66.67
           Case{5, 1, 2, Rounding::half_even, 2},     // 2.5
           Case{7, 1, 2, Rounding::half_even, 4},     // 3.5
           Case{5, 1, 2, Rounding::half_up, 3},       // 2.5
           Case{5, 1, 2, Rounding::down, 2},          // 2.5
           Case{5, 1, 2, Rounding::up, 3},            // 2.5
           Case{-5, 1, 2, Rounding::half_even, -2},   // -2.5
           Case{-5, 1, 2, Rounding::up, -3},          // -2.5, away from zero
           Case{0, 1, 3, Rounding::up, 0}, Case{9, 0, 4, Rounding::up, 0},
           Case{9, 4, 4, Rounding::down, 9},
           Case{9, 0, 0, Rounding::down, 9},  // the whole of nothing
       })
    EXPECT_EQ(share_of(total, part, whole, rounding), std::optional(share))
        << total << " x " << part << " / " << whole;
}

TEST(ShareOf, HoldsAtTheEndsOf64Bits) {
  EXPECT_EQ(share_of(INT64_MAX, 1, 2, Rounding::down), std::optional(INT64_MAX / 2));
  EXPECT_EQ(share_of(INT64_MIN, 1, 2, Rounding::down), std::optional(INT64_MIN / 2));
  EXPECT_EQ(share_of(INT64_MIN, INT64_MAX, INT64_MAX, Rounding::up), std::optional(INT64_MIN));
  EXPECT_EQ(share_of(INT64_MAX, 2, 1, Rounding::down), std::nullopt);
}

RC_GTEST_PROP(ShareOfLaw, GrowsWithThePartAndStaysWithinTheTotal, ()) {
  const auto total = *rc::gen::inRange<std::int64_t>(0, INT64_MAX);
  const auto whole = *rc::gen::inRange<std::int64_t>(1, INT64_MAX);
  const auto part = *rc::gen::inRange<std::int64_t>(0, whole);
  const auto rounding = *rc::gen::element(Rounding::half_even, Rounding::down, Rounding::up);
  const auto share = share_of(total, part, whole, rounding);
  const auto larger = share_of(total, part + 1, whole, rounding);
  RC_ASSERT(share.has_value() && larger.has_value());
  RC_ASSERT(0 <= *share && *share <= *larger && *larger <= total);
}

TEST(FractionOf, IsRoundedOnce) {
  struct Case {
    std::int64_t amount;
    Decimal fraction;
    Rounding rounding;
    std::int64_t result;
  };
  for (const auto& [amount, fraction, rounding, result] : {
           Case{1'000'000, Decimal(125, -4), Rounding::half_even, 12'500},  // x 0.0125
           Case{12'345, Decimal(1, -1), Rounding::half_even, 1'234},        // 1234.5
           Case{12'355, Decimal(1, -1), Rounding::half_even, 1'236},        // 1235.5
           Case{12'345, Decimal(1, -1), Rounding::half_up, 1'235},
           Case{-12'345, Decimal(1, -1), Rounding::half_even, -1'234},
           Case{12'345, Decimal(-1, -1), Rounding::up, -1'235},
           Case{7, Decimal(2, 1), Rounding::down, 140},  // x 20
           Case{7, Decimal(), Rounding::up, 0},
           Case{0, Decimal(5, -1), Rounding::up, 0},
           Case{INT64_MIN, Decimal(1, 0), Rounding::down, INT64_MIN},
       }) {
    const auto found = fraction_of(amount, fraction, rounding);
    ASSERT_TRUE(found.has_value()) << amount << " x " << fraction.text();
    EXPECT_EQ(*found, result) << amount << " x " << fraction.text();
  }
}

TEST(FractionOf, SaysWhatDoesNotFit) {
  EXPECT_EQ(fraction_of(INT64_MAX, Decimal(2, 0), Rounding::down).error(), Overflow::amount);
  EXPECT_EQ(fraction_of(INT64_MAX, Decimal(INT64_MAX, 36), Rounding::down).error(),
            Overflow::product);
}

TEST(Within, CountsTheToleranceOnBothSides) {
  for (const std::int64_t stated : {98, 99, 100, 101, 102})
    EXPECT_TRUE(within(stated, 100, 2)) << stated;
  for (const std::int64_t stated : {97, 103})
    EXPECT_FALSE(within(stated, 100, 2)) << stated;
  EXPECT_TRUE(within(100, 100, 0));
  EXPECT_FALSE(within(101, 100, 0));
  EXPECT_FALSE(within(INT64_MAX, INT64_MIN, INT64_MAX));
  EXPECT_FALSE(within(INT64_MIN, INT64_MAX, INT64_MAX));
  EXPECT_TRUE(within(INT64_MIN, INT64_MIN, 0));
}

}  // namespace
}  // namespace setoff
