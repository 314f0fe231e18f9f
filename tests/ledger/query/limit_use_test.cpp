#include "ledger/query/limit_use.h"

#include <gtest/gtest.h>

#include "tests/support/worked_example.h"

namespace setoff::tests {
namespace {

LimitSet limit(std::string name, LimitKind kind, std::string_view account, std::string_view value) {
  LimitSet data;
  data.limit = std::move(name);
  data.kind = kind;
  data.account = account;
  data.value = money(value);
  return data;
}

PaymentReceived payment(std::string name, std::int64_t minor) {
  PaymentReceived data;
  data.payment = std::move(name);
  data.account = "tbi-iqd";
  data.payer = "moe";
  data.amount = Money(minor, currency("IQD"));
  return data;
}

TEST(LimitUse, WhatACapLeavesMayComeInAndNotOneUnitMore) {
  auto books = worked_example_books();
  ASSERT_TRUE(
      books.submit("2020-09-21", limit("cap", LimitKind::cap, "tbi-iqd", "600000000000.000 IQD")));
  const auto before = limits_on(books.state(), day("2020-09-21"));
  ASSERT_TRUE(before.has_value());
  ASSERT_EQ(before->size(), 1U);
  const auto left = before->front().headroom;
  EXPECT_EQ(left, 30'188'095'484'931);
  EXPECT_EQ(before->front().measured + left, 600'000'000'000'000);
  const auto refused = books.submit("2020-09-21", payment("p-1", left + 1));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Code::limit_exceeded);
  ASSERT_TRUE(books.submit("2020-09-21", payment("p-2", left)));
  EXPECT_EQ(limits_on(books.state(), day("2020-09-21"))->front().headroom, 0);
}

TEST(LimitUse, AFloorMeasuresWhatLiveCreditsDoNotHold) {
  auto books = worked_example_books("2020-08-01");
  ASSERT_TRUE(
      books.submit("2020-08-02", limit("floor", LimitKind::floor, "tbi-eur", "400000.00 EUR")));
  const auto use = limits_on(books.state(), day("2020-08-02"))->front();
  // 14,581,979.69 there, 14,160,000.00 of it held.
  EXPECT_EQ(use.measured, 421'979'69);
  EXPECT_EQ(use.headroom, 21'979'69);
}

TEST(LimitUse, ASpendLimitCountsWhatWasSpentInThePeriodAndIsHeld) {
  auto books = worked_example_books();
  auto terms = limit("food", LimitKind::spend, "tbi-eur", "10000000.00 EUR");
  terms.period = LimitPeriod::month;
  terms.purpose = "food";
  ASSERT_TRUE(books.submit("2020-08-01", terms));
  // In August one shipment was paid, and the rest of the credit was still held at its end.
  const auto august = limits_on(books.state(), day("2020-08-31"))->front();
  EXPECT_EQ(august.measured, 7'080'000'00 + 7'080'000'00);
  EXPECT_EQ(august.headroom, -4'160'000'00);
  const auto end = limits_on(books.state(), day("2020-09-30"))->front();
  EXPECT_EQ(end.measured, 5'900'000'00);
  EXPECT_EQ(end.period.first, day("2020-09-01"));
  EXPECT_EQ(end.period.last, day("2020-09-30"));
  EXPECT_TRUE(limits_on(books.state(), day("2020-07-31"))->empty());
}

TEST(LimitPeriod, FollowsTheCalendarOfTheTerms) {
  const auto hijri = limit_period(LimitPeriod::month, day("2020-03-20"), Calendar::solar_hijri);
  EXPECT_EQ(hijri.first, day("2020-03-20"));
  EXPECT_EQ(hijri.last, day("2020-04-19"));
  const auto quarter = limit_period(LimitPeriod::quarter, day("2020-05-31"), Calendar::gregorian);
  EXPECT_EQ(quarter.first, day("2020-04-01"));
  EXPECT_EQ(quarter.last, day("2020-06-30"));
  const auto year = limit_period(LimitPeriod::year, day("2020-05-31"), Calendar::gregorian);
  EXPECT_EQ(year.last, day("2020-12-31"));
}

}  // namespace
}  // namespace setoff::tests
