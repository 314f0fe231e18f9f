#pragma once
// A small scenario in which every block is at work and nothing is left to warn of.

#include <string>

namespace setoff::simulator {

[[nodiscard]] inline std::string wired_text() {
  return R"(scenario: wired
format: 1
flows: recorded
time: { from: 2024-01-01, to: 2024-12-31, months: gregorian }
currency: { contract: EUR, payment: EUR, reporting: EUR, rounding: half_even }
purposes: [food, feed]
parties:
  company: { side: home, role: exporter }
  agency: { side: home, role: importer }
  ministry: { side: abroad, role: buyer }
  bank: { side: abroad, role: custodian }
  house: { side: abroad, role: supplier }
  other_house: { side: abroad, role: supplier }
accounts:
  trust: { bank: bank, owner: company, currency: EUR, place: here }
  dollars: { bank: bank, owner: company, currency: USD, place: here }
exports:
  power:
    seller: company
    buyer: ministry
    quantity: 100 MW
    capacity: 150 MW
    price: 60 EUR/MWh
    invoice: { every: month, due: 30 days }
payments:
  accounts: { power: trust }
  recorded: [{ date: 2024-02-01, amount: 1 MEUR }]
  behaviour: { from: 2024-01-01, pays: { share: 80 %, after: 30 days } }
waiver:
  guards: debits_and_credits
  windows: [{ name: w, from: 2024-01-01, to: 2024-12-31 }]
releases:
  approval: { lag: 20 days, valid_for: 120 days }
  requests:
    - { account: trust, purpose: food, payee: house, every: month, share: 50 % }
  conversions:
    - { from: trust, to: dollars, after: 5 days }
uses:
  hall: { date: 2024-06-01, amount: 10 kEUR, account: trust, purpose: feed, payee: other_house }
imports:
  account: dollars
  buyer: agency
  credit_valid: 180 days
  goods:
    wheat:
      need: 180 kt/year
      price: 250 EUR/t
      parcel: 5 kt
      stock: { opening: 60 days, floor: 20 days, target: 90 days }
      supplier: house
      purpose: food
  pipeline:
    - { stage: open_credit, takes: 10 days }
    - { stage: shipping, takes: 20 days, pay: 100 % }
    - { stage: customs, takes: 5 days }
data:
  index: { unit: EUR/MWh, value: 60 }
fx: { rates: { usd_eur: { unit: EUR/USD, value: 0.9 } } }
)";
}

}  // namespace setoff::simulator
