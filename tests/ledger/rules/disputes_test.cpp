// What is disputed of a claim is owed and set aside: nothing settles it until the dispute ends.

#include <gtest/gtest.h>

#include "tests/support/quiet_scheme.h"
#include "tests/support/refusal_cases.h"

namespace setoff::tests {
namespace {

constexpr auto kClaim = "assets:tavanir:claim:moe:power";
constexpr auto kDisputed = "assets:tavanir:disputed:moe:power";

DisputeRaised disputed(std::string_view amount) {
  return {"P", money(amount), {"meter"}};
}
DisputeResolved resolved(std::string_view amount) {
  return {"P", money(amount), {"agreed"}};
}

// An invoice P of 5,000 EUR of 1 February, of which 2,000 are disputed.
Books with_dispute() {
  return quiet_books(january() + std::vector<DatedEvent>{{"2020-02-10", disputed("2000.00 EUR")}});
}

TEST(Dispute, SetsAPartOfAClaimAside) {
  auto books = with_dispute();
  EXPECT_EQ(books.balance(kClaim, "EUR"), "3000.00");
  EXPECT_EQ(books.balance(kDisputed, "EUR"), "2000.00");
  EXPECT_EQ(outcome(books, "2020-02-11", disputed("3000.01 EUR")), "exceeds_lot");
  EXPECT_EQ(outcome(books, "2020-02-11", resolved("2000.01 EUR")), "exceeds_lot");
  EXPECT_EQ(outcome(books, "2020-02-11", resolved("500.00 EUR")), "booked");
  EXPECT_EQ(books.balance(kClaim, "EUR"), "3500.00");
}

TEST(Dispute, OfWhatWasPaidSinceIsRefused) {
  auto books = with_dispute();
  ASSERT_EQ(outcome(books, "2020-03-01", power_payment("A", "tbi-eur", "3000.00 EUR")), "booked");
  EXPECT_EQ(outcome(books, "2020-02-15", disputed("0.01 EUR")), "exceeds_lot");
}

// What is paid beyond the rest is an advance, and meets the claim the moment the dispute ends.
TEST(Dispute, IsLeftAloneByPaymentsUntilItEnds) {
  auto books = with_dispute();
  ASSERT_EQ(outcome(books, "2020-03-01", power_payment("A", "tbi-eur", "4000.00 EUR")), "booked");
  EXPECT_EQ(books.balance(kDisputed, "EUR"), "2000.00");
  EXPECT_EQ(ahead_on(books, "2020-03-01"), "-1000.00");
  ASSERT_EQ(outcome(books, "2020-03-10", resolved("1500.00 EUR")), "booked");
  EXPECT_EQ(ahead_on(books, "2020-03-10"), "0.00");
  EXPECT_EQ(books.balance(kClaim, "EUR"), "500.00");
}

TEST(Dispute, IsConcededByACreditNote) {
  auto books = with_dispute();
  const CreditnoteIssued note{"N", "P", money("2500.00 EUR"), {}, {}};
  ASSERT_EQ(outcome(books, "2020-03-01", note), "booked");
  EXPECT_EQ(books.balance(kDisputed, "EUR"), "0.00");
  EXPECT_EQ(books.balance(kClaim, "EUR"), "2500.00");
  EXPECT_EQ(ahead_on(books, "2020-03-01"), "0.00");
}

// The reversal would leave a claim of less than nothing.
TEST(Dispute, KeepsItsInvoiceFromBeingReversed) {
  auto books = with_dispute();
  EXPECT_EQ(outcome(books, "2020-03-01", EntryReversed{7, "auditor", "clerk", {}}),
            "has_dependents");
  ASSERT_EQ(outcome(books, "2020-03-01", resolved("2000.00 EUR")), "booked");
  EXPECT_EQ(outcome(books, "2020-03-02", EntryReversed{7, "auditor", "clerk", {}}), "booked");
}

TEST(Dispute, IsOfNoInvoiceOfAHostSeller) {
  auto books =
      quiet_books({{"2020-02-01", host_invoice("H", "10 t", "1000.00 EUR", "2020-03-01")}});
  EXPECT_EQ(outcome(books, "2020-02-02", DisputeRaised{"H", money("1.00 EUR"), {}}), "exceeds_lot");
}

}  // namespace
}  // namespace setoff::tests
