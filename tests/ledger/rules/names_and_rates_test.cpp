// One spelling of names, parties on the side that their role asks for, the rate that values.

#include <gtest/gtest.h>

#include "tests/support/quiet_scheme.h"
#include "tests/support/refusal_cases.h"

namespace setoff::tests {
namespace {

TEST(Names, OfPersonsAndPartiesHaveOneSpelling) {
  auto books = scheme_books();
  const auto refused = [&](EventData data, std::string_view right) {
    const auto entry = books.submit("2020-02-02", std::move(data));
    ASSERT_FALSE(entry.has_value()) << right;
    EXPECT_EQ(entry.error().code, Code::bad_field);
    EXPECT_NE(entry.error().detail.find("write '" + std::string(right) + "'"), std::string::npos)
        << entry.error().text();
  };
  refused(with(request("R", "1.00 EUR"), [](auto& data) { data.by = "Ali"; }), "ali");
  refused(with(request("R", "1.00 EUR"), [](auto& data) { data.payee = "Grain_House"; }),
          "grain-house");
  refused(with(payment("A", "tbi-eur", "1.00 EUR"), [](auto& data) { data.payer = "MOE"; }), "moe");
  refused(with(order("O"), [](auto& data) { data.supplier = "grain.house"; }), "grain-house");
  refused(with(approval("R", "1.00 EUR"), [](auto& data) { data.by = "Ofac_Desk"; }), "ofac-desk");
  refused(EntryReversed{6, "auditor", "Clerk", {}}, "clerk");
}

TEST(Parties, OfAnEventAreInTheAgreementOnTheirSide) {
  auto books = scheme_books(release("R", "200000.00 EUR"));
  const auto to = [](std::string payee) {
    return with(purpose_payment("U", "1.00 EUR"), [&](auto& data) { data.payee = payee; });
  };
  EXPECT_EQ(outcome(books, "2020-02-05", to("stranger")), "unknown_party");
  EXPECT_EQ(outcome(books, "2020-02-05", to("gtc")), "payee_is_owner");
  EXPECT_EQ(outcome(books, "2020-02-05", to("grain-house")), "booked");
  const auto asked = [](std::string payee) {
    return with(request("S", "1.00 EUR"), [&](auto& data) { data.payee = payee; });
  };
  EXPECT_EQ(outcome(books, "2020-02-05", asked("stranger")), "unknown_party");
  EXPECT_EQ(outcome(books, "2020-02-05", asked("nigc")), "payee_is_owner");
  const auto paid_by = [](std::string payer) {
    return with(payment("A", "tbi-eur", "1.00 EUR"), [&](auto& data) { data.payer = payer; });
  };
  EXPECT_EQ(outcome(books, "2020-02-05", paid_by("stranger")), "unknown_party");
  EXPECT_EQ(outcome(books, "2020-02-05", paid_by("nigc")), "not_permitted");
  const auto from = [](std::string supplier) {
    return with(order("O"), [&](auto& data) { data.supplier = supplier; });
  };
  EXPECT_EQ(outcome(books, "2020-02-05", from("stranger")), "unknown_party");
  EXPECT_EQ(outcome(books, "2020-02-05", from("gtc")), "not_permitted");
}

TEST(Ids, HaveOneForm) {
  auto books = scheme_books();
  const auto answer = [&](std::string id) {
    Event event;
    event.key = {"/test", std::move(id)};
    event.value_date = day("2020-02-01");
    event.time = event.booked.emplace(Timestamp::at_midnight(event.value_date));
    event.data = FeeCharged{"tbi-eur", "gas", money("1.00 EUR"), {}};
    const auto entry = books.submit(event);
    return entry ? "booked" : std::string(info_of(entry.error().code).name);
  };
  EXPECT_EQ(answer("caf\u00E9"), "booked");
  EXPECT_EQ(answer("cafe\u0301"), "bad_field") << "the same text in another form";
  EXPECT_EQ(answer("a\u202Ecod.exe"), "bad_field") << "turned round";
  EXPECT_EQ(answer("\u0645\u0646"), "booked") << "Persian is no mark";
}

TEST(Rates, OfAUnitAgainstItselfAreRefused) {
  auto books = scheme_books();
  EXPECT_EQ(outcome(books, "2020-02-01", rate_fixed("x", "2020-02-01", "1400 IQD/IQD")),
            "bad_field");
}

TEST(Rates, AreThoseOfTheSeriesThatWasFixedFirst) {
  auto books = scheme_books({{"2020-01-02", rate_fixed("street", "2020-01-02", "1500 IQD/USD")}});
  const auto value =
      value_on(books.state(), money("1200.000 IQD"), currency("USD"), day("2020-01-03"));
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(*value->round(2, Rounding::half_even), 100);
}

TEST(Rates, AreThoseOfTheSeriesThatTheAgreementNames) {
  auto books = scheme_books({{"2020-01-02", rate_fixed("street", "2020-01-02", "1500 IQD/USD")}});
  auto rules = scheme_agreement().agreement.rules;
  rules.rate_series = {"street"};
  ASSERT_EQ(outcome(books, "2020-02-01",
                    AgreementAmended{{"street"}, {"nigc", "moe"}, rules, {}, {}, {}}),
            "booked");
  const auto value = [&](std::string_view date) {
    const auto usd = value_on(books.state(), money("1500.000 IQD"), currency("USD"), day(date));
    return usd ? *usd->round(2, Rounding::half_even) : -1;
  };
  EXPECT_EQ(value("2020-01-31"), 125);
  EXPECT_EQ(value("2020-02-01"), 100);
}

TEST(BankRounding, IsBookedApart) {
  auto books =
      quiet_books({{"2020-02-01", power_payment("A", "tbi-iqd", "77000000.000 IQD")}},
                  rules_with([](Rules& rules) { rules.bank_rounding = {money("1.000 IQD")}; }));
  InterestAccrued interest{"tbi-iqd",
                           "power",
                           day("2020-02-01"),
                           day("2020-03-02"),
                           decimal("0.01"),
                           InterestDirection::paid,
                           money("63287.000 IQD"),
                           {}};
  ASSERT_EQ(outcome(books, "2020-03-02", interest), "booked");  // the rate gives 63,287.671
  interest.from = day("2020-03-02");
  interest.to = day("2020-03-12");
  interest.amount = money("21000.000 IQD");
  EXPECT_EQ(outcome(books, "2020-03-12", interest), "amount_mismatch");
}

// 10,000.00 EUR give 13,200,000.000 IQD; the bank may miss that by a dinar.
TEST(BankRounding, OfAConversionIsAsWideAsTheAgreementSays) {
  const auto converted = [](std::string_view received) {
    return FundsConverted{
        "V", "R", "tbi-eur", "tbi-iqd", money("10000.00 EUR"), money(received), decimal("0.01")};
  };
  auto strict = scheme_books(release("R", "10000.00 EUR"));
  EXPECT_EQ(outcome(strict, "2020-02-05", converted("13199999.000 IQD")), "residue_too_large");
  auto rules = scheme_agreement().agreement.rules;
  rules.bank_rounding = {money("1.000 IQD")};
  auto books = scheme_books(
      std::vector<DatedEvent>{
          {"2020-02-01", AgreementAmended{{"dinars"}, {"nigc", "moe"}, rules, {}, {}, {}}}} +
      release("R", "10000.00 EUR"));
  EXPECT_EQ(outcome(books, "2020-02-05", converted("13199998.999 IQD")), "residue_too_large");
  EXPECT_EQ(outcome(books, "2020-02-05", converted("13199999.000 IQD")), "booked");
}

TEST(Period, ThatIsClosedTakesNoClosingDatedIntoIt) {
  auto books = scheme_books({{"2020-02-01", PeriodClosed{day("2020-01-31"), "auditor"}}});
  EXPECT_EQ(outcome(books, "2020-01-31", PeriodClosed{day("2020-02-28"), "auditor"}),
            "period_closed");
}

TEST(Period, IsClosedOnItsLastDayOrLater) {
  auto books = scheme_books();
  const auto closing = [](const char* through) { return PeriodClosed{day(through), "auditor"}; };
  EXPECT_EQ(outcome(books, "2020-01-31", closing("2150-06-30")), "bad_range");
  EXPECT_EQ(outcome(books, "2020-01-31", closing("2020-02-01")), "bad_range");
  EXPECT_EQ(outcome(books, "2020-01-31", closing("2020-01-31")), "booked");
  EXPECT_EQ(outcome(books, "2020-02-15", closing("2020-02-14")), "booked");
}

TEST(Keys, AreOfTheSchemeThatSigns) {
  auto books = scheme_books();
  const auto added = [](std::string_view key) {
    return KeyAdded{"nigc", "key-1", {std::string(key)}};
  };
  for (const auto* key :
       {"AAAA", "a key that nobody can read", "", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA-A="})
    EXPECT_EQ(outcome(books, "2020-02-02", added(key)), "bad_field") << key;
  EXPECT_EQ(outcome(books, "2020-02-02", added("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")),
            "booked");
}

TEST(LotsOfRules, CannotBeNamedByEvents) {
  auto books = scheme_books();
  EXPECT_EQ(outcome(books, "2020-02-02", request("R#1", "1.00 EUR")), "bad_field");
  EXPECT_EQ(outcome(books, "2020-02-02", request("interest#tbi-eur#gas#2020-02-01", "1.00 EUR")),
            "bad_field");
}

// An invoice may have the name that interest once had; what it brings lies apart.
TEST(LotsOfRules, AreNotTakenForThoseOfEvents) {
  const std::string name = "interest/tbi-eur/power/2020-03-02";
  auto events = january();
  std::get<InvoiceIssued>(events.back().data).invoice = name;
  InterestAccrued interest{"tbi-eur",         "power",
                           day("2020-02-20"), day("2020-03-02"),
                           decimal("0.0365"), InterestDirection::paid,
                           money("5.50 EUR"), {}};
  const auto books = quiet_books(
      events + std::vector<DatedEvent>{{"2020-02-20", power_payment("A", "tbi-eur", "5000.00 EUR")},
                                       {"2020-03-02", interest}});
  const auto under = [&](std::string_view lot) {
    const AccountKey deposit{AccountKind::deposit, "tbi-eur", "power"};
    return format_minor(lot_balance_on(books.state(), deposit, lot, day("2020-03-02")), 2);
  };
  EXPECT_EQ(under(name), "5000.00");
  EXPECT_EQ(under("interest#tbi-eur#power#2020-03-02"), "5.50");
}

}  // namespace
}  // namespace setoff::tests
