#include "ledger/arithmetic/goods.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace setoff {
namespace {

TEST(SettledByPayment, IsWhatArrivedAndIsNotPaidFor) {
  struct Case {
    GoodsProgress order;  // landed, short, paid, settled, settled short
    std::int64_t quantity;
    SettledGoods settled;
  };
  for (const auto& [order, quantity, settled] : {
           Case{{80, 20, 0, 0, 0}, 50, {50, 10}},     // 20 x 50/100
           Case{{80, 20, 0, 0, 0}, 150, {100, 20}},   // no more than arrived
           Case{{80, 20, 50, 50, 10}, 50, {50, 10}},  // the other half
           Case{{1, 1, 0, 0, 0}, 1, {1, 0}},          // half a unit short, to the even 0
           Case{{0, 0, 0, 0, 0}, 50, {0, 0}},
           Case{{80, 20, 100, 100, 20}, 50, {0, 0}},
           Case{{INT64_MAX, 0, 0, 0, 0}, INT64_MAX, {INT64_MAX, 0}},
       })
    EXPECT_EQ(settled_by_payment(order, quantity), settled) << order.landed << " " << quantity;
}

TEST(SettledByLanding, IsWhatWasPaidForAndHasNotArrived) {
  struct Case {
    std::int64_t paid, settled_before, landed, missing;
    SettledGoods settled;
  };
  for (const auto& [paid, before, landed, missing, settled] : {
           Case{30'000, 0, 29'850, 150, {30'000, 150}},
           Case{15'000, 0, 29'850, 150, {15'000, 75}},  // 150 x 1/2
           Case{60'000, 0, 29'850, 150, {30'000, 150}}, Case{30'000, 30'000, 29'850, 150, {0, 0}},
           Case{0, 0, 100, 0, {0, 0}}, Case{100, 0, 0, 40, {40, 40}},  // all of it is missing
       }) {
    const GoodsProgress order{0, 0, paid, before, 0};
    EXPECT_EQ(settled_by_landing(order, landed, missing), settled) << paid << " " << landed;
  }
}

TEST(GoodsValue, DividesIntoTransitLandedAndLost) {
  const auto rounding = Rounding::half_even;
  // 7,080,000.00 for 30,000 t, 150 of them short: 7,080,000 x 150/30,000 = 35,400
  EXPECT_EQ(value_when_landed(7'080'000'00, 30'000, 30'000, 29'850, 150, rounding),
            (GoodsValue{0, 7'044'600'00, 35'400'00}));
  // a third of what is paid for arrives: 900 x 20/60 = 300, of which 300 x 5/20 = 75 is lost
  EXPECT_EQ(value_when_landed(900, 60, 20, 15, 5, rounding), (GoodsValue{600, 225, 75}));
  // 600 for 60, of which 20 arrived before, 5 of them short: 200, and 200 x 5/20 = 50
  EXPECT_EQ(value_when_paid(600, 60, {20, 5}, rounding), (GoodsValue{400, 150, 50}));
  EXPECT_EQ(value_when_paid(600, 60, {0, 0}, rounding), (GoodsValue{600, 0, 0}));
  EXPECT_EQ(value_when_paid(600, 60, {60, 60}, rounding), (GoodsValue{0, 0, 600}));
  EXPECT_EQ(value_when_paid(INT64_MAX, 1, {1, 0}, rounding), (GoodsValue{0, INT64_MAX, 0}));
}

RC_GTEST_PROP(GoodsLaw, PartsOfAValueAddUpAndNoneIsNegative, ()) {
  const auto value = *rc::gen::inRange<std::int64_t>(0, INT64_MAX);
  const auto landed = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
  const auto missing = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
  const auto quantity = *rc::gen::inRange<std::int64_t>(1, 3'000'000'000);
  const auto rounding = *rc::gen::element(Rounding::half_even, Rounding::down, Rounding::up);
  const auto check = [&](const std::optional<GoodsValue>& parts) {
    RC_ASSERT(parts.has_value());
    RC_ASSERT(parts->transit >= 0 && parts->landed >= 0 && parts->lost >= 0);
    RC_ASSERT(parts->transit + parts->landed + parts->lost == value);
  };
  const auto before = settled_by_payment({landed, missing, 0, 0, 0}, quantity);
  RC_ASSERT(before.short_quantity <= before.quantity && before.quantity <= quantity);
  check(value_when_paid(value, quantity, before, rounding));
  const auto now = settled_by_landing({0, 0, quantity, 0, 0}, landed, missing);
  RC_ASSERT(now.short_quantity <= missing && now.quantity <= landed + missing);
  if (now.quantity > 0)
    check(value_when_landed(value, quantity, now.quantity, landed, missing, rounding));
}

}  // namespace
}  // namespace setoff
