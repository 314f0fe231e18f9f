#include "tests/support/refusal_cases.h"

namespace setoff::tests {
namespace {

std::vector<DatedEvent> frozen(EntrySide side) {
  return {{"2020-02-04", AccountFrozen{"tbi-eur", side, "court"}}};
}

std::vector<DatedEvent> papers(std::string_view amount) {
  return {{"2020-02-20", DocumentsPresented{"C", "docs", money(amount), true}}};
}

CreditHonoured honour(std::string_view amount) {
  return {"C", money(amount), quantity("10 t"), false};
}

FundsTransferred transfer(std::string to) {
  return {"T", "R", "tbi-eur", std::move(to), money("10.00 EUR")};
}

// 10,000.00 EUR at 0.9 EUR/USD and 1200 IQD/USD, less a spread of 1 percent.
FundsConverted conversion(std::string_view received) {
  return {"V", "R", "tbi-eur", "tbi-iqd", money("10000.00 EUR"), money(received), decimal("0.01")};
}

// 1,000 MWh of the 1,020 MWh that had to be taken in January.
std::vector<DatedEvent> short_january() {
  return {{"2020-02-01", power_delivery("d", "2020-01-01", "2020-02-01", "1000 MWh")},
          {"2020-02-01", power_shortfall("1020 MWh", "20 MWh", "1000.00 EUR")}};
}
std::vector<DatedEvent> february() {
  return {{"2020-03-01", power_delivery("e", "2020-02-01", "2020-03-01", "1000 MWh")}};
}

}  // namespace

std::vector<RefusalCase> refusals_of_authority() {
  const auto released = release("R", "200000.00 EUR");
  const auto to_muscat = with(request("R", "10.00 EUR"), [](auto& data) { data.payee = "muscat"; });
  const auto shut = WindowClosed{"waiver", day("2020-02-10"), {"revoked"}};
  return {
      {Code::account_frozen,
       "money out of a frozen account",
       released + frozen(EntrySide::debit),
       {"2020-02-05", purpose_payment("U", "10.00 EUR")}},
      {Code::account_frozen,
       "money into a frozen account",
       frozen(EntrySide::credit),
       {"2020-02-05", payment("p", "tbi-eur", "10.00 EUR")}},
      {Code::payee_is_owner,
       "restricted money to the owner's side",
       released,
       {"2020-02-05",
        with(purpose_payment("U", "10.00 EUR"), [](auto& data) { data.payee = "gtc"; })}},
      {Code::not_listed,
       "a purpose that is not listed",
       {},
       {"2020-02-02", with(request("R", "10.00 EUR"), [](auto& data) { data.purpose = "arms"; })}},
      {Code::window_closed,
       "a debit outside its window",
       released + std::vector<DatedEvent>{{"2020-02-04", shut}},
       {"2020-02-10", purpose_payment("U", "10.00 EUR")}},
      {Code::window_closed,
       "an approval outside the window",
       {{"2020-02-02", request("R", "10.00 EUR")}, {"2020-02-04", shut}},
       {"2020-02-10", approval("R", "10.00 EUR")}},
      {Code::approval_missing,
       "asked for and not approved",
       {{"2020-02-02", request("R", "10.00 EUR")}},
       {"2020-02-05", purpose_payment("U", "10.00 EUR")}},
      {Code::approval_missing,
       "approved and lapsed",
       released,
       {"2020-07-01", purpose_payment("U", "10.00 EUR")}},
      {Code::purpose_mismatch,
       "food money for medicine",
       released,
       {"2020-02-05",
        with(purpose_payment("U", "10.00 EUR"), [](auto& data) { data.purpose = "medicine"; })}},
      {Code::payee_mismatch,
       "another payee than the approved one",
       {{"2020-02-02", to_muscat}, {"2020-02-03", approval("R", "10.00 EUR")}},
       {"2020-02-05", purpose_payment("U", "10.00 EUR")}},
      {Code::restriction_lost,
       "restricted money to a free account",
       released,
       {"2020-02-05", transfer("free-eur")}},
      {Code::place_not_covered,
       "money to a place outside the window",
       released,
       {"2020-02-05", transfer("muscat-eur")}},
      {Code::documents_missing,
       "paid without papers",
       open_credit(),
       {"2020-02-20", honour("1000.00 EUR")}},
      {Code::documents_missing,
       "paid on an earlier day from papers that are paid later",
       open_credit() + papers("1000.00 EUR") +
           std::vector<DatedEvent>{{"2020-02-25", honour("1000.00 EUR")}},
       {"2020-02-21", honour("1000.00 EUR")}},
      {Code::credit_currency,
       "a credit in another currency than its account",
       released + std::vector<DatedEvent>{{"2020-02-04", order("O")}},
       {"2020-02-10", credit("C", "1000.000 IQD")}},
  };
}

std::vector<RefusalCase> refusals_of_arithmetic() {
  const auto delivered = std::vector<DatedEvent>{
      {"2020-02-01", power_delivery("d", "2020-01-01", "2020-02-01", "9000000000000000 MWh")}};
  AgreementAdopted long_agreement;
  long_agreement.agreement = scheme_agreement().agreement;
  for (int i = 0; i < 300; ++i)
    long_agreement.openings.push_back({OpeningKind::claim,
                                       "gas",
                                       "claim-" + std::to_string(i),
                                       {},
                                       money("1.00 EUR"),
                                       {},
                                       day("2019-03-01")});
  return {
      {Code::amount_mismatch,
       "an invoice of another sum than its terms give",
       delivered,
       {"2020-02-01", power_invoice("P", "1000 MWh", "50000.01 EUR", "2020-03-15")}},
      {Code::residue_too_large,
       "three minor units of residue",
       release("R", "10000.00 EUR"),
       {"2020-02-05", conversion("13199999.997 IQD")}},
      {Code::overflow,
       "more than 64 bits of kilowatt hours",
       delivered,
       {"2020-02-02", power_delivery("e", "2020-02-01", "2020-02-02", "9000000000000000 MWh")}},
      {Code::entry_too_large,
       "more postings than an entry holds",
       {},
       {"2020-01-01", long_agreement},
       false},
  };
}

std::vector<RefusalCase> refusals_of_cover() {
  const auto released = release("R", "200000.00 EUR");
  const auto shipped = std::vector<DatedEvent>{
      {"2020-02-04", order("O")}, {"2020-02-05", GoodsShipped{"O", quantity("100 t"), {}}}};
  const auto delivered = std::vector<DatedEvent>{
      {"2020-02-01", power_delivery("d", "2020-01-01", "2020-02-01", "1000 MWh")}};
  const auto billed =
      delivered + std::vector<DatedEvent>{
                      {"2020-02-01", power_invoice("P", "1000 MWh", "50000.00 EUR", "2020-03-15")}};
  const auto floor = limit("floor", LimitKind::floor, "tbi-eur", "450000.00 EUR");
  const FeeCharged large_fee{"tbi-eur", "gas", money("500000.01 EUR"), {}};
  return {
      {Code::exceeds_lot,
       "more given up than is open",
       {},
       {"2020-02-01", ClaimWrittenoff{"old-gas", money("1000000.01 EUR"), "council", {}}}},
      {Code::exceeds_lot,
       "more disputed than is open",
       {},
       {"2020-02-01", DisputeRaised{"old-gas", money("1000000.01 EUR"), {}}}},
      {Code::exceeds_lot,
       "more resolved than is disputed",
       {{"2020-02-01", DisputeRaised{"old-gas", money("10.00 EUR"), {}}}},
       {"2020-02-01", DisputeResolved{"old-gas", money("10.01 EUR"), {}}}},
      {Code::exceeds_lot,
       "make-up that is not paid yet",
       short_january() + february(),
       {"2020-03-01", power_makeup("1 MWh", "50.00 EUR")}},
      {Code::exceeds_lot,
       "more made up than is left",
       short_january() + february(),
       {"2020-03-01", power_makeup("20.001 MWh", "1000.05 EUR")}},
      {Code::exceeds_delivered,
       "more made up than was delivered",
       short_january(),
       {"2020-03-01", power_makeup("1 MWh", "50.00 EUR")}},
      {Code::exceeds_delivered,
       "a shortfall where enough was taken",
       delivered,
       {"2020-02-01", power_shortfall("1000 MWh", "1 MWh", "50.00 EUR")}},
      {Code::amount_mismatch,
       "a shortfall of another quantity than is missing",
       delivered,
       {"2020-02-01", power_shortfall("1020 MWh", "21 MWh", "1050.00 EUR")}},
      {Code::exceeds_delivered,
       "more billed than delivered",
       delivered,
       {"2020-02-01", power_invoice("P", "1001 MWh", "50050.00 EUR", "2020-03-15")}},
      {Code::exceeds_invoice,
       "more credited than billed",
       billed,
       {"2020-02-02", CreditnoteIssued{"N", "P", money("50000.01 EUR"), {}, {}}}},
      {Code::exceeds_request,
       "more approved than asked for",
       {{"2020-02-02", request("R", "10.00 EUR")}},
       {"2020-02-03", approval("R", "10.01 EUR")}},
      {Code::exceeds_approval,
       "more paid than approved",
       released,
       {"2020-02-05", purpose_payment("U", "200000.01 EUR")}},
      {Code::exceeds_approval,
       "on an earlier day, what a later credit holds",
       open_credit(),
       {"2020-02-05", purpose_payment("U", "100000.01 EUR")}},
      {Code::exceeds_credit,
       "papers for more than the credit",
       open_credit(),
       {"2020-02-20", DocumentsPresented{"C", "docs", money("100000.01 EUR"), true}}},
      {Code::exceeds_order,
       "more shipped than ordered",
       shipped,
       {"2020-02-06", GoodsShipped{"O", quantity("900.001 t"), {}}}},
      {Code::exceeds_shipped,
       "more landed than shipped",
       shipped,
       {"2020-02-06", GoodsLanded{"O", quantity("99 t"), quantity("1.001 t")}}},
      {Code::exceeds_smaller,
       "more set off than the smaller claim",
       {{"2020-02-01", host_invoice("H", "10 t", "1000.00 EUR", "2020-03-01")}},
       {"2020-03-01", ClaimsOffset{"N", "H", "old-gas", money("1000.01 EUR")}}},
      {Code::exceeds_lot,
       "more paid than a host seller's invoice has open",
       {{"2020-02-01", host_invoice("H", "10 t", "1000.00 EUR", "2020-03-01")}},
       {"2020-02-02", settlement("S", "swing-eur", "H", "1000.01 EUR")}},
      {Code::insufficient_free,
       "more asked for than is free",
       released,
       {"2020-02-05", request("S", "300000.01 EUR")}},
      {Code::insufficient_free,
       "a fee out of money that is asked for",
       {{"2020-02-02", request("R", "500000.00 EUR")}},
       {"2020-02-05", FeeCharged{"tbi-eur", "gas", money("0.01 EUR"), {}}}},
      {Code::insufficient_available, "more than the account has", {}, {"2020-02-05", large_fee}},
      {Code::limit_exceeded,
       "under the floor of a limit",
       released + std::vector<DatedEvent>{{"2020-02-04", floor}},
       {"2020-02-05", purpose_payment("U", "50000.01 EUR")}},
      {Code::limit_exceeded,
       "under the floor, with what a credit holds",
       open_credit() + std::vector<DatedEvent>{{"2020-02-11", limit("floor", LimitKind::floor,
                                                                    "tbi-eur", "350000.00 EUR")}},
       {"2020-02-12", purpose_payment("U", "50000.01 EUR")}},
  };
}

}  // namespace setoff::tests
