#include "tests/support/refusal_cases.h"

namespace setoff::tests {
namespace {

std::vector<DatedEvent> billed_power() {
  return {{"2020-02-01", power_delivery("d-1", "2020-01-01", "2020-02-01", "1000 MWh")},
          {"2020-02-01", power_invoice("P-1", "1000 MWh", "50000.00 EUR", "2020-03-15")}};
}

EntryReversed reversal(Sequence sequence) {
  return {sequence, "auditor", "clerk", {"booked twice"}};
}

// Sequence of the first entry after the scheme's own.
const Sequence kFirst = 6;

}  // namespace

std::vector<RefusalCase> refusals_of_right_and_period() {
  const auto month = PeriodClosed{day("2020-01-31"), "auditor"};
  const FeeCharged fee{"tbi-eur", "gas", money("10.00 EUR"), {"swift"}};
  return {
      {Code::not_adopted, "the first event is no agreement", {}, {"2020-02-01", order("O")}, false},
      {Code::already_adopted,
       "a second agreement",
       {},
       {"2020-02-01", AgreementAdopted{scheme_agreement().agreement, {}}}},
      {Code::not_permitted,
       "a host seller of the home side",
       {},
       {"2020-02-01", with(host_invoice("H", "10 t", "1000.00 EUR", "2020-03-01"),
                           [](auto& data) { data.seller = "gtc"; })}},
      {Code::consent_missing,
       "a credit cancelled alone",
       open_credit(),
       {"2020-02-20", CreditCancelled{"C", false, {}}}},
      {Code::consent_missing,
       "an amendment of one side alone",
       {},
       {"2020-02-20", AgreementAmended{{}, {"nigc", "gtc"}, {}, {}, {}, {}}}},
      {Code::consent_missing,
       "a credit shortened alone",
       open_credit(),
       {"2020-02-20", CreditAmended{"C", {}, {}, day("2020-03-30"), false}}},
      {Code::four_eyes,
       "approved by who asked",
       {{"2020-02-02", request("R", "10.00 EUR")}},
       {"2020-02-03", with(approval("R", "10.00 EUR"), [](auto& data) { data.by = "gtc-desk"; })}},
      {Code::four_eyes,
       "a reversal by who asked",
       {{"2020-02-02", fee}},
       {"2020-02-03", EntryReversed{kFirst, "clerk", "clerk", {}}}},
      {Code::period_closed,
       "back-dated into a closed period",
       {{"2020-02-01", month}},
       {"2020-01-31", fee}},
      {Code::period_order, "a period closed twice", {{"2020-02-01", month}}, {"2020-02-02", month}},
      {Code::bad_range, "a period closed before its last day", {}, {"2020-01-30", month}},
      {Code::bad_range,
       "a span without a day",
       {},
       {"2020-02-01", power_delivery("d", "2020-02-01", "2020-02-01", "1 MWh")}},
      {Code::bad_range,
       "a credit that ends before it begins",
       open_credit(),
       {"2020-05-02", credit("C2", "1.00 EUR")}},
      {Code::period_overlap,
       "a meter read twice",
       billed_power(),
       {"2020-02-02", power_delivery("d-2", "2020-01-31", "2020-02-02", "1 MWh")}},
  };
}

std::vector<RefusalCase> refusals_of_existence() {
  const FeeCharged fee{"tbi-eur", "gas", money("10.00 EUR"), {"swift"}};
  return {
      {Code::unknown_account,
       "an account of no agreement",
       {},
       {"2020-02-01", with(fee, [](auto& data) { data.account = "nowhere"; })}},
      {Code::unknown_account,
       "an account that opens later",
       {},
       {"2020-02-01", with(fee, [](auto& data) { data.account = "later-eur"; })}},
      {Code::unknown_line,
       "a line of no agreement",
       {},
       {"2020-02-01", with(fee, [](auto& data) { data.line = "water"; })}},
      {Code::unknown_party,
       "a payer of no agreement",
       {},
       {"2020-02-01",
        with(payment("p", "tbi-eur", "10.00 EUR"), [](auto& data) { data.payer = "nobody"; })}},
      {Code::unknown_lot, "no such release", {}, {"2020-02-03", approval("R", "10.00 EUR")}},
      {Code::unknown_lot,
       "no such papers",
       open_credit(),
       {"2020-02-20", DocumentsRefused{"C", "docs", {}}}},
      {Code::lot_exists, "a name that is taken", {}, {"2020-02-01", order("old-gas")}},
      {Code::lot_exists,
       "papers of a name that is taken",
       open_credit() +
           std::vector<DatedEvent>{
               {"2020-02-20", DocumentsPresented{"C", "docs", money("1.00 EUR"), true}}},
       {"2020-02-21", DocumentsPresented{"C", "docs", money("2.00 EUR"), true}}},
      {Code::fixing_exists,
       "a day fixed twice",
       {},
       {"2020-02-01", rate_fixed("eur-usd", "2020-01-01", "0.91 EUR/USD")}},
      {Code::fixing_missing,
       "money of no known value",
       {},
       {"2019-12-31", payment("p", "tbi-iqd", "1200.000 IQD")}},
      {Code::fixing_missing,
       "a replacement of nothing",
       {},
       {"2020-02-01", with(rate_fixed("eur-usd", "2020-02-01", "0.91 EUR/USD"),
                           [](auto& data) { data.supersedes = true; })}},
      {Code::currency_mismatch,
       "another currency than the account's",
       {},
       {"2020-02-01", payment("p", "tbi-eur", "1200.000 IQD")}},
      {Code::currency_mismatch,
       "a conversion into the same currency",
       release("R", "10000.00 EUR"),
       {"2020-02-05", FundsConverted{"V", "R", "tbi-eur", "tbi-eur", money("10000.00 EUR"),
                                     money("10000.00 EUR"), decimal("0")}}},
      {Code::currency_mismatch,
       "a key fixed in other units before",
       {},
       {"2020-02-01", rate_fixed("eur-usd", "2020-02-01", "1.1 USD/EUR")}},
  };
}

std::vector<RefusalCase> refusals_of_state() {
  const std::vector<DatedEvent> owed = {
      {"2020-02-01", host_invoice("H", "10 t", "1000.00 EUR", "2020-03-01")}};
  const StatementReceived statement{"s-1",
                                    "tbi-eur",
                                    day("2020-01-01"),
                                    day("2020-02-01"),
                                    money("500000.00 EUR"),
                                    money("500000.00 EUR"),
                                    {}};
  const std::vector<DatedEvent> fee = {
      {"2020-02-01", FeeCharged{"tbi-eur", "gas", money("10.00 EUR"), {}}}};
  const auto paid =
      open_credit() +
      std::vector<DatedEvent>{
          {"2020-02-20", DocumentsPresented{"C", "docs", money("100.00 EUR"), true}},
          {"2020-02-21", CreditHonoured{"C", money("100.00 EUR"), quantity("1 t"), false}}};
  return {
      {Code::state_unchanged, "listed twice", {}, {"2020-02-01", GoodsListed{"wheat", "food"}}},
      {Code::state_unchanged,
       "unfrozen without being frozen",
       {},
       {"2020-02-01", AccountUnfrozen{"tbi-eur", EntrySide::both, "court"}}},
      {Code::not_due,
       "offset before the due day",
       owed,
       {"2020-02-29", ClaimsOffset{"N", "H", "old-gas", money("1.00 EUR")}}},
      {Code::not_overdue,
       "a late fee from before the due day",
       {},
       {"2020-02-01",
        LatefeeCharged{"L", "old-gas", day("2019-02-28"), day("2020-02-01"), money("1.00 EUR")}}},
      {Code::not_accepted,
       "a release of free money",
       {},
       {"2020-02-01",
        with(request("R", "1.00 EUR"), [](auto& data) { data.account = "free-eur"; })}},
      {Code::not_accepted,
       "an invoice paid out of restricted money",
       {{"2020-02-01", host_invoice("H", "10 t", "1000.00 EUR", "2020-03-01")}},
       {"2020-02-02", settlement("S", "tbi-eur", "H", "1.00 EUR")}},
      {Code::request_lapsed,
       "an approval after the request's last day",
       {{"2020-02-02", request("R", "1.00 EUR")}},
       {"2020-04-01", approval("R", "1.00 EUR")}},
      {Code::credit_ended,
       "papers after the expiry",
       open_credit(),
       {"2020-05-01", DocumentsPresented{"C", "docs", money("1.00 EUR"), true}}},
      {Code::not_expired,
       "tidied before the expiry",
       open_credit(),
       {"2020-04-30", CreditExpired{"C"}}},
      {Code::not_expired,
       "make-up that lapses too early",
       {{"2020-02-01", power_shortfall("20 MWh", "20 MWh", "1000.00 EUR")}},
       {"2020-05-31", MakeupLapsed{"S"}}},
      {Code::already_reversed,
       "reversed twice",
       fee + std::vector<DatedEvent>{{"2020-02-02", reversal(kFirst)}},
       {"2020-02-03", reversal(kFirst)}},
      {Code::not_reversible, "a window cannot be unmade", {}, {"2020-02-02", reversal(5)}},
      {Code::has_dependents,
       "a delivery that is billed",
       billed_power(),
       {"2020-02-02", reversal(kFirst)}},
      {Code::has_dependents,
       "an invoice with late fees",
       billed_power() +
           std::vector<DatedEvent>{
               {"2020-04-01", LatefeeCharged{"L", "P-1", day("2020-03-15"), day("2020-03-25"),
                                             money("50.00 EUR")}}},
       {"2020-04-02", reversal(kFirst + 1)}},
      {Code::has_dependents,
       "papers refused that are paid",
       paid,
       {"2020-02-22", DocumentsRefused{"C", "docs", {}}}},
      {Code::has_dependents,
       "a credit cancelled before it was paid",
       paid,
       {"2020-02-20", CreditCancelled{"C", true, {}}}},
      {Code::statement_gap,
       "a day between two statements",
       {{"2020-02-01", statement}},
       {"2020-03-01", with(statement,
                           [](auto& data) {
                             data.from = day("2020-02-02");
                             data.to = day("2020-03-01");
                           })}},
  };
}

std::vector<RefusalCase> refusal_cases() {
  std::vector<RefusalCase> all;
  for (auto part : {refusals_of_right_and_period(), refusals_of_existence(), refusals_of_state(),
                    refusals_of_authority(), refusals_of_arithmetic(), refusals_of_cover()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace setoff::tests
