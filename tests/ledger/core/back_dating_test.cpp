// What is judged, is judged on the value date and every later day: events that come late cannot
// take what later days have used, and what comes back to life must be covered.

#include <gtest/gtest.h>

#include "tests/support/refusal_cases.h"

namespace setoff::test {
namespace {

std::string refusal_of(Books& books, std::string_view date, EventData data) {
  const auto entry = books.submit(date, std::move(data));
  return entry ? "booked" : std::string(facts_of(entry.error().code).name);
}

std::string available(const Books& books, std::string_view date) {
  return format_minor(available_on(books.state(), "tbi-eur", "gas", day(date)), 2);
}

// A second release of everything that is free, paid in full on 10 May: after the credit C expired,
// nothing of it is held any more.
Books books_that_used_all() {
  auto books = scheme_books(
      release("R", "100000.00 EUR") +
      std::vector<DatedEvent>{
          {"2020-02-04", order("O")},
          {"2020-02-10", credit("C", "100000.00 EUR")},
          {"2020-05-02", CreditExpired{"C"}},
          {"2020-05-02", ReleaseDenied{"R", money("100000.00 EUR"), "ofac-desk", {}}}});
  auto all = request("S", "500000.00 EUR");
  all.valid_until = day("2020-06-30");
  book_all(books, {{"2020-05-03", all}, {"2020-05-04", approval("S", "500000.00 EUR")}});
  auto payment = purpose_payment("U", "500000.00 EUR");
  payment.release = "S";
  book_all(books, {{"2020-05-10", payment}});
  return books;
}

TEST(BackDating, PapersCannotReviveAHoldThatWasFreedAndUsed) {
  auto books = books_that_used_all();
  EXPECT_EQ(
      refusal_of(books, "2020-04-29", DocumentsPresented{"C", "docs", money("1.00 EUR"), true}),
      "exceeds_credit");
  EXPECT_EQ(available(books, "2020-05-10"), "0.00");
}

TEST(BackDating, APaymentCannotTakeWhatALaterDayUses) {
  auto books =
      scheme_books(release("R", "500000.00 EUR") +
                   std::vector<DatedEvent>{{"2020-05-10", purpose_payment("U", "450000.00 EUR")}});
  EXPECT_EQ(refusal_of(books, "2020-03-01", purpose_payment("V", "50000.01 EUR")),
            "exceeds_approval");
  EXPECT_EQ(refusal_of(books, "2020-03-01", purpose_payment("V", "50000.00 EUR")), "booked");
}

TEST(BackDating, ALongerExpiryMustBeCoveredOnTheDaysItAdds) {
  // The credit expires on 30 April; from 1 May its money is asked for by another release.
  auto books = scheme_books(open_credit());
  auto rest = request("S", "400000.00 EUR");
  rest.valid_until = day("2020-12-31");
  auto short_approval = approval("R", "200000.00 EUR");
  EXPECT_EQ(refusal_of(books, "2020-07-01", rest), "booked") << "R lapsed on 30 June";
  EXPECT_EQ(refusal_of(books, "2020-04-15", CreditAmended{"C", {}, {}, day("2020-08-31"), false}),
            "booked")
      << "100,000 held beside 400,000 asked for";
  auto more = request("T", "0.01 EUR");
  more.valid_until = day("2020-12-31");
  EXPECT_EQ(refusal_of(books, "2020-07-02", more), "insufficient_free");
}

TEST(BackDating, ALongerExpiryIsRefusedWhereTheMoneyIsAskedForAlready) {
  auto books = scheme_books(open_credit());
  auto all = request("S", "500000.00 EUR");
  all.valid_until = day("2020-12-31");
  ASSERT_EQ(refusal_of(books, "2020-07-01", all), "booked");
  EXPECT_EQ(refusal_of(books, "2020-04-15", CreditAmended{"C", {}, {}, day("2020-08-31"), false}),
            "insufficient_free");
}

TEST(BackDating, AnApprovalThatOutlivesItsRequestMustBeCovered) {
  auto books = scheme_books({{"2020-02-02", request("R", "300000.00 EUR")}});
  ASSERT_EQ(refusal_of(books, "2020-04-01", request("S", "500000.00 EUR")), "bad_range");
  auto later = request("S", "500000.00 EUR");
  later.valid_until = day("2020-05-31");
  ASSERT_EQ(refusal_of(books, "2020-04-01", later), "booked") << "R lapsed on 31 March";
  EXPECT_EQ(refusal_of(books, "2020-03-01", approval("R", "300000.00 EUR")), "insufficient_free");
}

TEST(BackDating, ALimitIsTestedOnEveryLaterDay) {
  auto books = scheme_books({{"2020-01-02", limit("cap", LimitKind::cap, "free-eur", "100.00 EUR")},
                             {"2020-03-01", payment("p", "free-eur", "80.00 EUR")}});
  EXPECT_EQ(refusal_of(books, "2020-02-01", payment("q", "free-eur", "20.01 EUR")),
            "limit_exceeded");
  EXPECT_EQ(refusal_of(books, "2020-02-01", payment("q", "free-eur", "20.00 EUR")), "booked");
}

TEST(BackDating, AListOrAFreezeHoldsFromItsOwnDayOn) {
  auto books = scheme_books({{"2020-06-01", AccountFrozen{"tbi-eur", EntrySide::both, "court"}},
                             {"2020-06-01", GoodsDelisted{"wheat", "food"}}});
  // Booked later, dated earlier: the later day keeps its own state.
  EXPECT_EQ(refusal_of(books, "2020-03-01", AccountFrozen{"tbi-eur", EntrySide::debit, "court"}),
            "booked");
  EXPECT_EQ(refusal_of(books, "2020-04-01", AccountUnfrozen{"tbi-eur", EntrySide::both, "court"}),
            "booked");
  EXPECT_TRUE(books.state().freezes.frozen("tbi-eur", EntrySide::debit, day("2020-03-31")));
  EXPECT_FALSE(books.state().freezes.frozen("tbi-eur", EntrySide::debit, day("2020-05-31")));
  EXPECT_TRUE(books.state().freezes.frozen("tbi-eur", EntrySide::debit, day("2020-06-01")));
  EXPECT_FALSE(books.state().listings.purpose_listed("food", day("2020-06-01")));
}

TEST(SpendLimit, CountsWhatIsHeldAndWhatWasSpentOnce) {
  auto spend = limit("food", LimitKind::spend, "tbi-eur", "150000.00 EUR");
  spend.purpose = "food";
  spend.period = LimitPeriod::year;
  auto books = scheme_books(std::vector<DatedEvent>{{"2020-01-02", spend}} + open_credit());
  EXPECT_EQ(refusal_of(books, "2020-02-11", purpose_payment("U", "50000.01 EUR")),
            "limit_exceeded");
  EXPECT_EQ(refusal_of(books, "2020-02-12",
                       DocumentsPresented{"C", "docs", money("100000.00 EUR"), true}),
            "booked");
  EXPECT_EQ(refusal_of(books, "2020-02-20",
                       CreditHonoured{"C", money("100000.00 EUR"), quantity("1 t"), true}),
            "booked")
      << "what was held was counted when it was held";
  EXPECT_EQ(refusal_of(books, "2020-02-11", purpose_payment("U", "50000.01 EUR")),
            "limit_exceeded");
  EXPECT_EQ(refusal_of(books, "2020-02-11", purpose_payment("U", "50000.00 EUR")), "booked");
}

TEST(Legs, TwoLotsOfOneAccountCountTogether) {
  // Each of the two lots fits beside what the account holds; both together do not.
  AgreementAdopted data = scheme_agreement();
  const auto large = money("90000000000000000.00 EUR");
  data.openings = {
      {OpeningKind::deposit, "gas", "hoard", "tbi-eur", large, {}, {}},
      {OpeningKind::claim,
       "power",
       "a",
       {},
       money("2000000000000000.00 EUR"),
       {},
       day("2019-03-01")},
  };
  Books books;
  ASSERT_TRUE(books.submit("2020-01-01", data).has_value()) << "on two lines";
  auto second = data;
  second.openings = {
      {OpeningKind::deposit, "gas", "hoard", "tbi-eur", large, {}, {}},
      {OpeningKind::claim, "gas", "a", {}, money("1200000000000000.00 EUR"), {}, day("2019-03-01")},
      {OpeningKind::claim,
       "gas",
       "b",
       {},
       money("1100000000000000.00 EUR"),
       {},
       day("2019-03-01")}};
  Books other;
  ASSERT_EQ(refusal_of(other, "2020-01-01", second), "overflow");
  second.openings[0].kind = OpeningKind::reserve;
  second.openings[0].account = "free-eur";
  ASSERT_EQ(refusal_of(other, "2020-01-01", second), "overflow");
}

TEST(Legs, APaymentInTwoLotsThatOverflowsTheAccountIsRefused) {
  AgreementAdopted data = scheme_agreement();
  data.openings = {{OpeningKind::claim,
                    "gas",
                    "a",
                    {},
                    money("90000000000000000.00 EUR"),
                    {},
                    day("2019-03-01")}};
  Books books;
  book_all(books, {{"2020-01-01", data},
                   {"2020-01-02", payment("p", "free-eur", "90000000000000000.00 EUR")},
                   {"2020-01-02", DeliveryMetered{"d", "gas", "border", day("2019-01-01"),
                                                  day("2020-01-01"), quantity("90000000000 m3")}}});
  for (const auto* name : {"b", "c"}) {
    InvoiceIssued invoice = power_invoice(name, "1 MWh", "1300000000000000.00 EUR", "2020-02-01");
    invoice.line = "gas";
    invoice.slices = {{quantity("13000000000 m3"), rate("100000 EUR/m3"), {}}};
    ASSERT_EQ(refusal_of(books, "2020-01-03", invoice), "booked");
  }
  EXPECT_EQ(refusal_of(books, "2020-03-01", payment("q", "free-eur", "2600000000000000.00 EUR")),
            "overflow");
  EXPECT_EQ(refusal_of(books, "2020-03-01", payment("q", "free-eur", "2000000000000000.00 EUR")),
            "booked");
}

}  // namespace
}  // namespace setoff::test
