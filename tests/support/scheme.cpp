#include "tests/support/scheme.h"

#include <cstdio>

namespace setoff::tests {
namespace {

std::vector<Party> parties() {
  return {{"nigc", Side::home, Role::exporter},         {"tavanir", Side::home, Role::exporter},
          {"gtc", Side::home, Role::importer},          {"moe", Side::abroad, Role::buyer},
          {"tbi", Side::abroad, Role::custodian},       {"muscat", Side::abroad, Role::custodian},
          {"grain-house", Side::abroad, Role::supplier}};
}

std::vector<BankAccount> accounts() {
  const auto eur = currency("EUR");
  return {{"tbi-iqd", "tbi", "iraq", currency("IQD"), AccountUse::deposit, {}},
          {"tbi-eur", "tbi", "iraq", eur, AccountUse::deposit, {}},
          {"muscat-eur", "muscat", "oman", eur, AccountUse::deposit, {}},
          {"free-eur", "tbi", "iraq", eur, AccountUse::reserve, {}},
          {"swing-eur", "tbi", "iraq", eur, AccountUse::clearing, {}},
          {"later-eur", "tbi", "iraq", eur, AccountUse::deposit, day("2022-01-01")}};
}

}  // namespace

AgreementAdopted scheme_agreement() {
  AgreementAdopted data;
  auto& terms = data.agreement;
  terms.title = {"A small scheme"};
  terms.book = currency("EUR");
  terms.rules.late_fee_per_year = decimal("0.0365");
  terms.rules.pivot = currency("USD");
  terms.parties = parties();
  terms.lines = {{"gas", "nigc", "moe", unit("m3")}, {"power", "tavanir", "moe", unit("MWh")}};
  terms.accounts = accounts();
  const auto due = day("2019-03-01");
  const auto million = money("1000000.00 EUR");
  data.openings = {
      {OpeningKind::claim, "gas", "old-gas", {}, million, {}, due},
      {OpeningKind::claim, "power", "old-power", {}, million, {}, due},
      {OpeningKind::deposit, "gas", "cash-eur", "tbi-eur", money("500000.00 EUR"), {}, {}},
      {OpeningKind::deposit,
       "gas",
       "cash-iqd",
       "tbi-iqd",
       money("100000000.000 IQD"),
       money("75000.00 EUR"),
       {}}};
  return data;
}

RateFixed rate_fixed(std::string key, std::string_view date, std::string_view value) {
  return {std::move(key), day(date), rate(value), {"central bank"}, Tag::sourced, false};
}

std::vector<DatedEvent> scheme() {
  const std::string start = "2020-01-01";
  WindowOpened window;
  window.window = "waiver";
  window.from = day(start);
  window.to = day("2021-01-01");
  window.places = {"iraq"};
  return {{start, scheme_agreement()},
          {start, GoodsListed{"wheat", "food"}},
          {start, GoodsListed{"serum", "medicine"}},
          {start, rate_fixed("eur-usd", start, "0.9 EUR/USD")},
          {start, rate_fixed("iqd-usd", start, "1200 IQD/USD")},
          {start, window}};
}

void book_all(Books& books, const std::vector<DatedEvent>& events) {
  for (const auto& [date, data] : events) {
    const auto entry = books.submit(date, data);
    if (!entry) std::fprintf(stderr, "%s: %s\n", date.c_str(), entry.error().text().c_str());
    SETOFF_CHECK(entry.has_value());
  }
}

Books scheme_books(const std::vector<DatedEvent>& further) {
  Books books;
  book_all(books, scheme());
  book_all(books, further);
  return books;
}

DeliveryMetered power_delivery(std::string name, std::string_view from, std::string_view to,
                               std::string_view amount) {
  return {std::move(name), "power", "border", day(from), day(to), quantity(amount)};
}

InvoiceIssued power_invoice(std::string name, std::string_view megawatt_hours,
                            std::string_view amount, std::string_view due) {
  InvoiceIssued data;
  data.invoice = std::move(name);
  data.line = "power";
  data.from = day("2020-01-01");
  data.to = day("2020-02-01");
  data.slices = {{quantity(megawatt_hours), rate("50 EUR/MWh"), {}}};
  data.amount = money(amount);
  data.due = day(due);
  return data;
}

ShortfallClaimed power_shortfall(std::string_view floor, std::string_view missing,
                                 std::string_view amount) {
  return {.shortfall = "S",
          .line = "power",
          .from = day("2020-01-01"),
          .to = day("2020-02-01"),
          .floor = quantity(floor),
          .excused = {},
          .slices = {{quantity(missing), rate("50 EUR/MWh"), {}}},
          .amount = money(amount),
          .due = day("2020-03-01"),
          .makeup_until = day("2020-05-31")};
}

MakeupTaken power_makeup(std::string_view megawatt_hours, std::string_view amount) {
  return {"S", day("2020-02-01"), day("2020-03-01"), quantity(megawatt_hours), money(amount)};
}

InvoiceIssued host_invoice(std::string name, std::string_view tonnes, std::string_view amount,
                           std::string_view due) {
  auto data = power_invoice(std::move(name), "1 MWh", amount, due);
  data.line = "gas";
  data.slices = {{quantity(tonnes), rate("100 EUR/t"), {}}};
  data.seller = "grain-house";
  data.good = "wheat";
  return data;
}

SettlementPaid settlement(std::string name, std::string account, std::string owed,
                          std::string_view amount) {
  SettlementPaid data;
  data.settlement = std::move(name);
  data.account = std::move(account);
  data.line = "gas";
  data.owed = std::move(owed);
  data.amount = data.settled = money(amount);
  return data;
}

PaymentReceived payment(std::string name, std::string account, std::string_view amount) {
  PaymentReceived data;
  data.payment = std::move(name);
  data.account = std::move(account);
  data.payer = "moe";
  data.line = "gas";
  data.amount = money(amount);
  return data;
}

ReleaseRequested request(std::string name, std::string_view amount) {
  return {std::move(name), "tbi-eur", "gas",      money(amount),
          "food",          {},        "gtc-desk", day("2020-03-31")};
}

ReleaseApproved approval(std::string name, std::string_view amount) {
  return {std::move(name), money(amount), "ofac-desk", day("2020-06-30"), false, {"case 1"}};
}

std::vector<DatedEvent> release(const std::string& name, std::string_view amount) {
  return {{"2020-02-02", request(name, amount)}, {"2020-02-03", approval(name, amount)}};
}

OrderPlaced order(std::string name) {
  return {std::move(name), "wheat", quantity("1000 t"), rate("100 EUR/t"), "grain-house"};
}

CreditIssued credit(std::string name, std::string_view amount) {
  return {std::move(name), "R", "O", "tbi-eur", money(amount), Decimal{}, {}, day("2020-04-30")};
}

std::vector<DatedEvent> open_credit() {
  return release("R", "200000.00 EUR") +
         std::vector<DatedEvent>{{"2020-02-04", order("O")},
                                 {"2020-02-10", credit("C", "100000.00 EUR")}};
}

PurposePaid purpose_payment(std::string name, std::string_view amount) {
  return {std::move(name), "R", "tbi-eur", "food", "grain-house", money(amount)};
}

LimitSet limit(std::string name, LimitKind kind, std::string account, std::string_view value) {
  LimitSet data;
  data.limit = std::move(name);
  data.kind = kind;
  data.account = std::move(account);
  data.value = money(value);
  return data;
}

std::vector<DatedEvent> operator+(std::vector<DatedEvent> a, const std::vector<DatedEvent>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace setoff::tests
