// Claims for which nothing was delivered. Take or pay: what was not taken is owed, and what is paid
// of it can be taken later. Penalties for a breach of the contract.

#include <gtest/gtest.h>

#include "tests/support/quiet_scheme.h"

namespace setoff::tests {
namespace {

constexpr auto kDeferred = "liabilities:tavanir:deferred:moe:power";
constexpr auto kShortfall = "income:tavanir:shortfall:moe:power";
constexpr auto kExport = "income:tavanir:export:moe:power";
constexpr auto kToMakeUp = "memo:tavanir:q-makeup:moe:power";
constexpr auto kBilled = "memo:tavanir:q-billed:moe:power";
constexpr auto kUnbilled = "memo:tavanir:q-unbilled:moe:power";

// 100 MWh of January are delivered and billed at 5,000 EUR, 120 had to be taken.
Books short_of_january() {
  return quiet_books(
      january() +
      std::vector<DatedEvent>{{"2020-02-01", power_shortfall("120 MWh", "20 MWh", "1000.00 EUR")}});
}
// All is paid on 1 March; 130 MWh of February are delivered.
Books paid_in_march() {
  auto books = short_of_january();
  book_all(books, {{"2020-03-01", power_payment("A", "tbi-eur", "6000.00 EUR")},
                   {"2020-03-01", power_delivery("d2", "2020-02-01", "2020-03-01", "130 MWh")}});
  return books;
}

TEST(Shortfall, IsOwedAndDeferredWhileItCanBeMadeUp) {
  const auto books = short_of_january();
  EXPECT_EQ(owed_on(books, "2020-02-01"), "6000.00");
  EXPECT_EQ(books.balance(kDeferred, "EUR"), "-1000.00");
  EXPECT_EQ(books.balance(kToMakeUp, "MWh"), "-20.000");
  EXPECT_EQ(books.balance(kBilled, "MWh"), "120.000");
}

TEST(Shortfall, IsIncomeAtOnceWithoutMakeUp) {
  auto claim = power_shortfall("120 MWh", "20 MWh", "1000.00 EUR");
  claim.makeup_until.reset();
  auto books = quiet_books(january() + std::vector<DatedEvent>{{"2020-02-01", claim}});
  EXPECT_EQ(books.balance(kShortfall, "EUR"), "-1000.00");
  EXPECT_EQ(books.balance(kBilled, "MWh"), "100.000");
  EXPECT_EQ(outcome(books, "2020-06-01", MakeupLapsed{"S"}), "not_permitted");
}

TEST(Shortfall, CountsWhatTheSellerDidNotDeliverAsTaken) {
  auto claim = power_shortfall("120 MWh", "20 MWh", "1000.00 EUR");
  claim.excused = quantity("15 MWh");
  auto books = quiet_books(january());
  EXPECT_EQ(outcome(books, "2020-02-01", claim), "amount_mismatch");
  claim.slices.front().quantity = quantity("5 MWh");
  claim.amount = money("250.00 EUR");
  EXPECT_EQ(outcome(books, "2020-02-01", claim), "booked");
}

TEST(Shortfall, IsClaimedOnceForADayAndOnlyWhenTheDayIsOver) {
  auto books = short_of_january();
  auto again = power_shortfall("120 MWh", "20 MWh", "1000.00 EUR");
  again.shortfall = "T";
  EXPECT_EQ(outcome(books, "2020-02-01", again), "period_overlap");
  again.from = day("2020-02-01");
  again.to = day("2020-03-01");
  EXPECT_EQ(outcome(books, "2020-02-29", again), "bad_range");
}

TEST(MakeUp, IsNotBilledAndMovesWhatItWasPaidWith) {
  auto books = paid_in_march();
  EXPECT_EQ(outcome(books, "2020-03-01", power_makeup("15 MWh", "750.01 EUR")), "amount_mismatch");
  ASSERT_EQ(outcome(books, "2020-03-01", power_makeup("15 MWh", "750.00 EUR")), "booked");
  EXPECT_EQ(books.balance(kDeferred, "EUR"), "-250.00");
  EXPECT_EQ(books.balance(kToMakeUp, "MWh"), "-5.000");
  EXPECT_EQ(books.balance(kExport, "EUR"), "-5750.00");
  EXPECT_EQ(books.balance(kUnbilled, "MWh"), "115.000");
  EXPECT_EQ(owed_on(books, "2020-03-01"), "0.00");
  EXPECT_EQ(outcome(books, "2020-03-01", power_makeup("5.001 MWh", "250.05 EUR")), "exceeds_lot");
}

TEST(MakeUp, NeedsThatTheShortfallIsPaid) {
  auto books = short_of_january();
  book_all(books, {{"2020-03-01", power_payment("A", "tbi-eur", "5600.00 EUR")},
                   {"2020-03-01", power_delivery("d2", "2020-02-01", "2020-03-01", "130 MWh")}});
  EXPECT_EQ(outcome(books, "2020-03-01", power_makeup("12.001 MWh", "600.05 EUR")), "exceeds_lot");
  EXPECT_EQ(outcome(books, "2020-02-29", power_makeup("12 MWh", "600.00 EUR")), "exceeds_delivered")
      << "not delivered yet";
  EXPECT_EQ(outcome(books, "2020-03-01", power_makeup("12 MWh", "600.00 EUR")), "booked");
}

TEST(MakeUp, EndsOnItsLastDayAndTheSellerKeepsTheRest) {
  auto books = paid_in_march();
  ASSERT_EQ(outcome(books, "2020-03-01", power_makeup("15 MWh", "750.00 EUR")), "booked");
  auto late = power_makeup("1 MWh", "50.00 EUR");
  late.to = day("2020-06-02");
  EXPECT_EQ(outcome(books, "2020-06-02", late), "bad_range");
  ASSERT_EQ(outcome(books, "2020-06-01", MakeupLapsed{"S"}), "booked");
  EXPECT_EQ(books.balance(kDeferred, "EUR"), "0.00");
  EXPECT_EQ(books.balance(kToMakeUp, "MWh"), "0.000");
  EXPECT_EQ(books.balance(kShortfall, "EUR"), "-250.00");
  EXPECT_EQ(books.balance(kBilled, "MWh"), "115.000") << "15 of them are delivered now";
  EXPECT_EQ(outcome(books, "2020-06-01", MakeupLapsed{"S"}), "exceeds_lot");
}

// 1,000 EUR for 20 MWh, of which 5 are conceded: 750 EUR stay owed, for 15 MWh.
TEST(Shortfall, IsLoweredByACreditNote) {
  auto books = short_of_january();
  const CreditnoteIssued note{"N", "S", money("250.00 EUR"), quantity("5 MWh"), {"weather"}};
  ASSERT_EQ(outcome(books, "2020-02-10", note), "booked");
  EXPECT_EQ(owed_on(books, "2020-02-10"), "5750.00");
  EXPECT_EQ(books.balance(kDeferred, "EUR"), "-750.00");
  EXPECT_EQ(books.balance(kToMakeUp, "MWh"), "-15.000");
  EXPECT_EQ(outcome(books, "2020-02-10",
                    DebitnoteIssued{"D", "S", money("1.00 EUR"), {}, day("2020-03-01"), {}}),
            "not_permitted");
}

TEST(Shortfall, ThatIsMadeUpIsLoweredOnAnInvoice) {
  auto books = paid_in_march();
  ASSERT_EQ(outcome(books, "2020-03-01", power_makeup("15 MWh", "750.00 EUR")), "booked");
  const CreditnoteIssued note{"N", "S", money("250.01 EUR"), {}, {}};
  EXPECT_EQ(outcome(books, "2020-03-10", note), "exceeds_invoice") << "250 can still be made up";
  const CreditnoteIssued quantities{"N", "S", money("100.00 EUR"), quantity("5.001 MWh"), {}};
  EXPECT_EQ(outcome(books, "2020-03-10", quantities), "exceeds_lot");
}

// The seller concedes after all what has lapsed.
TEST(Shortfall, ThatHasLapsedIsLoweredByACreditNote) {
  auto books = paid_in_march();
  ASSERT_EQ(outcome(books, "2020-06-01", MakeupLapsed{"S"}), "booked");
  const Sequence lapse = 11;
  const CreditnoteIssued note{"N", "S", money("400.00 EUR"), {}, {}};
  ASSERT_EQ(outcome(books, "2020-06-10", note), "booked");
  EXPECT_EQ(books.balance(kShortfall, "EUR"), "-600.00");
  EXPECT_EQ(ahead_on(books, "2020-06-10"), "-400.00");
  EXPECT_EQ(outcome(books, "2020-06-11", EntryReversed{lapse, "auditor", "clerk", {}}),
            "has_dependents");
}

TEST(Shortfall, IsReversedUnlessItIsMadeUp) {
  constexpr Sequence kClaimed = 8;
  const EntryReversed reversal{kClaimed, "auditor", "clerk", {}};
  auto paid = paid_in_march();
  ASSERT_EQ(outcome(paid, "2020-03-01", power_makeup("1 MWh", "50.00 EUR")), "booked");
  EXPECT_EQ(outcome(paid, "2020-03-10", reversal), "has_dependents");
  auto books = short_of_january();
  ASSERT_EQ(outcome(books, "2020-03-10", reversal), "booked");
  EXPECT_EQ(books.balance(kDeferred, "EUR"), "0.00");
  EXPECT_EQ(books.balance(kToMakeUp, "MWh"), "0.000");
  EXPECT_EQ(owed_on(books, "2020-03-10"), "5000.00");
}

// What is made up is not billed, and what is billed is not made up.
TEST(MakeUp, ComesOutOfLaterDeliveriesThatAreNotBilled) {
  auto books = paid_in_march();
  auto own = power_makeup("1 MWh", "50.00 EUR");
  own.from = day("2020-01-15");
  EXPECT_EQ(outcome(books, "2020-03-01", own), "bad_range") << "days of the shortfall itself";
  ASSERT_EQ(outcome(books, "2020-03-01", power_makeup("15 MWh", "750.00 EUR")), "booked");
  auto february = power_invoice("F", "115.001 MWh", "5750.05 EUR", "2020-04-01");
  february.from = day("2020-02-01");
  february.to = day("2020-03-01");
  EXPECT_EQ(outcome(books, "2020-03-01", february), "exceeds_delivered");
  february.slices.front().quantity = quantity("100 MWh");
  february.amount = money("5000.00 EUR");
  ASSERT_EQ(outcome(books, "2020-03-01", february), "booked");
  EXPECT_EQ(outcome(books, "2020-03-02", power_makeup("5 MWh", "250.00 EUR")), "period_overlap");
}

TEST(Breach, IsOwedAndPaidLikeAnInvoice) {
  constexpr auto kCompensation = "income:tavanir:compensation:moe:power";
  const BreachClaimed breach{
      "B", "power", money("900.00 EUR"), day("2020-03-01"), {"late opening"}};
  auto books = quiet_books({{"2020-02-01", breach}});
  EXPECT_EQ(owed_on(books, "2020-02-01"), "900.00");
  EXPECT_EQ(books.balance(kCompensation, "EUR"), "-900.00");
  ASSERT_EQ(outcome(books, "2020-02-10", CreditnoteIssued{"N", "B", money("100.00 EUR"), {}, {}}),
            "booked");
  EXPECT_EQ(books.balance(kCompensation, "EUR"), "-800.00");
  ASSERT_EQ(outcome(books, "2020-02-20", power_payment("A", "tbi-eur", "800.00 EUR")), "booked");
  EXPECT_EQ(owed_on(books, "2020-02-20"), "0.00");
  EXPECT_EQ(outcome(books, "2020-02-21",
                    DebitnoteIssued{"D", "B", money("1.00 EUR"), {}, day("2020-03-01"), {}}),
            "not_permitted");
}

}  // namespace
}  // namespace setoff::tests
