#pragma once
// A small scheme with every kind of account, for tests of single rules: two lines, accounts in two
// places, a window open for all of 2020, round numbers. The factory functions return valid events;
// a test changes only the member it is about.

#include <string>
#include <vector>

#include "tests/support/books.h"
#include "tests/support/worked_example.h"

namespace setoff::tests {

// Books of the scheme on 1 January 2020. Openings: claims old-gas and old-power of 1,000,000.00 EUR
// each, due on 1 March 2019; for the line gas, cash-eur of 500,000.00 EUR and cash-iqd of
// 100,000,000.000 IQD (75,000 EUR). Rates: 0.9 EUR/USD, 1200 IQD/USD. Listed: wheat as food, serum
// as medicine.
[[nodiscard]] std::vector<DatedEvent> scheme();
[[nodiscard]] Books scheme_books(const std::vector<DatedEvent>& further = {});
void book_all(Books& books, const std::vector<DatedEvent>& events);

[[nodiscard]] AgreementAdopted scheme_agreement();
[[nodiscard]] RateFixed rate_fixed(std::string key, std::string_view date, std::string_view value);
[[nodiscard]] DeliveryMetered power_delivery(std::string name, std::string_view from,
                                             std::string_view to, std::string_view amount);
// Power at 50 EUR/MWh.
[[nodiscard]] InvoiceIssued power_invoice(std::string name, std::string_view megawatt_hours,
                                          std::string_view amount, std::string_view due);
// Of January 2020, at 50 EUR/MWh, claimed on 1 February, due on 1 March; can be made up through
// 31 May.
[[nodiscard]] ShortfallClaimed power_shortfall(std::string_view floor, std::string_view missing,
                                               std::string_view amount);
// Of February 2020, made up of that shortfall.
[[nodiscard]] MakeupTaken power_makeup(std::string_view quantity, std::string_view amount);
// Wheat bought from the host side at 100 EUR/t.
[[nodiscard]] InvoiceIssued host_invoice(std::string name, std::string_view tonnes,
                                         std::string_view amount, std::string_view due);
[[nodiscard]] PaymentReceived payment(std::string name, std::string account,
                                      std::string_view amount);
// On account tbi-eur, line gas, for food: requested by gtc-desk, valid until 31 March; approved by
// ofac-desk, valid until 30 June.
[[nodiscard]] ReleaseRequested request(std::string name, std::string_view amount);
[[nodiscard]] ReleaseApproved approval(std::string name, std::string_view amount);
// Release `name` of that amount, requested on 2 February and approved on 3 February.
[[nodiscard]] std::vector<DatedEvent> release(const std::string& name, std::string_view amount);
// 1,000 t of wheat at 100 EUR/t from grain-house.
[[nodiscard]] OrderPlaced order(std::string name);
// Under release R for order O, on account tbi-eur, expiring on 30 April.
[[nodiscard]] CreditIssued credit(std::string name, std::string_view amount);
// Release R of 200,000.00 EUR, order O, and credit C of 100,000.00 EUR, issued on 10 February.
[[nodiscard]] std::vector<DatedEvent> open_credit();
[[nodiscard]] PurposePaid purpose_payment(std::string name, std::string_view amount);
// Of a host seller's invoice, with money of the line gas on an account in euros.
[[nodiscard]] SettlementPaid settlement(std::string name, std::string account, std::string owed,
                                        std::string_view amount);
[[nodiscard]] LimitSet limit(std::string name, LimitKind kind, std::string account,
                             std::string_view value);

// Concatenates the lists.
[[nodiscard]] std::vector<DatedEvent> operator+(std::vector<DatedEvent> a,
                                                const std::vector<DatedEvent>& b);

}  // namespace setoff::tests
