#pragma once
// A world of a few lines for tests of single behaviours: 100 MW of power into a restricted account
// in euros, money released at once, no waiver. Tests add their own sections.

#include <string>

namespace setoff::simulator::tests {

// `opening` is the balance of the account on the first day; `sections` are further top level keys.
[[nodiscard]] inline std::string small_world(const std::string& opening,
                                             const std::string& sections) {
  return "scenario: small-world\nformat: 1\nflows: recorded\n"
         "time: { from: 2024-01-01, to: 2024-06-30, months: gregorian }\n"
         "currency: { contract: EUR, payment: EUR, reporting: EUR, rounding: half_even }\n"
         "purposes: [food, feed]\n"
         "parties:\n"
         "  company: { side: home, role: exporter }\n"
         "  agency: { side: home, role: importer }\n"
         "  ministry: { side: abroad, role: buyer }\n"
         "  bank: { side: abroad, role: custodian }\n"
         "  house: { side: abroad, role: supplier }\n"
         "accounts:\n"
         "  trust: { bank: bank, owner: company, currency: EUR, place: here, opening: " +
         opening +
         " }\n"
         "exports:\n"
         "  power: { seller: company, buyer: ministry, quantity: 100 MW, price: 60 EUR/MWh, "
         "invoice: { every: month, due: 30 days } }\n"
         "payments: { accounts: { power: trust } }\n" +
         sections;
}

}  // namespace setoff::simulator::tests
