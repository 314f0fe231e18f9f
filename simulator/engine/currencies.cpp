#include "simulator/engine/currencies.h"

#include <map>
#include <optional>

namespace setoff::sim {

namespace {

void add_amount(std::set<Currency>& used, const std::optional<Money>& amount) {
  if (amount) used.insert(amount->kind());
}

}  // namespace

std::set<Currency> named_currencies(const Scenario& scenario) {
  std::set<Currency> used{scenario.currency.contract, scenario.currency.payment,
                          scenario.currency.reporting};
  for (const auto& account : scenario.accounts) {
    used.insert(account.currency);
    for (const auto& opening : account.openings)
      used.insert(opening.amount.kind());
  }
  for (const auto& line : scenario.exports)
    used.insert(line.price_currency);
  for (const auto& claim : scenario.claims)
    used.insert(claim.amount.kind());
  for (const auto& payment : scenario.payments.recorded)
    used.insert(payment.amount.kind());
  for (const auto& bridge : scenario.payments.bridges)
    used.insert(bridge.amount.kind());
  for (const auto& rule : scenario.payments.arrears)
    add_amount(used, rule.at_most);
  for (const auto& request : scenario.releases.requests)
    add_amount(used, request.amount);
  for (const auto& transfer : scenario.releases.transfers)
    add_amount(used, transfer.amount);
  for (const auto& use : scenario.releases.uses)
    used.insert(use.amount.kind());
  for (const auto& rule : scenario.supply_response)
    used.insert(rule.amount.kind());
  if (scenario.imports) {
    for (const auto& good : scenario.imports->goods)
      used.insert(good.price_currency);
  }
  for (const auto& expected : scenario.expectations) {
    if (const auto currency = Currency::from(expected.expected.commodity)) used.insert(*currency);
  }
  return used;
}

Currency pivot_of(const Scenario& scenario) {
  const auto named = named_currencies(scenario);
  std::map<Currency, int> uses;
  for (const auto& path : scenario.fx) {
    if (named.contains(path.denominator)) ++uses[path.numerator];
    if (named.contains(path.numerator)) ++uses[path.denominator];
  }
  Currency pivot = scenario.currency.reporting;
  for (const auto& [currency, count] : uses)
    if (count > uses[pivot]) pivot = currency;
  return pivot;
}

}  // namespace setoff::sim
