// Laws of numbers and dates over random values. A failing run prints the seed that shows it again.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <numeric>

#include "ledger/base/amount.h"
#include "ledger/base/date.h"
#include "ledger/base/decimal.h"

namespace setoff {
namespace {

Currency any_currency() {
  return *Currency::find(*rc::gen::element<std::string>("USD", "IQD", "JPY", "CLF"));
}

Decimal any_decimal() {
  const auto mantissa = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'001);
  return {mantissa, *rc::gen::inRange(-12, 7)};
}

RC_GTEST_PROP(SplitLaw, PartsAddUpAndAreWithinOneOfTheirShare, ()) {
  const auto total = *rc::gen::arbitrary<std::int64_t>();
  auto weights = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(
      rc::gen::inRange<std::int64_t>(0, 1'000'000'000)));
  weights.front() += 1;
  const auto parts = split(total, weights);
  RC_ASSERT(parts.has_value());
  RC_ASSERT(parts->size() == weights.size());
  Int128 sum = 0;
  for (const auto part : *parts)
    sum += part;
  RC_ASSERT(sum == Int128{total});
  const Int128 whole = std::accumulate(weights.begin(), weights.end(), Int128{0});
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Int128 distance = Int128{(*parts)[i]} * whole - Int128{total} * weights[i];
    RC_ASSERT(distance > -whole && distance < whole);
  }
}

RC_GTEST_PROP(MoneyLaw, TextComesBack, ()) {
  const Money money(*rc::gen::arbitrary<std::int64_t>(), any_currency());
  const auto back = parse_money(money.text());
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == money);
}

RC_GTEST_PROP(MoneyLaw, AddAndSubtractUndoEachOther, ()) {
  const auto currency = any_currency();
  const Money a(*rc::gen::arbitrary<std::int64_t>(), currency);
  const Money b(*rc::gen::arbitrary<std::int64_t>(), currency);
  const auto sum = add(a, b);
  const bool fits = narrow(Int128{a.minor()} + b.minor()).has_value();
  RC_ASSERT(sum.has_value() == fits);
  if (sum) RC_ASSERT(*subtract(*sum, b) == a);
}

RC_GTEST_PROP(MoneyLaw, NoTextCrashesTheParser, ()) {
  const auto text = *rc::gen::string<std::string>();
  if (const auto money = parse_money(text)) RC_ASSERT(*parse_money(money->text()) == *money);
}

RC_GTEST_PROP(DecimalLaw, TextComesBackAndOrderIsThatOfDifferences, ()) {
  const auto a = any_decimal();
  const auto b = any_decimal();
  RC_ASSERT(*parse_decimal(a.text()) == a);
  const auto difference = Exact(a).plus(*Exact(b).times(-1));
  RC_ASSERT(difference.has_value());
  const auto rounded = difference->round(0, Rounding::up);  // away from zero keeps the sign
  RC_ASSERT(rounded.has_value());
  RC_ASSERT((a <=> b) == (*rounded <=> std::int64_t{0}));
}

RC_GTEST_PROP(ExactLaw, RoundingIsWithinHalfAStep, ()) {
  const auto minor = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'001);
  const auto factor = *rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'001);
  const auto divisor = *rc::gen::inRange<std::int64_t>(1, 1'000'001);
  const auto exact = Exact(minor, 2).times(factor)->over(divisor);
  RC_ASSERT(exact.has_value());
  const auto rounded = exact->round(2, Rounding::half_even);
  RC_ASSERT(rounded.has_value());
  const Int128 distance = (Int128{*rounded} * divisor - Int128{minor} * factor) * 2;
  RC_ASSERT(distance >= -Int128{divisor} && distance <= Int128{divisor});
  if (distance == divisor || distance == -Int128{divisor}) RC_ASSERT(*rounded % 2 == 0);
}

RC_GTEST_PROP(DateLaw, BothCalendarsNameTheSameDay, ()) {
  const Day day(*rc::gen::inRange(kFirstDay.since_epoch(), kLastDay.since_epoch() + 1));
  const auto calendar = *rc::gen::element(Calendar::gregorian, Calendar::solar_hijri);
  RC_ASSERT(*from_calendar(to_calendar(day, calendar), calendar) == day);
  RC_ASSERT(month_start(day, calendar) <= day);
  RC_ASSERT(next_month_start(day, calendar) > day);
  RC_ASSERT(month_start(next_month_start(day, calendar), calendar) ==
            next_month_start(day, calendar));
}

RC_GTEST_PROP(TimestampLaw, TextComesBack, ()) {
  const auto least = Timestamp::at_midnight(kFirstDay).microseconds();
  const auto most = Timestamp::at_midnight(kLastDay + 1).microseconds();
  const Timestamp time(*rc::gen::inRange(least, most));
  RC_ASSERT(*parse_timestamp(time.text()) == time);
}

}  // namespace
}  // namespace setoff
