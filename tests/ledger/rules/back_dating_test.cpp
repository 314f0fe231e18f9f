// What is judged, is judged on the value date and every later day: events that come late cannot
// take what later days have used, and what comes back to life must be covered.

#include <gtest/gtest.h>

#include "tests/support/refusal_cases.h"

namespace setoff::tests {
namespace {

std::string refusal_of(Books& books, std::string_view date, EventData data) {
  const auto entry = books.submit(date, std::move(data));
  return entry ? "booked" : std::string(info_of(entry.error().code).name);
}

std::string available(const Books& books, std::string_view date) {
  return format_minor(available_on(books.state(), "tbi-eur", "gas", day(date)), 2);
}

CreditHonoured honour(std::string_view amount, bool final) {
  return {"C", money(amount), quantity("1 t"), final};
}

TEST(BackDating, AFinalPaymentCannotTakeAHoldThatWasGivenBackSince) {
  auto books =
      scheme_books(open_credit() +
                   std::vector<DatedEvent>{
                       {"2020-04-20", DocumentsPresented{"C", "docs", money("60000.00 EUR"), true}},
                       {"2020-05-31", CreditExpired{"C"}}});
  for (const bool final : {true, false})
    EXPECT_EQ(refusal_of(books, "2020-04-25", honour("60000.00 EUR", final)), "exceeds_credit")
        << "the hold is given back on 31 May; final: " << final;
  EXPECT_EQ(available(books, "2020-06-01"), "500000.00");
}

TEST(BackDating, AFinalPaymentThatIsStillHeldIsBooked) {
  auto books = scheme_books(
      open_credit() +
      std::vector<DatedEvent>{
          {"2020-04-20", DocumentsPresented{"C", "docs", money("60000.00 EUR"), true}}});
  EXPECT_EQ(refusal_of(books, "2020-04-25", honour("60000.00 EUR", true)), "booked");
  EXPECT_EQ(available(books, "2020-04-25"), "440000.00") << "the rest of the hold is free";
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

WindowOpened window(std::string name, std::string_view from, std::string_view to) {
  WindowOpened window;
  window.window = std::move(name);
  window.from = day(from);
  window.to = day(to);
  window.in_flight = InFlight::kill;
  return window;
}

// The credit C of 100,000 ends on 1 March with its window; the next one opens on 5 March. Release R
// lapses on 30 June; from 1 July on release S asks for `asked`.
Books books_with_a_killed_credit(std::string_view asked) {
  auto events = scheme();
  events.back() = {"2020-01-01", window("winter", "2020-01-01", "2020-03-01")};
  auto killed = credit("C", "100000.00 EUR");
  killed.expiry = day("2020-12-31");
  auto next = request("S", asked);
  next.valid_until = day("2020-12-31");
  Books books;
  book_all(books,
           events + release("R", "200000.00 EUR") +
               std::vector<DatedEvent>{{"2020-02-04", order("O")},
                                       {"2020-02-10", killed},
                                       {"2020-03-05", window("summer", "2020-03-05", "2021-01-01")},
                                       {"2020-07-01", next}});
  return books;
}

TEST(BackDating, AWindowForPastDaysCannotReviveACreditWhoseMoneyIsAskedFor) {
  auto books = books_with_a_killed_credit("500000.00 EUR");
  ASSERT_EQ(available(books, "2020-02-29"), "400000.00");
  ASSERT_EQ(available(books, "2020-03-01"), "500000.00");
  EXPECT_EQ(refusal_of(books, "2020-07-02", window("gap", "2020-03-01", "2020-03-05")),
            "insufficient_free");
  EXPECT_EQ(refusal_of(books, "2020-02-20", window("gap", "2020-02-15", "2020-12-31")),
            "insufficient_free")
      << "dated back, as if it had been known in time";
  EXPECT_EQ(available(books, "2020-03-01"), "500000.00");
}

TEST(BackDating, AWindowForPastDaysRevivesACreditThatIsCovered) {
  auto books = books_with_a_killed_credit("400000.00 EUR");
  EXPECT_EQ(refusal_of(books, "2020-07-02", window("gap", "2020-03-01", "2020-03-05")), "booked");
  EXPECT_EQ(available(books, "2020-03-01"), "400000.00");
  auto other = books_with_a_killed_credit("500000.00 EUR");
  EXPECT_EQ(refusal_of(other, "2020-07-02", window("gap", "2020-03-01", "2020-03-04")), "booked")
      << "it ends a few days later, before its money is asked for";
  EXPECT_EQ(available(other, "2020-03-03"), "400000.00");
  EXPECT_EQ(available(other, "2020-03-04"), "500000.00");
}

TEST(BackDating, PapersThatCameFirstArePaidFirst) {
  // The papers of 20 February are told of after those of 3 March; only they can have been paid.
  auto books = scheme_books(
      open_credit() +
      std::vector<DatedEvent>{
          {"2020-03-03", DocumentsPresented{"C", "march", money("60000.00 EUR"), true}},
          {"2020-02-20", DocumentsPresented{"C", "february", money("40000.00 EUR"), true}},
          {"2020-03-01", CreditHonoured{"C", money("30000.00 EUR"), quantity("1 t"), false}}});
  EXPECT_EQ(refusal_of(books, "2020-05-01", DocumentsRefused{"C", "february", {"torn"}}),
            "has_dependents");
  EXPECT_EQ(refusal_of(books, "2020-05-01", DocumentsRefused{"C", "march", {"torn"}}), "booked");
}

TEST(BackDating, PapersThatAreRefusedLaterCannotBePaid) {
  auto books =
      scheme_books(open_credit() +
                   std::vector<DatedEvent>{
                       {"2020-02-20", DocumentsPresented{"C", "docs", money("40000.00 EUR"), true}},
                       {"2020-03-10", DocumentsRefused{"C", "docs", {"torn"}}}});
  EXPECT_EQ(refusal_of(books, "2020-03-01",
                       CreditHonoured{"C", money("0.01 EUR"), quantity("1 t"), false}),
            "documents_missing");
}

TEST(BackDating, PapersThatWereSentBackAreNotPaidOnADayBefore) {
  auto books =
      scheme_books(open_credit() +
                   std::vector<DatedEvent>{
                       {"2020-03-01", DocumentsPresented{"C", "docs", money("100.00 EUR"), true}},
                       {"2020-03-10", DocumentsRefused{"C", "docs", {"torn"}}},
                       {"2020-03-10", DocumentsPresented{"C", "new", money("40.00 EUR"), true}}});
  EXPECT_EQ(refusal_of(books, "2020-03-05", honour("40.00 EUR", false)), "documents_missing");
  EXPECT_EQ(refusal_of(books, "2020-03-10", honour("40.00 EUR", false)), "booked");
}

// The advance of 10,000 is a paper of 10 February: dead for most of March under a rule of 20 days,
// and in time again once it is 90.
TEST(BackDating, ACreditThatLivesAgainUnderLaterRulesIsNotTidiedAway) {
  auto advanced = credit("C", "100000.00 EUR");
  advanced.advance = money("10000.00 EUR");
  advanced.expiry = day("2020-02-12");
  const auto rules = [](int days) {
    AgreementAmended data;
    data.rules = scheme_agreement().agreement.rules;
    data.rules->honour_within_days = days;
    data.consents = {"nigc", "moe"};
    return data;
  };
  auto books = scheme_books(release("R", "100000.00 EUR") +
                            std::vector<DatedEvent>{{"2020-02-04", order("O")},
                                                    {"2020-02-05", rules(20)},
                                                    {"2020-02-10", advanced}});
  const auto tidied = [&] { return refusal_of(books, "2020-03-10", CreditExpired{"C"}); };
  ASSERT_EQ(refusal_of(books, "2020-03-20", rules(90)), "booked");
  EXPECT_EQ(tidied(), "booked") << "the 90,000 that no paper claims";
  EXPECT_EQ(tidied(), "not_expired") << "the 10,000 that are claimed again from 20 March on";
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
                                                  day("2019-02-01"), quantity("13000000000 m3")}},
                   {"2020-01-02", DeliveryMetered{"e", "gas", "border", day("2019-02-01"),
                                                  day("2019-03-01"), quantity("13000000000 m3")}}});
  for (const auto* name : {"b", "c"}) {
    const bool first = std::string_view(name) == "b";
    InvoiceIssued invoice = power_invoice(name, "1 MWh", "1300000000000000.00 EUR", "2020-02-01");
    invoice.line = "gas";
    invoice.from = day(first ? "2019-01-01" : "2019-02-01");
    invoice.to = day(first ? "2019-02-01" : "2019-03-01");
    invoice.slices = {{quantity("13000000000 m3"), rate("100000 EUR/m3"), {}}};
    ASSERT_EQ(refusal_of(books, "2020-01-03", invoice), "booked");
  }
  EXPECT_EQ(refusal_of(books, "2020-03-01", payment("q", "free-eur", "2600000000000000.00 EUR")),
            "overflow");
  EXPECT_EQ(refusal_of(books, "2020-03-01", payment("q", "free-eur", "2000000000000000.00 EUR")),
            "booked");
}

}  // namespace
}  // namespace setoff::tests
