#include "simulator/scenario/currencies.h"

#include <algorithm>
#include <array>
#include <map>

#include "simulator/scenario/numbers.h"

namespace setoff::simulator {

namespace {

// Collects the currency conversions that each part of a scenario needs.
class Needs {
 public:
  explicit Needs(const Scenario& scenario)
      : scenario_(scenario), book_(scenario.currency.contract) {}

  std::vector<NeededRate> collect() {
    need(scenario_.currency.payment, book_, "currency.payment");
    need(scenario_.currency.reporting, book_, "currency.reporting");
    trade();
    accounts();
    payments();
    releases();
    rules();
    for (std::size_t i = 0; i < scenario_.expectations.size(); ++i)
      expectation(scenario_.expectations[i], "expect[" + std::to_string(i) + "]");
    return std::move(out_);
  }

 private:
  void need(Currency from, Currency to, const std::string& path) {
    out_.push_back({from, to, path});
  }
  [[nodiscard]] Currency of(AccountRef account) const {
    return scenario_.account(account).currency;
  }

  void trade() {
    for (const Contract& line : scenario_.exports) {
      need(line.price_currency, book_, line.path() + ".price");
      for (const BreachClaim& breach : line.breaches)
        need(breach.amount.kind(), book_, line.path() + ".breaches");
    }
    for (const Purchase& purchase : scenario_.purchases) {
      need(purchase.contract.price_currency, book_, purchase.contract.path() + ".price");
      need(book_, of(purchase.account), purchase.contract.path() + ".account");
    }
    for (const Settlement& settlement : scenario_.settlements)
      for (const AccountRef account : settlement.accounts)
        need(of(account), of(settlement.through), "settlement." + settlement.name);
    for (const Monetisation& issue : scenario_.monetisation)
      need(of(issue.account), issue.currency, "monetisation." + issue.name + ".currency");
    if (!scenario_.imports) return;
    for (const Good& good : scenario_.imports->goods) {
      const std::string path = "imports.goods." + good.name + ".price";
      need(good.price_currency, of(scenario_.imports->account), path);
      need(good.price_currency, book_, path);
    }
  }

  void accounts() {
    for (const ScenarioAccount& account : scenario_.accounts) {
      const std::string path = "accounts." + account.name;
      need(account.currency, book_, path + ".currency");
      for (const LineOpening& opening : account.openings) {
        need(opening.amount.kind(), account.currency, path + ".opening");
        need(opening.amount.kind(), book_, path + ".opening");
      }
    }
    for (std::size_t i = 0; i < scenario_.claims.size(); ++i)
      need(scenario_.claims[i].amount.kind(), book_,
           "openings.claims[" + std::to_string(i) + "].amount");
  }

  // Payments go into any of the line's accounts, which may change over time.
  void paid(Currency from, const std::optional<LineRef>& line, const std::string& path) {
    need(from, book_, path);
    for (const LineAccount& account : scenario_.payments.accounts)
      if (!line || *line == account.line) need(from, of(account.account), path);
  }

  void payments() {
    for (const LineAccount& account : scenario_.payments.accounts)
      need(book_, of(account.account), "payments.accounts");
    for (const RecordedPayment& payment : scenario_.payments.recorded)
      paid(payment.amount.kind(), payment.line, "payments.recorded");
    for (const BridgeLoan& bridge : scenario_.payments.bridges)
      paid(bridge.amount.kind(), bridge.line, "payments.bridges");
    for (std::size_t i = 0; i < scenario_.payments.arrears.size(); ++i)
      if (const auto& most = scenario_.payments.arrears[i].at_most)
        need(most->kind(), book_, "payments.behaviour.arrears[" + std::to_string(i) + "].at_most");
  }

  [[nodiscard]] bool concerns(const ConversionTerms& terms) const {
    return std::ranges::any_of(std::array{of(terms.from), of(terms.to)}, [&](Currency exchanged) {
      return exchanged == terms.rate->numerator || exchanged == terms.rate->denominator;
    });
  }

  void releases() {
    const Releases& releases = scenario_.releases;
    for (std::size_t i = 0; i < releases.requests.size(); ++i)
      if (const auto& amount = releases.requests[i].amount)
        need(amount->kind(), of(releases.requests[i].account),
             "releases.requests[" + std::to_string(i) + "].amount");
    for (std::size_t i = 0; i < releases.conversions.size(); ++i) {
      const ConversionTerms& terms = releases.conversions[i];
      const std::string path = "releases.conversions[" + std::to_string(i) + "]";
      need(of(terms.from), of(terms.to), path);
      if (terms.rate && concerns(terms))
        need(terms.rate->numerator, terms.rate->denominator, path + ".rate");
    }
    for (const Transfer& transfer : releases.transfers)
      if (transfer.amount) need(transfer.amount->kind(), of(transfer.from), "releases.transfers");
    for (const PurposePayment& use : releases.uses) {
      need(use.amount.kind(), of(use.account), "uses." + use.name + ".amount");
      need(use.amount.kind(), book_, "uses." + use.name + ".amount");
    }
  }

  void rules() {
    for (const SupplyRule& rule : scenario_.supply_response) {
      if (rule.trigger == TriggerKind::overdue_age) continue;
      const std::string path = "supply_response." + rule.name + ".when";
      if (rule.trigger == TriggerKind::balance_above ||
          rule.trigger == TriggerKind::balance_below) {
        need(of(rule.account), rule.amount.kind(), path);
        continue;
      }
      need(rule.amount.kind(), book_, path);
      if (rule.trigger != TriggerKind::blocked_amount) continue;
      for (const ScenarioAccount& account : scenario_.accounts)
        if (account.use == AccountUse::deposit) need(account.currency, rule.amount.kind(), path);
    }
  }

  void expectation(const Expectation& expected, const std::string& path) {
    const auto currency = Currency::from(expected.expected.commodity);
    if (!currency) return;
    need(*currency, book_, path);
    observation(expected.observation, *currency, path);
    for (const auto& term : expected.further)
      observation(term.observation, *currency, path);
  }

  void observation(const Observation& seen, Currency currency, const std::string& path) {
    const Observable what = seen.what;
    if (what == Observable::home_money)
      for (const auto& issued : scenario_.monetisation)
        need(currency, issued.currency, path);
    if (what != Observable::balance && what != Observable::restricted &&
        what != Observable::approved && what != Observable::called && what != Observable::settled &&
        what != Observable::swing)
      return;
    for (std::uint32_t i = 0; i < scenario_.accounts.size(); ++i)
      if (!seen.account || *seen.account == AccountRef(i)) need(currency, of(AccountRef(i)), path);
  }

  const Scenario& scenario_;
  Currency book_;
  std::vector<NeededRate> out_;
};

bool has_rate(const Scenario& scenario, Currency a, Currency b) {
  return std::ranges::any_of(scenario.fx, [&](const RatePath& rate) {
    return (rate.numerator == a && rate.denominator == b) ||
           (rate.numerator == b && rate.denominator == a);
  });
}

std::optional<double> direct_rate(const Scenario& scenario, Currency of, Currency one, Day day) {
  if (of == one) return 1.0;
  for (const RatePath& rate : scenario.fx) {
    const Decimal* const value = rate.values.at(day);
    if (value == nullptr) continue;
    if (rate.numerator == of && rate.denominator == one) return to_double(*value);
    if (rate.numerator == one && rate.denominator == of) return 1 / to_double(*value);
  }
  return std::nullopt;
}

}  // namespace

std::vector<NeededRate> needed_rates(const Scenario& scenario) {
  return Needs(scenario).collect();
}

std::set<Currency> named_currencies(const Scenario& scenario) {
  std::set<Currency> named{scenario.currency.contract};
  for (const NeededRate& rate : needed_rates(scenario)) {
    named.insert(rate.from);
    named.insert(rate.to);
  }
  return named;
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

std::optional<double> units_for_one(const Scenario& scenario, Currency of, Currency one, Day day) {
  if (const auto direct = direct_rate(scenario, of, one, day)) return direct;
  const Currency pivot = pivot_of(scenario);
  const auto first = direct_rate(scenario, of, pivot, day);
  const auto second = direct_rate(scenario, pivot, one, day);
  return first && second ? std::optional(*first * *second) : std::nullopt;
}

bool convertible(const Scenario& scenario, Currency from, Currency to) {
  if (from == to || has_rate(scenario, from, to)) return true;
  const Currency pivot = pivot_of(scenario);
  return has_rate(scenario, from, pivot) && has_rate(scenario, pivot, to);
}

}  // namespace setoff::simulator
