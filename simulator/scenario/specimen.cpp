// A scenario with every block in every form, read once to list the keys of the language.

#include "simulator/scenario/read_scenario.h"

namespace setoff::simulator {

namespace {

constexpr std::string_view kSpecimen = R"(
scenario: specimen
format: 1
title: Every key
seed: 1
flows: behavioural
time: { from: 2020-01-01, to: 2020-12-31, months: gregorian, days_off: [friday], holidays: [2020-03-20] }
currency: { contract: EUR, payment: IQD, reporting: USD, rounding: half_even }
purposes: [food]
parties:
  a: { side: home, role: exporter, title: A }
data:
  file: { unit: USD/bbl, title: File, file: none.csv, sha256: "00", date: month, column: usd, gaps: hold, calendar: gregorian }
  table: { unit: USD/bbl, monthly: { 2020: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }, calendar: gregorian }
  dated: { unit: USD/bbl, steps: { 2020-01-01: 1 } }
  fixed: { unit: USD/bbl, value: 1 }
exports:
  gas:
    seller: a
    buyer: a
    title: Gas
    quantity: { steps: { 2020-01-01: 25 }, unit: MCM/day }
    season: { weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], scaled_to: as_given }
    recorded: { value: 25 MCM/day, data: x }
    cuts:
      - { from: 2020-01-01, to: 2020-01-02, for: 1 day, set: 1 MCM/day, add: 1 MCM/day, factor: 1, applies_to: both, reason: x }
    capacity: 50 MCM/day
    retained: 1 %
    contract_max: 50 MCM/day
    take_or_pay: { share: 10 %, every: year, makeup: 1 day }
    breaches: [{ date: 2020-01-01, amount: 1 MUSD, due: 1 day, reason: x }]
    heat_content: 0.0366 MMBtu/m3
    price: { steps: { 2020-01-01: 5 USD/MMBtu } }
    price_decimals: 4
    invoice: { every: month, due: 45 days, grace: 0 days }
  goods: { seller: a, buyer: a, worth: 1 MEUR/month, invoice: { due: 1 day } }
  fixed: { seller: a, buyer: a, quantity: { value: 25 MCM/day } }
  table: { seller: a, buyer: a, quantity: { monthly: { 2020: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }, unit: MCM/day, calendar: gregorian, gaps: hold } }
  series: { seller: a, buyer: a, quantity: { data: table } }
purchases:
  fuel:
    seller: a
    buyer: a
    quantity: 25 MCM/day
    season: { weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], scaled_to: as_given }
    recorded: 25 MCM/day
    cuts:
      - { from: 2020-01-01, to: 2020-01-02, for: 1 day, set: 1 MCM/day, add: 1 MCM/day, factor: 1, applies_to: both, reason: x }
    capacity: 50 MCM/day
    contract_max: 50 MCM/day
    heat_content: 0.0366 MMBtu/m3
    price: { steps: { 2020-01-01: 5 USD/MMBtu } }
  machinery:
    seller: a
    buyer: a
    title: M
    worth: 1 MEUR/month
    invoice: { every: month, due: 45 days, grace: 0 days }
    account: b
    line: gas
    purpose: food
    pays: { after: 30 days }
accounts:
  c: { opening: 1 IQD }
  b: { bank: a, owner: a, currency: IQD, kind: restricted, place: iraq, open_from: 2020-01-01, consult_after: 12 months, title: B, opening: { gas: 1 IQD } }
openings:
  claims: [{ line: gas, amount: 1 EUR, due: 2019-12-31 }]
terms: { advances: by_instruction, closing_tolerance: [1 EUR], honour_within: 30 days }
payments:
  accounts: { gas: { steps: { 2020-01-01: b, 2020-02-01: { split: { b: 100 % } } } }, goods: { split: { b: 100 % } } }
  allocation: oldest
  late_fee: 6 %/year
  recorded: [{ date: 2020-01-01, amount: 1 IQD, line: gas, reason: x }]
  behaviour:
    from: 2020-01-01
    pays: { share: 35 %, after: 45 days }
    regimes: { r: { from: 2020-01-01, to: 2020-01-02, for: 1 day, pays: nothing }, s: { from: 2020-02-01, to: 2020-02-02, pays: { share: 35 %, after: 45 days } } }
    arrears: [{ name: n, every: quarter, share: 20 %, at_most: 1 EUR, from: 2020-01-01, to: 2020-12-31 }]
    pressure: { share: 90 %, after: 15 days }
  disputes: { d: { line: gas, share: 1 %, after: 1 day, resolved_after: 1 day, conceded: 1 %, from: 2020-01-01, to: 2020-12-31 } }
  bridges: [{ date: 2020-01-01, amount: 1 IQD, line: gas, repaid: 2020-12-31 }]
waiver:
  guards: debits
  lines: [gas]
  purposes: [food]
  places: [iraq]
  in_flight: freeze
  windows: [{ name: w, from: 2020-01-01, to: 2020-12-31, length: 1 day, lines: [gas], purposes: [food], places: [iraq], in_flight: freeze }]
limits:
  l: { account: b, kind: spend, amount: 1 IQD, purpose: food, per: month, on_excess: refuse, then: { share: 25 %, of: exports, every: year, at_least: 1 IQD, at_most: 1 IQD } }
settlement:
  s: { account: b, through: b, what: excess, every: day, date: 2020-01-01, at_least: 1 IQD, after: 1 day, instalments: { number: 1, apart: 1 day }, discount: 1 %, slices: [{ up_to: 1 IQD, pays: 1 % }] }
monetisation:
  m: { account: b, currency: IRR, share: 1 %, every: month, from: 2020-01-01, to: 2020-12-31 }
releases:
  approval: { lag: 45 days, approve: 85 %, valid_for: 180 days, stalls: [{ from: 2020-01-01, to: 2020-01-02, for: 1 day, reason: x }], by: [c, d] }
  requests: [{ name: n, account: b, purpose: food, payee: a, line: gas, date: 2020-01-01, every: month, amount: 1 EUR, share: 1 %, from: 2020-01-01, to: 2020-12-31 }]
  conversions: [{ from: b, to: b, rate: 1450 IQD/USD, spread: 1 %, after: 5 days, since: 2020-01-01, until: 2020-12-31, fails: [{ from: 2020-01-01, to: 2020-01-02, for: 1 day, reason: x }] }]
  transfers: [{ date: 2020-01-01, from: b, to: b, line: gas, amount: 1 EUR, share: 1 % }]
uses:
  u: { date: 2020-01-01, amount: 1 EUR, account: b, line: gas, purpose: food, payee: a }
imports:
  account: b
  buyer: a
  rationing: by_priority
  order_every: month
  tolerance: 5 %
  landing_loss: 1 %
  credit_valid: 180 days
  goods:
    wheat:
      title: Wheat
      priority: 1
      need: 3 kt/day
      season: { weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], scaled_to: as_given }
      price: 271 USD/t
      price_decimals: 2
      parcel: 60 kt
      stock: { opening: 1 day, floor: 1 day, target: 1 day }
      supplier: a
      purpose: food
      other_supply: 1 %
      listed: [{ from: 2020-01-01, to: 2020-01-02, for: 1 day, reason: x }]
  pipeline: [{ stage: open_credit, takes: 1 day, capacity: 1 t/day, pay: 100 % }, { stage: shipping, takes: 1 day }, { stage: customs, takes: 1 day }]
supply_response:
  r: { line: gas, purchase: goods, when: { overdue: 1 EUR, overdue_for: 1 day, blocked: 1 EUR, balance: { account: b, above: 1 EUR, below: 1 EUR } }, notice: 1 day, cut: { factor: 10 % }, restore_after: 1 day, from: 2020-01-01, to: 2020-12-31 }
fx:
  rates:
    fixed: { unit: IQD/USD, value: 1182 }
    dated: { unit: IQD/USD, steps: { 2020-01-01: 1182 } }
    table: { unit: IQD/USD, monthly: { 2020: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }, calendar: gregorian, gaps: hold }
    series: { unit: IQD/USD, data: table }
  interest: [{ account: b, rate: -1 %/year, beyond: 1 IQD, from: 2020-01-01, to: 2020-12-31 }]
uncertain:
  law: { path: x, set: uniform(1..2), factor: uniform(1..2), add: uniform(1..2), each: month, from: 2020-01-01, moves_with: { other: 50 % } }
  other:
    path: x
    each: month
    set: { process: log_ornstein_uhlenbeck, start: 1 USD, level: 1 USD, half_life: 90 days, drift: 1 %, volatility: 10 %, jumps: { per_year: 1, mean: 1 %, sd: 1 % } }
    factor: { process: log_ornstein_uhlenbeck, start: 1, level: 1, half_life: 90 days, drift: 1 %, volatility: 10 %, jumps: { per_year: 1, mean: 1 %, sd: 1 % } }
    add: { process: log_ornstein_uhlenbeck, start: 1 USD, level: 1 USD, half_life: 90 days, drift: 1 %, volatility: 10 %, jumps: { per_year: 1, mean: 1 %, sd: 1 % } }
shocks:
  s: { from: 2020-01-01, to: 2020-01-02, for: 1 day, reason: x, change: { releases.approval.lag: "+ 1 day" } }
expect:
  - { name: e, then: imbalance() == 0 EUR, always: imbalance() == 0 EUR, severity: error, kind: mark, reason: x }
output: { every: month }
sources: { file: none.csv, sha256: "00" }
)";

}  // namespace

KeyCatalog language_catalog() {
  Sources sources;
  // Alternatives occur side by side in the specimen, so it is not a valid scenario.
  Diagnostics ignored;
  KeyCatalog catalog;
  const SourceFile& file = sources.add("specimen", std::string(kSpecimen));
  const auto tree = parse_yaml(file, ignored);
  CsvFiles files(sources);
  if (tree) (void)read_scenario(*tree, {}, files, ignored, catalog);
  return catalog;
}

}  // namespace setoff::simulator
