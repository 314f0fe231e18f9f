#include "tests/support/worked_example.h"

namespace setoff::tests {
namespace {

AgreementAdopted agreement() {
  AgreementAdopted data;
  auto& terms = data.agreement;
  terms.title = {"Gas and power against basic goods, SH 1399"};
  terms.book = currency("EUR");
  terms.rules.late_fee_per_year = decimal("0.06");
  terms.rules.pivot = currency("USD");
  terms.parties = {
      {"nigc", Side::home, Role::exporter},   {"tavanir", Side::home, Role::exporter},
      {"gtc", Side::home, Role::importer},    {"moe", Side::abroad, Role::buyer},
      {"tbi", Side::abroad, Role::custodian}, {"grain-house", Side::abroad, Role::supplier}};
  terms.lines = {{"gas", "nigc", "moe", unit("m3")}, {"power", "tavanir", "moe", unit("MWh")}};
  terms.accounts = {{"tbi-iqd", "tbi", "iraq", currency("IQD"), AccountUse::deposit, {}},
                    {"tbi-eur", "tbi", "iraq", currency("EUR"), AccountUse::deposit, {}}};
  const auto due = day("2020-03-20");
  data.openings = {
      {OpeningKind::claim, "gas", "opening-gas", {}, money("543180000.00 EUR"), {}, due},
      {OpeningKind::claim, "power", "opening-power", {}, money("724240000.00 EUR"), {}, due},
  };
  return data;
}

RateFixed eur(std::string_view date, std::string_view value) {
  return {"eur-usd",        day(date),    rate(std::string(value) + " EUR/USD"),
          {"monthly mean"}, Tag::sourced, false};
}

DeliveryMetered delivery(std::string name, std::string line, std::string_view from,
                         std::string_view to, std::string_view amount) {
  return {std::move(name), std::move(line), "border", day(from), day(to), quantity(amount)};
}

Slice gas(std::string_view amount, std::string_view price) {
  return {quantity(amount), rate(std::string(price) + " USD/MMBtu"), rate("0.0366 MMBtu/m3")};
}
Slice power(std::string_view amount) {
  return {quantity(amount), rate("95.40 USD/MWh"), {}};
}

InvoiceIssued invoice(std::string name, std::string line, std::string_view from,
                      std::string_view to, std::vector<Slice> slices, std::string_view amount,
                      std::string_view due) {
  InvoiceIssued data;
  data.invoice = std::move(name);
  data.line = std::move(line);
  data.from = day(from);
  data.to = day(to);
  data.slices = std::move(slices);
  data.amount = money(amount);
  data.due = day(due);
  return data;
}

PaymentReceived payment(std::string name, std::string line, std::string_view amount) {
  PaymentReceived data;
  data.payment = std::move(name);
  data.account = "tbi-iqd";
  data.payer = "moe";
  data.line = std::move(line);
  data.amount = money(amount);
  return data;
}

void add_terms(std::vector<DatedEvent>& events) {
  events.push_back({"2020-03-20", agreement()});
  events.push_back({"2020-03-20", GoodsListed{"wheat", "food"}});
  events.push_back({"2020-03-20", RateFixed{"iqd-usd",
                                            day("2020-03-20"),
                                            rate("1182 IQD/USD"),
                                            {"bank rate"},
                                            Tag::sourced,
                                            false}});
  events.push_back({"2020-03-20", WindowOpened{"waiver",
                                               day("2020-03-20"),
                                               day("2020-09-23"),
                                               {},
                                               {},
                                               {},
                                               InFlight::run_off,
                                               {"waiver"}}});
  for (const auto& [date, value] :
       std::initializer_list<std::pair<const char*, const char*>>{{"2020-03-20", "0.9053"},
                                                                  {"2020-04-01", "0.9199"},
                                                                  {"2020-05-01", "0.9168"},
                                                                  {"2020-06-01", "0.8882"},
                                                                  {"2020-07-01", "0.8705"},
                                                                  {"2020-08-01", "0.8452"},
                                                                  {"2020-09-01", "0.8485"}})
    events.push_back({date, eur(date, value)});
}

void add_exports(std::vector<DatedEvent>& events) {
  events.push_back(
      {"2020-04-19", delivery("gas-1", "gas", "2020-03-20", "2020-04-20", "744000000 m3")});
  events.push_back(
      {"2020-04-19", delivery("power-1", "power", "2020-03-20", "2020-04-20", "1032240 MWh")});
  events.push_back(
      {"2020-04-20", invoice("G-1", "gas", "2020-03-20", "2020-04-20",
                             {gas("288000000 m3", "6.8427"), gas("456000000 m3", "5.5484")},
                             "151533387.29 EUR", "2020-06-04")});
  events.push_back(
      {"2020-04-20", invoice("P-1", "power", "2020-03-20", "2020-04-20", {power("1032240 MWh")},
                             "90587792.75 EUR", "2020-06-04")});
  events.push_back(
      {"2020-05-20", delivery("gas-2", "gas", "2020-04-20", "2020-05-21", "804000000 m3")});
  events.push_back(
      {"2020-05-20", delivery("power-2", "power", "2020-04-20", "2020-05-21", "1011120 MWh")});
  events.push_back(
      {"2020-05-21", invoice("G-2", "gas", "2020-04-20", "2020-05-21",
                             {gas("264000000 m3", "5.5484"), gas("540000000 m3", "3.8885")},
                             "119608638.07 EUR", "2020-07-05")});
  events.push_back(
      {"2020-05-21", invoice("P-2", "power", "2020-04-20", "2020-05-21", {power("1011120 MWh")},
                             "88435305.45 EUR", "2020-07-05")});
  events.push_back({"2020-06-03", payment("pay-power", "power", "472800000000.000 IQD")});
  events.push_back({"2020-06-10", ReleaseRequested{"R-1",
                                                   "tbi-iqd",
                                                   "power",
                                                   money("20000000000.000 IQD"),
                                                   "food",
                                                   {},
                                                   "gtc-buyer",
                                                   day("2020-08-10")}});
  events.push_back({"2020-06-17", payment("pay-gas", "gas", "118200000000.000 IQD")});
  events.push_back(
      {"2020-06-20", delivery("gas-3", "gas", "2020-05-21", "2020-06-21", "937000000 m3")});
  events.push_back(
      {"2020-06-20", delivery("power-3", "power", "2020-05-21", "2020-06-21", "823680 MWh")});
  events.push_back(
      {"2020-06-21", invoice("G-3", "gas", "2020-05-21", "2020-06-21",
                             {gas("297000000 m3", "3.8885"), gas("640000000 m3", "2.9249")},
                             "98396244.03 EUR", "2020-08-05")});
  events.push_back({"2020-06-21", invoice("P-3", "power", "2020-05-21", "2020-06-21",
                                          {power("823680 MWh")}, "69793931.75 EUR", "2020-08-05")});
}

void add_imports(std::vector<DatedEvent>& events) {
  events.push_back(
      {"2020-07-10",
       ReleaseApproved{
           "R-1", money("20000000000.000 IQD"), "ofac-desk", day("2020-12-31"), true, {"case 1"}}});
  events.push_back({"2020-07-15",
                    FundsConverted{"C-1", "R-1", "tbi-iqd", "tbi-eur", money("20000000000.000 IQD"),
                                   money("14581979.69 EUR"), decimal("0.01")}});
  events.push_back({"2020-07-16", OrderPlaced{"O-1", "wheat", quantity("60000 t"),
                                              rate("236 EUR/t"), "grain-house"}});
  events.push_back({"2020-07-16", CreditIssued{"LC-1",
                                               "R-1",
                                               "O-1",
                                               "tbi-eur",
                                               money("14160000.00 EUR"),
                                               Decimal{},
                                               {},
                                               day("2020-09-15")}});
  events.push_back({"2020-08-01", GoodsShipped{"O-1", quantity("30000 t"), {"B/L 1"}}});
  events.push_back(
      {"2020-08-05", DocumentsPresented{"LC-1", "docs-1", money("7080000.00 EUR"), true}});
  events.push_back(
      {"2020-08-10", CreditHonoured{"LC-1", money("7080000.00 EUR"), quantity("30000 t"), false}});
  events.push_back({"2020-08-25", GoodsLanded{"O-1", quantity("29850 t"), quantity("150 t")}});
  events.push_back({"2020-08-28", GoodsShipped{"O-1", quantity("25000 t"), {"B/L 2"}}});
  events.push_back(
      {"2020-09-01", DocumentsPresented{"LC-1", "docs-2", money("5900000.00 EUR"), true}});
  events.push_back(
      {"2020-09-05", CreditHonoured{"LC-1", money("5900000.00 EUR"), quantity("25000 t"), false}});
}

void add_closing(std::vector<DatedEvent>& events) {
  events.push_back({"2020-09-20", InterestAccrued{"tbi-iqd",
                                                  "gas",
                                                  day("2020-06-17"),
                                                  day("2020-09-20"),
                                                  decimal("0.00706"),
                                                  InterestDirection::charged,
                                                  money("217196547.945 IQD"),
                                                  {}}});
  events.push_back({"2020-09-20", InterestAccrued{"tbi-iqd",
                                                  "power",
                                                  day("2020-06-03"),
                                                  day("2020-09-20"),
                                                  decimal("0.00706"),
                                                  InterestDirection::charged,
                                                  money("970898936.986 IQD"),
                                                  {}}});
  events.push_back({"2020-09-20", LatefeeCharged{"fee-G-1", "G-1", day("2020-06-04"),
                                                 day("2020-09-20"), money("2690236.57 EUR")}});
  events.push_back({"2020-09-20", LatefeeCharged{"fee-P-1", "P-1", day("2020-06-04"),
                                                 day("2020-09-20"), money("1608243.55 EUR")}});
  events.push_back({"2020-09-20", BalanceRevalued{currency("IQD"), "gas"}});
  events.push_back({"2020-09-20", BalanceRevalued{currency("IQD"), "power"}});
}

}  // namespace

std::vector<DatedEvent> worked_example() {
  std::vector<DatedEvent> events;
  add_terms(events);
  add_exports(events);
  add_imports(events);
  add_closing(events);
  return events;
}

Books worked_example_books(std::string_view through) {
  Books books;
  for (auto& [date, data] : worked_example()) {
    if (date > through) continue;
    const auto entry = books.submit(date, data);
    if (!entry) std::fprintf(stderr, "%s: %s\n", date.c_str(), entry.error().text().c_str());
    SETOFF_CHECK(entry.has_value());
  }
  return books;
}

}  // namespace setoff::tests
