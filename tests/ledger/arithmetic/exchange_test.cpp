#include "ledger/arithmetic/exchange.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace setoff {
namespace {

TEST(ExchangeAmount, RoundsTheValueAndThenTheSpread) {
  struct Case {
    std::int64_t paid;  // in the smallest unit, with `scale` decimals
    int scale;
    RateStep step;
    Decimal spread;
    Rounding rounding;
    ExchangedAmount result;  // in cents
  };
  const RateStep over_1182{Decimal(1182, 0), true};
  const RateStep same{Decimal(1, 0), false};
  for (const auto& c : {
           // 1,000,000 IQD / 1182 = 846.0237; x 0.005 = 4.2301
           Case{1'000'000'000,
                3,
                over_1182,
                Decimal(5, -3),
                Rounding::half_even,
                {846'02, 4'23, 841'79}},
           Case{-1'000'000'000,
                3,
                over_1182,
                Decimal(5, -3),
                Rounding::half_even,
                {-846'02, -4'23, -841'79}},
           // 846.0237 and 846.03 x 0.005 = 4.23015, both up
           Case{1'000'000'000, 3, over_1182, Decimal(5, -3), Rounding::up, {846'03, 4'24, 841'79}},
           // 100.00 x 0.9053 = 90.53
           Case{100'00,
                2,
                {Decimal(9053, -4), false},
                Decimal(),
                Rounding::half_even,
                {90'53, 0, 90'53}},
           // 10.005: a half, to the even cent
           Case{10'005, 3, same, Decimal(), Rounding::half_even, {10'00, 0, 10'00}},
           Case{10'005, 3, same, Decimal(), Rounding::half_up, {10'01, 0, 10'01}},
           Case{0, 3, over_1182, Decimal(5, -3), Rounding::up, {0, 0, 0}},
           Case{INT64_MAX, 2, same, Decimal(1, 0), Rounding::down, {INT64_MAX, INT64_MAX, 0}},
       }) {
    const auto value = at_rate(Exact(c.paid, c.scale), c.step);
    ASSERT_TRUE(value.has_value());
    const auto found = exchange_amount(*value, 2, c.spread, c.rounding);
    ASSERT_TRUE(found.has_value()) << c.paid;
    EXPECT_EQ(*found, c.result) << c.paid << ": " << found->mid << " " << found->spread << " "
                                << found->received;
  }
}

TEST(ExchangeAmount, SaysWhatDoesNotFit) {
  const auto no_spread = Decimal();
  EXPECT_EQ(exchange_amount(Exact(INT64_MAX, 0), 2, no_spread, Rounding::down).error(),
            Overflow::amount);
  EXPECT_EQ(exchange_amount(Exact(INT64_MAX, 2), 2, Decimal(2, 0), Rounding::down).error(),
            Overflow::amount);
  EXPECT_EQ(exchange_amount(Exact(INT64_MAX, 2), 2, Decimal(-1, 0), Rounding::down).error(),
            Overflow::amount);  // received would be twice the value
  EXPECT_EQ(
      exchange_amount(*Exact(INT64_MAX, 0).times(INT64_MAX), 18, no_spread, Rounding::down).error(),
      Overflow::product);
}

RC_GTEST_PROP(ExchangeLaw, TheSpreadAndWhatIsReceivedAreTheValue, ()) {
  const auto value = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000);
  const Decimal spread(*rc::gen::inRange<std::int64_t>(0, 1'000'000), -6);
  const auto rounding = *rc::gen::element(Rounding::half_even, Rounding::half_up, Rounding::up);
  const auto found = exchange_amount(Exact(value, 3), 2, spread, rounding);
  RC_ASSERT(found.has_value());
  RC_ASSERT(found->spread + found->received == found->mid);
}

// There is half a unit of rounding on the way there, worth 1 / rate of it on the way back, and half
// a unit on the way back.
RC_GTEST_PROP(ExchangeLaw, ThereAndBackIsWithinTheRounding, ()) {
  const auto amount = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000);
  const auto mantissa = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
  const auto places = *rc::gen::inRange(0, 6);
  const Decimal rate(mantissa, -places);
  const auto there =
      exchange_amount(*at_rate(Exact(amount, 2), {rate, false}), 2, {}, Rounding::half_even);
  RC_ASSERT(there.has_value());
  const auto back =
      exchange_amount(*at_rate(Exact(there->mid, 2), {rate, true}), 2, {}, Rounding::half_even);
  RC_ASSERT(back.has_value());
  const Int128 missed = back->mid > amount ? back->mid - amount : amount - back->mid;
  RC_ASSERT(2 * missed * mantissa <= *power_of_ten(places) + mantissa);
}

}  // namespace
}  // namespace setoff
