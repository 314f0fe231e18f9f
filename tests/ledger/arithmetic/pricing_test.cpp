#include "ledger/arithmetic/pricing.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace setoff {
namespace {

std::int64_t cents(const Checked<Exact>& price) {
  const auto rounded = price.has_value() ? price->round(2, Rounding::half_even) : price.error();
  if (!rounded) ADD_FAILURE() << "the price does not fit";
  return rounded.value_or(0);
}

TEST(PriceOf, IsQuantityTimesHeatTimesPrice) {
  const Decimal usd_per_mmbtu(55'484, -4);
  struct Case {
    PricedQuantity goods;
    std::int64_t cents;
  };
  for (const auto& [goods, expected] : {
           // 1,032,240 MWh x 95.40
           Case{{Exact(1'032'240'000, 3), {}, Decimal(954, -1)}, 98'475'696'00},
           // 1,000,000 m3 x 0.0366 MMBtu/m3 = 36,600 MMBtu; x 5.5484
           Case{{Exact(1'000'000, 0), RateStep{Decimal(366, -4), false}, usd_per_mmbtu},
                203'071'44},
           // 100 m3 / (25 m3/MMBtu) = 4 MMBtu; x 5.5484 = 22.1936
           Case{{Exact(100, 0), RateStep{Decimal(25, 0), true}, usd_per_mmbtu}, 22'19},
           // 1 m3 / (3 m3/MMBtu) x 6: not rounded on the way
           Case{{Exact(1, 0), RateStep{Decimal(3, 0), true}, Decimal(6, 0)}, 2'00},
           Case{{Exact(0, 3), RateStep{Decimal(3, 0), true}, usd_per_mmbtu}, 0},
           Case{{Exact(-1'000, 3), {}, Decimal(954, -1)}, -95'40},
       })
    EXPECT_EQ(cents(price_of(goods)), expected);
}

TEST(PriceOf, OfSlicesIsRoundedOnlyAsASum) {
  const auto half_a_cent = price_of({Exact(1, 3), {}, Decimal(5, 0)});  // 0.001 x 5
  ASSERT_TRUE(half_a_cent.has_value());
  EXPECT_EQ(cents(half_a_cent), 0);
  EXPECT_EQ(cents(half_a_cent->plus(*half_a_cent)), 1);
}

TEST(PriceOf, SaysThatAProductDoesNotFit) {
  const Decimal largest(INT64_MAX, 0);
  EXPECT_TRUE(price_of({Exact(INT64_MAX, 0), {}, largest}).has_value());
  EXPECT_EQ(price_of({Exact(INT64_MAX, 0), RateStep{largest, false}, largest}).error(),
            Overflow::product);
}

RC_GTEST_PROP(PriceLaw, OfASumIsTheSumOfThePrices, ()) {
  const auto quantity = [] { return *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000); };
  const auto a = quantity();
  const auto b = quantity();
  const RateStep heat{Decimal(*rc::gen::inRange<std::int64_t>(1, 100'000), -4),
                      *rc::gen::arbitrary<bool>()};
  const Decimal price(*rc::gen::inRange<std::int64_t>(1, 1'000'000), -4);
  const auto of = [&](std::int64_t minor) { return price_of({Exact(minor, 3), heat, price}); };
  const auto parts = of(a)->plus(*of(b));
  RC_ASSERT(parts.has_value());
  RC_ASSERT(*parts->round(2, Rounding::half_even) == *of(a + b)->round(2, Rounding::half_even));
}

}  // namespace
}  // namespace setoff
