// The order of checks is that of error_codes.def: an event that is wrong in two ways gets the
// earlier code. What an event names is looked up before anything is asked of it.

#include <gtest/gtest.h>

#include "tests/support/refusal_cases.h"

namespace setoff::tests {
namespace {

struct TwiceWrong {
  Code first;
  Code second;
  std::vector<DatedEvent> before;
  DatedEvent event;  // wrong in both ways
};

std::vector<DatedEvent> released() {
  return release("R", "200000.00 EUR");
}

// Ever later pairs along the list, on a payment for a purpose.
std::vector<TwiceWrong> payments_wrong_twice() {
  const auto pay = purpose_payment("U", "10.00 EUR");
  const auto much = purpose_payment("U", "900000.00 EUR");
  const std::vector<DatedEvent> frozen = {
      {"2020-02-04", AccountFrozen{"tbi-eur", EntrySide::both, "court"}}};
  const std::vector<DatedEvent> shut = {
      {"2020-02-04", WindowClosed{"waiver", day("2020-02-05"), {}}}};
  const std::vector<DatedEvent> closed = {
      {"2020-03-01", PeriodClosed{day("2020-02-28"), "auditor"}}};
  return {
      {Code::bad_field,
       Code::period_closed,
       closed,
       {"2020-02-05", with(pay, [](auto& data) { data.amount = money("0.00 EUR"); })}},
      {Code::period_closed,
       Code::unknown_account,
       closed,
       {"2020-02-05", with(pay, [](auto& data) { data.account = "nowhere"; })}},
      {Code::unknown_account,
       Code::unknown_lot,
       {},
       {"2020-02-05", with(pay, [](auto& data) { data.account = "nowhere"; })}},
      {Code::unknown_lot,
       Code::lot_exists,
       {},
       {"2020-02-05", with(pay, [](auto& data) { data.payment = "old-gas"; })}},
      {Code::lot_exists,
       Code::currency_mismatch,
       released(),
       {"2020-02-05", with(purpose_payment("old-gas", "10.000 IQD"), [](auto&) {})}},
      {Code::currency_mismatch,
       Code::account_frozen,
       released() + frozen,
       {"2020-02-05", purpose_payment("U", "10.000 IQD")}},
      {Code::account_frozen,
       Code::payee_is_owner,
       released() + frozen,
       {"2020-02-05", with(pay, [](auto& data) { data.payee = "gtc"; })}},
      {Code::payee_is_owner,
       Code::not_listed,
       released(),
       {"2020-02-05", with(pay,
                           [](auto& data) {
                             data.payee = "gtc";
                             data.purpose = "arms";
                           })}},
      {Code::not_listed,
       Code::window_closed,
       released() + shut,
       {"2020-02-05", with(pay, [](auto& data) { data.purpose = "arms"; })}},
      {Code::window_closed,
       Code::approval_missing,
       {{"2020-02-02", request("R", "9.00 EUR")}},
       {"2021-02-05", pay}},
      {Code::approval_missing,
       Code::purpose_mismatch,
       {{"2020-02-02", request("R", "9.00 EUR")}},
       {"2020-02-05", with(pay, [](auto& data) { data.purpose = "medicine"; })}},
      {Code::purpose_mismatch,
       Code::exceeds_approval,
       released(),
       {"2020-02-05", with(much, [](auto& data) { data.purpose = "medicine"; })}},
      {Code::exceeds_approval, Code::insufficient_available, released(), {"2020-02-05", much}},
  };
}

std::vector<TwiceWrong> others_wrong_twice() {
  const auto paid_late =
      with(credit("C2", "1.000 IQD"), [](auto& data) { data.expiry = day("2020-02-01"); });
  const FundsConverted conversion{
      "V", "R", "tbi-eur", "tbi-iqd", money("900000.00 EUR"), money("1.000 IQD"), decimal("0.01")};
  return {
      {Code::bad_field, Code::already_adopted, {}, {"2020-02-01", AgreementAdopted{}}},
      {Code::not_permitted,
       Code::not_listed,
       {},
       {"2020-02-01", with(host_invoice("H", "10 t", "1.00 EUR", "2020-03-01"),
                           [](auto& data) {
                             data.seller = "gtc";
                             data.good = "tea";
                           })}},
      {Code::not_listed,
       Code::amount_mismatch,
       {},
       {"2020-02-01", with(host_invoice("H", "10 t", "1.00 EUR", "2020-03-01"),
                           [](auto& data) { data.good = "tea"; })}},
      {Code::amount_mismatch,
       Code::exceeds_delivered,
       {},
       {"2020-02-01", power_invoice("P", "10 MWh", "1.00 EUR", "2020-03-01")}},
      {Code::consent_missing,
       Code::credit_ended,
       open_credit(),
       {"2020-05-02", CreditCancelled{"C", false, {}}}},
      {Code::consent_missing,
       Code::currency_mismatch,
       open_credit(),
       {"2020-02-20", CreditAmended{"C", Direction::decrease, money("1.000 IQD"), {}, false}}},
      {Code::bad_range, Code::credit_currency, open_credit(), {"2020-02-10", paid_late}},
      {Code::four_eyes,
       Code::unknown_lot,
       {},
       {"2020-02-01", EntryReversed{900, "clerk", "clerk", {}}}},
      {Code::four_eyes,
       Code::exceeds_request,
       {{"2020-02-02", request("R", "10.00 EUR")}},
       {"2020-02-03", with(approval("R", "11.00 EUR"), [](auto& data) { data.by = "gtc-desk"; })}},
      {Code::request_lapsed,
       Code::exceeds_request,
       {{"2020-02-02", request("R", "10.00 EUR")}},
       {"2020-04-03", approval("R", "11.00 EUR")}},
      {Code::credit_ended,
       Code::documents_missing,
       open_credit(),
       {"2020-05-03", CreditHonoured{"C", money("1.00 EUR"), quantity("1 t"), false}}},
      {Code::documents_missing,
       Code::exceeds_credit,
       open_credit(),
       {"2020-02-20", CreditHonoured{"C", money("900000.00 EUR"), quantity("1 t"), false}}},
      {Code::residue_too_large, Code::exceeds_approval, released(), {"2020-02-05", conversion}},
      {Code::unknown_account,
       Code::residue_too_large,
       released(),
       {"2020-02-05", with(conversion, [](auto& data) { data.to_account = "nowhere"; })}},
      {Code::fixing_missing,
       Code::approval_missing,
       {{"2020-02-02", request("R", "9.00 EUR")}},
       {"2019-02-05", conversion}},
      {Code::period_overlap,
       Code::unknown_line,
       {{"2020-02-01", power_delivery("d", "2020-01-01", "2020-02-01", "1 MWh")}},
       {"2020-02-02", with(power_delivery("e", "2020-01-31", "2020-02-02", "1 m3"), [](auto&) {})}},
  };
}

TEST(OrderOfChecks, AnEventWrongInTwoWaysGetsTheEarlierCode) {
  for (const auto& cases : {payments_wrong_twice(), others_wrong_twice()}) {
    for (const auto& wrong : cases) {
      auto books = scheme_books(wrong.before);
      const auto entry = books.submit(wrong.event.value_date, wrong.event.data);
      ASSERT_FALSE(entry.has_value()) << info_of(wrong.first).name;
      EXPECT_LT(static_cast<int>(wrong.first), static_cast<int>(wrong.second));
      EXPECT_EQ(info_of(entry.error().code).name, info_of(wrong.first).name)
          << "before " << info_of(wrong.second).name << ": " << entry.error().text();
    }
  }
}

TEST(OrderOfChecks, NumbersRiseAlongTheList) {
  for (std::size_t i = 1; i < all_codes().size(); ++i)
    EXPECT_LT(static_cast<int>(all_codes()[i - 1].code), static_cast<int>(all_codes()[i].code));
}

}  // namespace
}  // namespace setoff::tests
