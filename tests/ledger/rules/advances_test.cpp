// Money paid ahead meets what is owed: at once, on the right day, and no further than it goes.

#include <gtest/gtest.h>

#include "tests/support/quiet_scheme.h"

namespace setoff::tests {
namespace {

const auto by_instruction =
    rules_with([](Rules& rules) { rules.advances = AdvanceRule::by_instruction; });

TEST(Advance, MeetsTheNextInvoice) {
  auto books = quiet_books(
      std::vector<DatedEvent>{{"2020-01-10", power_payment("A", "tbi-eur", "4000.00 EUR")}} +
      january());
  EXPECT_EQ(ahead_on(books, "2020-01-31"), "-4000.00");
  EXPECT_EQ(ahead_on(books, "2020-02-01"), "0.00");
  EXPECT_EQ(owed_on(books, "2020-02-01"), "1000.00");
  EXPECT_EQ(outcome(books, "2020-03-01", power_payment("B", "tbi-eur", "1000.00 EUR")), "booked");
  EXPECT_EQ(owed_on(books, "2020-03-02"), "0.00");
  EXPECT_EQ(ahead_on(books, "2020-03-02"), "0.00");
}

TEST(Advance, BookedLateMeetsWhatWasBilledSince) {
  auto books = quiet_books(january());
  ASSERT_EQ(outcome(books, "2020-01-10", power_payment("A", "tbi-eur", "4000.00 EUR")), "booked");
  EXPECT_EQ(ahead_on(books, "2020-01-10"), "-4000.00");
  EXPECT_EQ(ahead_on(books, "2020-01-31"), "-4000.00");
  EXPECT_EQ(ahead_on(books, "2020-02-01"), "0.00");
  EXPECT_EQ(owed_on(books, "2020-02-01"), "1000.00");
  const auto& postings = books.entries().back().postings;
  EXPECT_EQ(std::ranges::count(postings, std::optional(day("2020-02-01")), &Posting::value_date),
            2);
}

TEST(Advance, BillBookedLateMeetsItOnceBothStand) {
  auto books = quiet_books({{"2020-02-20", power_payment("A", "tbi-eur", "6000.00 EUR")}});
  book_all(books, january());
  EXPECT_EQ(owed_on(books, "2020-02-19"), "5000.00");
  EXPECT_EQ(owed_on(books, "2020-02-20"), "0.00");
  EXPECT_EQ(ahead_on(books, "2020-02-20"), "-1000.00");
}

TEST(Advance, LateFeesLookAtWhatIsLeft) {
  auto books = quiet_books(
      std::vector<DatedEvent>{{"2020-01-10", power_payment("A", "tbi-eur", "4000.00 EUR")}} +
      january());
  const auto fee = [](std::string_view amount) {
    return LatefeeCharged{"L", "P", day("2020-03-01"), day("2020-03-31"), money(amount)};
  };
  EXPECT_EQ(outcome(books, "2020-03-31", fee("15.00 EUR")), "amount_mismatch");  // on 5,000
  EXPECT_EQ(outcome(books, "2020-03-31", fee("3.00 EUR")), "booked");            // on 1,000
}

TEST(Advance, ReversedInvoiceGivesItBack) {
  auto books = quiet_books(
      std::vector<DatedEvent>{{"2020-01-10", power_payment("A", "tbi-eur", "4000.00 EUR")}} +
      january());
  const auto sequence = books.entries().size() - 1;
  ASSERT_EQ(outcome(books, "2020-02-05", EntryReversed{sequence, "auditor", "clerk", {}}),
            "booked");
  EXPECT_EQ(ahead_on(books, "2020-02-05"), "-4000.00");
  EXPECT_EQ(owed_on(books, "2020-02-05"), "0.00");
  // And it can be returned as if the invoice had never been.
  EXPECT_EQ(outcome(books, "2020-02-06", PaymentReturned{"A", money("4000.00 EUR"), {}}), "booked");
  EXPECT_EQ(ahead_on(books, "2020-02-06"), "0.00");
}

TEST(Advance, ReturnedAfterItMetAnInvoiceOwesThatAgain) {
  auto books = quiet_books(
      std::vector<DatedEvent>{{"2020-01-10", power_payment("A", "tbi-eur", "4000.00 EUR")}} +
      january());
  ASSERT_EQ(outcome(books, "2020-02-06", PaymentReturned{"A", money("1500.00 EUR"), {"bounced"}}),
            "booked");
  EXPECT_EQ(owed_on(books, "2020-02-06"), "2500.00");
  EXPECT_EQ(balance_on(books, "assets:tavanir:deposit:tbi-eur:power", "EUR", "2020-02-06"),
            "2500.00");
  EXPECT_EQ(outcome(books, "2020-02-07", PaymentReturned{"A", money("2500.01 EUR"), {}}),
            "exceeds_lot");
}

TEST(Advance, WaitsForInstructionWhereTheAgreementSaysSo) {
  auto books = quiet_books(
      std::vector<DatedEvent>{{"2020-01-10", power_payment("A", "tbi-eur", "4000.00 EUR")}} +
          january(),
      by_instruction);
  EXPECT_EQ(ahead_on(books, "2020-02-01"), "-4000.00");
  EXPECT_EQ(owed_on(books, "2020-02-01"), "5000.00");
  EXPECT_EQ(outcome(books, "2020-02-02", AdvanceApplied{"A", "P", money("4000.01 EUR")}),
            "exceeds_lot");
  EXPECT_EQ(outcome(books, "2020-02-02", AdvanceApplied{"A", "nothing", money("1.00 EUR")}),
            "unknown_lot");
  ASSERT_EQ(outcome(books, "2020-02-02", AdvanceApplied{"A", "P", money("3000.00 EUR")}), "booked");
  EXPECT_EQ(ahead_on(books, "2020-02-02"), "-1000.00");
  EXPECT_EQ(owed_on(books, "2020-02-02"), "2000.00");
  const auto sequence = books.entries().size() - 1;
  ASSERT_EQ(outcome(books, "2020-02-03", EntryReversed{sequence, "auditor", "clerk", {}}),
            "booked");
  EXPECT_EQ(ahead_on(books, "2020-02-03"), "-4000.00");
}

TEST(Advance, OfACreditNoteMeetsTheNextBill) {
  auto books = quiet_books(
      january() +
      std::vector<DatedEvent>{
          {"2020-02-20", power_payment("A", "tbi-eur", "5000.00 EUR")},
          {"2020-02-21", CreditnoteIssued{"N", "P", money("700.00 EUR"), {}, {}}},
          {"2020-02-22",
           DebitnoteIssued{"M", "P", money("1000.00 EUR"), {}, day("2020-03-10"), {}}}});
  EXPECT_EQ(ahead_on(books, "2020-02-21"), "-700.00");
  EXPECT_EQ(ahead_on(books, "2020-02-22"), "0.00");
  EXPECT_EQ(owed_on(books, "2020-02-22"), "300.00");
}

// 5,000.00 EUR in 37 parts of dinars that together are exactly its worth: each part is rounded.
TEST(Remainder, OfManyRoundedPaymentsIsClosed) {
  auto books = quiet_books(
      january() + std::vector<DatedEvent>{
                      {"2020-02-02", rate_fixed("iqd-eur", "2020-02-02", "1429.37 IQD/EUR")}});
  auto terms = rules_with([](Rules& rules) { rules.rate_series = {"iqd-eur"}; });
  ASSERT_EQ(
      outcome(books, "2020-02-02", AgreementAmended{{"rate"}, {"nigc", "moe"}, terms, {}, {}, {}}),
      "booked");
  for (int i = 0; i < 37; ++i)
    ASSERT_EQ(outcome(books, "2020-02-20",
                      power_payment("A" + std::to_string(i), "tbi-iqd", "193158.109 IQD")),
              "booked");
  EXPECT_EQ(owed_on(books, "2020-02-20"), "0.00");
  EXPECT_EQ(ahead_on(books, "2020-02-20"), "0.00");
}

// Two halves, each rounded down by nearly half a cent: the cent that is left is nobody's debt. A
// second one is more than rounding can be.
TEST(Remainder, OfTwoHalvesIsClosedToTheCent) {
  const auto terms = rules_with([](Rules& rules) { rules.rate_series = {"iqd-eur"}; });
  const auto owed_after = [&](std::string_view second) {
    auto books =
        quiet_books(january() +
                        std::vector<DatedEvent>{
                            {"2020-02-02", rate_fixed("iqd-eur", "2020-02-02", "1429.37 IQD/EUR")},
                            {"2020-02-20", power_payment("A", "tbi-iqd", "3573417.710 IQD")},
                            {"2020-02-20", power_payment("B", "tbi-iqd", second)}},
                    terms);
    return owed_on(books, "2020-02-20");
  };
  EXPECT_EQ(owed_after("3573432.004 IQD"), "0.00") << "2,499.99 and 2,500.00";
  EXPECT_EQ(owed_after("3573417.710 IQD"), "0.02") << "2,499.99 twice";
}

TEST(Remainder, BeyondTheToleranceStaysOpen) {
  auto books = quiet_books(january());
  ASSERT_EQ(outcome(books, "2020-02-20", power_payment("A", "tbi-eur", "4999.99 EUR")), "booked");
  EXPECT_EQ(owed_on(books, "2020-02-20"), "0.01") << "no rounding within one currency";
  auto tolerant = quiet_books(
      january(), rules_with([](Rules& rules) { rules.closing_tolerance = {money("0.05 EUR")}; }));
  ASSERT_EQ(outcome(tolerant, "2020-02-20", power_payment("A", "tbi-eur", "4999.95 EUR")),
            "booked");
  EXPECT_EQ(owed_on(tolerant, "2020-02-20"), "0.00");
  ASSERT_EQ(outcome(tolerant, "2020-02-21", PaymentReturned{"A", money("4999.95 EUR"), {}}),
            "booked");
  EXPECT_EQ(owed_on(tolerant, "2020-02-21"), "5000.00") << "what was closed is owed again too";
}

}  // namespace
}  // namespace setoff::tests
