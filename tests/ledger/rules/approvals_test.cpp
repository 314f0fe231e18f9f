// Approvals are lots of their own: each has its amount and its days, and nothing revives one.

#include <gtest/gtest.h>

#include "tests/support/quiet_scheme.h"
#include "tests/support/refusal_cases.h"

namespace setoff::tests {
namespace {

ReleaseApproved approved(std::string_view amount, std::string_view until) {
  return with(approval("R", amount), [&](auto& data) { data.valid_until = day(until); });
}

// 100,000 asked for; 90,000 approved until 10 February.
std::vector<DatedEvent> asked_and_approved() {
  return {{"2020-02-02", request("R", "100000.00 EUR")},
          {"2020-02-03", approved("90000.00 EUR", "2020-02-10")}};
}

TEST(Approval, IsNotRevivedByANewerOne) {
  auto books = scheme_books(asked_and_approved());
  EXPECT_EQ(outcome(books, "2020-02-11", purpose_payment("U", "1.00 EUR")), "approval_missing");
  ASSERT_EQ(outcome(books, "2020-02-12", approved("1000.00 EUR", "2020-06-30")), "booked");
  EXPECT_EQ(outcome(books, "2020-02-12", purpose_payment("U", "91000.00 EUR")), "exceeds_approval");
  EXPECT_EQ(outcome(books, "2020-02-12", purpose_payment("U", "1000.01 EUR")), "exceeds_approval");
  EXPECT_EQ(outcome(books, "2020-02-12", purpose_payment("U", "1000.00 EUR")), "booked");
  EXPECT_EQ(outcome(books, "2020-02-12", purpose_payment("V", "0.01 EUR")), "exceeds_approval");
}

TEST(Approval, LapsedFreesItsMoney) {
  auto books = scheme_books(asked_and_approved());
  const auto free = [&](std::string_view date) {
    return format_minor(free_on(books.state(), "tbi-eur", "gas", day(date)), 2);
  };
  EXPECT_EQ(free("2020-02-10"), "400000.00");
  EXPECT_EQ(free("2020-02-11"), "490000.00") << "10,000 are still asked for";
  ASSERT_EQ(outcome(books, "2020-02-12", approved("1000.00 EUR", "2020-06-30")), "booked");
  EXPECT_EQ(free("2020-02-12"), "490000.00");
}

TEST(Approval, ThatLapsesFirstIsDrawnFirst) {
  auto books = scheme_books({{"2020-02-02", request("R", "100000.00 EUR")},
                             {"2020-02-03", approved("50000.00 EUR", "2020-06-30")},
                             {"2020-02-03", approved("50000.00 EUR", "2020-02-10")}});
  ASSERT_EQ(outcome(books, "2020-02-04", purpose_payment("U", "60000.00 EUR")), "booked");
  EXPECT_EQ(outcome(books, "2020-02-11", purpose_payment("V", "40000.01 EUR")), "exceeds_approval");
  EXPECT_EQ(outcome(books, "2020-02-11", purpose_payment("V", "40000.00 EUR")), "booked");
}

TEST(Approval, CoversTheCreditThatWasIssuedUnderIt) {
  auto books = scheme_books(asked_and_approved() +
                            std::vector<DatedEvent>{{"2020-02-04", order("O")},
                                                    {"2020-02-05", credit("C", "80000.00 EUR")}});
  // It has lapsed but for what the credit holds; a newer one is for others.
  ASSERT_EQ(outcome(books, "2020-02-12", approved("10000.00 EUR", "2020-06-30")), "booked");
  EXPECT_EQ(outcome(books, "2020-02-12", purpose_payment("U", "10000.01 EUR")), "exceeds_approval");
  EXPECT_EQ(outcome(books, "2020-02-12", purpose_payment("U", "10000.00 EUR")), "booked");
  ASSERT_EQ(
      outcome(books, "2020-02-20", DocumentsPresented{"C", "docs", money("80000.00 EUR"), true}),
      "booked");
  EXPECT_EQ(outcome(books, "2020-02-21",
                    CreditHonoured{"C", money("80000.00 EUR"), quantity("800 t"), true}),
            "booked");
}

TEST(Approval, MovesAlongWithConvertedMoney) {
  auto books = scheme_books(
      asked_and_approved() +
      std::vector<DatedEvent>{
          {"2020-02-04", FundsConverted{"V", "R", "tbi-eur", "tbi-iqd", money("10000.00 EUR"),
                                        money("13199999.998 IQD"), decimal("0.01")}}});
  auto pay = purpose_payment("U", "13199999.998 IQD");
  pay.account = "tbi-iqd";
  EXPECT_EQ(outcome(books, "2020-02-11", pay), "approval_missing") << "with its days";
  EXPECT_EQ(outcome(books, "2020-02-10", pay), "booked");
}

TEST(Approval, DeniedTheNewestFirst) {
  auto books =
      scheme_books({{"2020-02-02", request("R", "100000.00 EUR")},
                    {"2020-02-03", approved("60000.00 EUR", "2020-02-10")},
                    {"2020-02-03", approved("40000.00 EUR", "2020-06-30")},
                    {"2020-02-04", ReleaseDenied{"R", money("45000.00 EUR"), "ofac", {}}}});
  EXPECT_EQ(outcome(books, "2020-02-11", purpose_payment("U", "0.01 EUR")), "exceeds_approval");
  EXPECT_EQ(outcome(books, "2020-02-10", purpose_payment("U", "55000.00 EUR")), "booked");
}

// A credit that expired with unpaid papers frees its money after 21 days, and that is spent. Papers
// that may be paid for longer would bring the hold back.
TEST(Amendment, DoesNotReviveAHoldWhoseMoneyIsSpent) {
  auto books = scheme_books(
      open_credit() +
      std::vector<DatedEvent>{
          {"2020-04-20", DocumentsPresented{"C", "docs", money("100000.00 EUR"), true}},
          {"2020-05-20", purpose_payment("U", "200000.00 EUR")}});
  auto rules = scheme_agreement().agreement.rules;
  rules.honour_within_days = 200;
  const AgreementAmended longer{{"longer"}, {"nigc", "moe"}, rules, {}, {}, {}};
  EXPECT_EQ(outcome(books, "2020-05-21", longer), "exceeds_approval");
  EXPECT_EQ(outcome(books, "2020-05-19", longer), "exceeds_approval") << "dated back, too";
  rules.honour_within_days = 22;
  EXPECT_EQ(outcome(books, "2020-05-21",
                    {AgreementAmended{{"a day"}, {"nigc", "moe"}, rules, {}, {}, {}}}),
            "booked");
}

// What an amendment of a later day revives is held on that day already.
TEST(Amendment, OfALaterDayIsSeenByAnEarlierDebit) {
  auto rules = scheme_agreement().agreement.rules;
  rules.honour_within_days = 200;
  auto books = scheme_books(
      open_credit() +
      std::vector<DatedEvent>{
          {"2020-04-20", DocumentsPresented{"C", "docs", money("100000.00 EUR"), true}},
          {"2020-05-21", AgreementAmended{{"longer"}, {"nigc", "moe"}, rules, {}, {}, {}}}});
  EXPECT_EQ(outcome(books, "2020-05-20", purpose_payment("U", "200000.00 EUR")),
            "exceeds_approval");
  EXPECT_EQ(outcome(books, "2020-05-20", purpose_payment("U", "100000.00 EUR")), "booked");
}

}  // namespace
}  // namespace setoff::tests
