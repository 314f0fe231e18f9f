// The bank takes a payment back: the claim is open again, and what the account lacks is owed.

#include <gtest/gtest.h>

#include "tests/support/quiet_scheme.h"

namespace setoff::tests {
namespace {

constexpr auto kDeposit = "assets:tavanir:deposit:tbi-eur:power";
constexpr auto kRepayable = "liabilities:tavanir:repayable:tbi-eur:power";

// Two payments of 2,500 settle January's invoice; 4,000 are paid out for food.
std::vector<DatedEvent> paid_and_spent() {
  auto asked = request("R", "4000.00 EUR");
  asked.line = "power";
  return january() +
         std::vector<DatedEvent>{{"2020-02-05", power_payment("A", "tbi-eur", "2500.00 EUR")},
                                 {"2020-02-06", power_payment("B", "tbi-eur", "2500.00 EUR")},
                                 {"2020-02-10", asked},
                                 {"2020-02-10", approval("R", "4000.00 EUR")},
                                 {"2020-02-11", purpose_payment("U", "4000.00 EUR")}};
}

TEST(Return, OfSpentMoneyIsBookedAndOwedToTheBank) {
  auto books = quiet_books(paid_and_spent());
  ASSERT_EQ(outcome(books, "2020-02-12", PaymentReturned{"A", money("2500.00 EUR"), {"bounced"}}),
            "booked");
  EXPECT_EQ(owed_on(books, "2020-02-12"), "2500.00");
  EXPECT_EQ(balance_on(books, kDeposit, "EUR", "2020-02-12"), "0.00");
  EXPECT_EQ(balance_on(books, kRepayable, "EUR", "2020-02-12"), "-1500.00");
}

TEST(Return, OfTheBankIsRepaidByTheNextReceipt) {
  auto books = quiet_books(paid_and_spent());
  ASSERT_EQ(outcome(books, "2020-02-12", PaymentReturned{"A", money("2500.00 EUR"), {}}), "booked");
  ASSERT_EQ(outcome(books, "2020-02-20", power_payment("C", "tbi-eur", "1000.00 EUR")), "booked");
  EXPECT_EQ(balance_on(books, kDeposit, "EUR", "2020-02-20"), "0.00");
  EXPECT_EQ(balance_on(books, kRepayable, "EUR", "2020-02-20"), "-500.00");
  ASSERT_EQ(outcome(books, "2020-02-21", power_payment("D", "tbi-eur", "1500.00 EUR")), "booked");
  EXPECT_EQ(balance_on(books, kDeposit, "EUR", "2020-02-21"), "1000.00");
  EXPECT_EQ(balance_on(books, kRepayable, "EUR", "2020-02-21"), "0.00");
  EXPECT_EQ(owed_on(books, "2020-02-21"), "0.00");
}

TEST(Return, LeavesWhatIsApprovedOrHeld) {
  auto events = paid_and_spent();
  events.pop_back();
  auto books = quiet_books(events);
  ASSERT_EQ(outcome(books, "2020-02-12", PaymentReturned{"B", money("2500.00 EUR"), {}}), "booked");
  EXPECT_EQ(balance_on(books, kDeposit, "EUR", "2020-02-12"), "4000.00");
  EXPECT_EQ(balance_on(books, kRepayable, "EUR", "2020-02-12"), "-1500.00");
  EXPECT_EQ(outcome(books, "2020-02-13", purpose_payment("U", "4000.00 EUR")), "booked");
}

// Of interest in dinars the bank keeps what it is owed: taken back, the whole of it is owed again.
TEST(Return, OfWhatTheBankKeptAPartOf) {
  auto asked = request("R", "500.000 IQD");
  asked.account = "tbi-iqd";
  asked.line = "power";
  auto spent = purpose_payment("U", "500.000 IQD");
  spent.account = "tbi-iqd";
  const InterestAccrued interest{"tbi-iqd",
                                 "power",
                                 day("2020-02-06"),
                                 day("2020-02-08"),
                                 decimal("0.3650"),
                                 InterestDirection::paid,
                                 money("2000.000 IQD"),
                                 {}};
  auto books =
      quiet_books(january() + std::vector<DatedEvent>{
                                  {"2020-02-05", power_payment("A", "tbi-iqd", "1000000.000 IQD")},
                                  {"2020-02-10", asked},
                                  {"2020-02-10", approval("R", "500.000 IQD")},
                                  {"2020-02-11", spent}});
  ASSERT_EQ(outcome(books, "2020-02-12", PaymentReturned{"A", money("1000000.000 IQD"), {}}),
            "booked");
  const auto deposit = [&] {
    return balance_on(books, "assets:tavanir:deposit:tbi-iqd:power", "IQD", "2020-02-13");
  };
  const auto owed = [&] {
    return balance_on(books, "liabilities:tavanir:repayable:tbi-iqd:power", "IQD", "2020-02-13");
  };
  EXPECT_EQ(owed(), "-500.000");
  const auto sequence = books.state().next_sequence;
  ASSERT_EQ(outcome(books, "2020-02-13", interest), "booked");
  EXPECT_EQ(deposit(), "1500.000");
  EXPECT_EQ(owed(), "0.000");
  ASSERT_EQ(outcome(books, "2020-02-13", EntryReversed{sequence, "auditor", "clerk", {}}),
            "booked");
  EXPECT_EQ(deposit(), "0.000");
  EXPECT_EQ(owed(), "-500.000");
}

TEST(Return, ByReversalIsTheSame) {
  auto books = quiet_books(paid_and_spent());
  ASSERT_EQ(outcome(books, "2020-02-12", EntryReversed{8, "auditor", "clerk", {}}), "booked");
  EXPECT_EQ(owed_on(books, "2020-02-12"), "2500.00");
  EXPECT_EQ(balance_on(books, kRepayable, "EUR", "2020-02-12"), "-1500.00");
  EXPECT_EQ(outcome(books, "2020-02-13", PaymentReturned{"A", money("0.01 EUR"), {}}),
            "exceeds_lot");
}

TEST(Return, OfWhatTheBankReturnedCannotBeReversedAgain) {
  auto books = quiet_books(paid_and_spent());
  ASSERT_EQ(outcome(books, "2020-02-12", PaymentReturned{"A", money("2500.00 EUR"), {}}), "booked");
  EXPECT_EQ(outcome(books, "2020-02-13", EntryReversed{8, "auditor", "clerk", {}}),
            "has_dependents");
}

TEST(Return, IsOfAKnownPaymentAndNotBeforeIt) {
  auto books = quiet_books(paid_and_spent());
  EXPECT_EQ(outcome(books, "2020-02-12", PaymentReturned{"P", money("1.00 EUR"), {}}),
            "unknown_lot");
  EXPECT_EQ(outcome(books, "2020-02-04", PaymentReturned{"A", money("1.00 EUR"), {}}), "bad_range");
  EXPECT_EQ(outcome(books, "2020-02-12", PaymentReturned{"A", money("1.000 IQD"), {}}),
            "currency_mismatch");
}

// One payment for both lines: each part goes back on its line.
TEST(Return, OfAPaymentForTwoLines) {
  auto books = scheme_books();
  auto both = payment("A", "tbi-eur", "1500000.00 EUR");
  both.line.reset();
  ASSERT_EQ(outcome(books, "2020-02-01", both), "booked");
  ASSERT_EQ(outcome(books, "2020-02-02", PaymentReturned{"A", money("1500000.00 EUR"), {}}),
            "booked");
  EXPECT_EQ(balance_on(books, "assets:nigc:claim:moe:gas", "EUR", "2020-02-02"), "1000000.00");
  EXPECT_EQ(owed_on(books, "2020-02-02"), "1000000.00");
  EXPECT_EQ(balance_on(books, kDeposit, "EUR", "2020-02-02"), "0.00");
}

}  // namespace
}  // namespace setoff::tests
