#include "tests/support/quiet_scheme.h"

namespace setoff::tests {

Books quiet_books(const std::vector<DatedEvent>& further, const Rules& rules) {
  auto events = scheme();
  auto terms = scheme_agreement();
  terms.openings.clear();
  terms.agreement.rules = rules;
  events.front().data = terms;
  Books books;
  book_all(books, events);
  book_all(books, further);
  return books;
}

std::vector<DatedEvent> january() {
  return {{"2020-02-01", power_delivery("d1", "2020-01-01", "2020-02-01", "100 MWh")},
          {"2020-02-01", power_invoice("P", "100 MWh", "5000.00 EUR", "2020-03-01")}};
}

PaymentReceived power_payment(std::string name, std::string account, std::string_view amount) {
  auto data = payment(std::move(name), std::move(account), amount);
  data.line = "power";
  return data;
}

std::string balance_on(const Books& books, std::string_view path, std::string_view commodity,
                       std::string_view date) {
  const auto kind = find_commodity(commodity);
  SETOFF_CHECK(kind.has_value());
  const auto* cell = books.state().balances.find(books.state().chart.find_path(path), *kind);
  return format_minor(cell == nullptr ? 0 : cell->series.at(day(date)), kind->scale());
}

std::string owed_on(const Books& books, std::string_view date) {
  return balance_on(books, "assets:tavanir:claim:moe:power", "EUR", date);
}
std::string ahead_on(const Books& books, std::string_view date) {
  return balance_on(books, "liabilities:tavanir:advance:moe:power", "EUR", date);
}

std::string outcome(Books& books, std::string_view date, EventData data) {
  const auto entry = books.submit(date, std::move(data));
  return entry ? "booked" : std::string(info_of(entry.error().code).name);
}

}  // namespace setoff::tests
