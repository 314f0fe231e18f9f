// Foreign money that is gone leaves nothing of its value behind, on any day.

#include <gtest/gtest.h>

#include "tests/support/quiet_scheme.h"

namespace setoff::tests {
namespace {

constexpr auto kPosition = "equity:home:position:iqd:power";
constexpr auto kRevaluation = "equity:home:revaluation:iqd:power";
constexpr auto kFx = "income:tavanir:fx:tbi-iqd:power";

// 4,000,000.000 IQD, worth 3,000.00 EUR, settle a part of January's invoice; the rate falls and the
// month's end shows it.
std::vector<DatedEvent> paid_and_revalued() {
  return january() + std::vector<DatedEvent>{
                         {"2020-02-12", power_payment("A", "tbi-iqd", "4000000.000 IQD")},
                         {"2020-02-29", rate_fixed("iqd-usd", "2020-02-29", "1800 IQD/USD")},
                         {"2020-02-29", BalanceRevalued{currency("IQD"), "power"}}};
}

TEST(Position, OfAReversedPaymentIsNothing) {
  auto books = quiet_books(paid_and_revalued());
  EXPECT_EQ(balance_on(books, kPosition, "EUR", "2020-03-01"), "2000.00");
  ASSERT_EQ(outcome(books, "2020-03-12", EntryReversed{8, "auditor", "clerk", {}}), "booked");
  EXPECT_EQ(balance_on(books, kPosition, "EUR", "2020-03-12"), "0.00");
  EXPECT_EQ(balance_on(books, kPosition, "IQD", "2020-03-12"), "0.000");
  EXPECT_EQ(balance_on(books, kRevaluation, "EUR", "2020-03-12"), "0.00");
  EXPECT_EQ(owed_on(books, "2020-03-12"), "5000.00");
}

TEST(Position, OfAPaymentReversedOnAnEarlierDayIsNothingEither) {
  auto books = quiet_books(paid_and_revalued());
  ASSERT_EQ(outcome(books, "2020-02-15", EntryReversed{8, "auditor", "clerk", {}}), "booked");
  for (const auto* date : {"2020-02-15", "2020-02-29", "2020-03-12"}) {
    EXPECT_EQ(balance_on(books, kPosition, "EUR", date), "0.00") << date;
    EXPECT_EQ(balance_on(books, kRevaluation, "EUR", date), "0.00") << date;
  }
}

TEST(Position, OfAPartTakesItsShare) {
  auto books = quiet_books(paid_and_revalued());
  ASSERT_EQ(outcome(books, "2020-03-12", PaymentReturned{"A", money("1000000.000 IQD"), {}}),
            "booked");
  EXPECT_EQ(balance_on(books, kPosition, "EUR", "2020-03-12"), "1500.00");
  EXPECT_EQ(balance_on(books, kRevaluation, "EUR", "2020-03-12"), "750.00");
  EXPECT_EQ(owed_on(books, "2020-03-12"), "2750.00") << "what it had settled";
}

// The average of two rates cannot know what a use dated back leaves on the day between them.
TEST(Position, IsNothingOnADayOfThePastWithoutMoney) {
  auto books = quiet_books(
      january() +
      std::vector<DatedEvent>{
          {"2020-02-05", power_payment("A", "tbi-iqd", "1200000.000 IQD")},
          {"2020-03-01", rate_fixed("iqd-usd", "2020-03-01", "900 IQD/USD")},
          {"2020-03-02", power_payment("B", "tbi-iqd", "1200000.000 IQD")},
          {"2020-02-10", FeeCharged{"tbi-iqd", "power", money("1200000.000 IQD"), {"all of it"}}}});
  EXPECT_EQ(balance_on(books, kPosition, "IQD", "2020-02-20"), "0.000");
  EXPECT_EQ(balance_on(books, kPosition, "EUR", "2020-02-20"), "0.00");
  EXPECT_EQ(balance_on(books, kPosition, "EUR", "2020-03-02"), "1200.00");
}

TEST(Position, RevaluedForAPastDayLooksAtThatDay) {
  auto books = quiet_books(paid_and_revalued());
  ASSERT_EQ(
      outcome(books, "2020-03-10", FeeCharged{"tbi-iqd", "power", money("4000000.000 IQD"), {}}),
      "booked");
  ASSERT_EQ(outcome(books, "2020-03-01", rate_fixed("iqd-usd", "2020-03-01", "900 IQD/USD")),
            "booked");
  ASSERT_EQ(outcome(books, "2020-03-05", BalanceRevalued{currency("IQD"), "power"}), "booked");
  EXPECT_EQ(balance_on(books, kPosition, "EUR", "2020-03-05"), "4000.00");
  EXPECT_EQ(balance_on(books, kPosition, "EUR", "2020-03-10"), "0.00");
  EXPECT_EQ(balance_on(books, kRevaluation, "EUR", "2020-03-10"), "0.00");
}

TEST(Position, WhatWasRealisedStaysRealised) {
  auto books = quiet_books(paid_and_revalued());
  ASSERT_EQ(outcome(books, "2020-03-12", EntryReversed{8, "auditor", "clerk", {}}), "booked");
  EXPECT_EQ(balance_on(books, kFx, "EUR", "2020-03-12"), "0.00") << "nothing was";
}

}  // namespace
}  // namespace setoff::tests
