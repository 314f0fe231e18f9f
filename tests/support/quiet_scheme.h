#pragma once
// The small scheme without openings: nothing is owed and all accounts are empty, so every balance
// in a test comes from the test's own events.

#include "tests/support/scheme.h"

namespace setoff::tests {

// Books of the scheme on 1 January 2020 with the given rules, then `further`.
[[nodiscard]] Books quiet_books(const std::vector<DatedEvent>& further = {},
                                const Rules& rules = scheme_agreement().agreement.rules);
// The rules of the scheme with one change.
template <class Change>
[[nodiscard]] Rules rules_with(Change&& change) {
  auto rules = scheme_agreement().agreement.rules;
  change(rules);
  return rules;
}

// 100 MWh delivered in January 2020, and the invoice for 5,000.00 EUR of 1 February, due on 1
// March.
[[nodiscard]] std::vector<DatedEvent> january();
[[nodiscard]] PaymentReceived power_payment(std::string name, std::string account,
                                            std::string_view amount);
// Claims on the buyer for power, and the buyer's advances for power, on a day.
[[nodiscard]] std::string owed_on(const Books& books, std::string_view date);
[[nodiscard]] std::string ahead_on(const Books& books, std::string_view date);
// Balance of a path on a day, as text.
[[nodiscard]] std::string balance_on(const Books& books, std::string_view path,
                                     std::string_view commodity, std::string_view date);
// "booked", or the name of the error code.
[[nodiscard]] std::string outcome(Books& books, std::string_view date, EventData data);

}  // namespace setoff::tests
