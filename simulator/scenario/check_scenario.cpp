#include <set>

#include "ledger/text/nearest.h"
#include "simulator/scenario/identities.h"
#include "simulator/scenario/read_scenario.h"

namespace setoff::sim {

namespace {

Span span_of_key(const Node& tree, std::string_view key) {
  const Member* member = tree.find_member(key);
  return member != nullptr ? member->key_span : tree.span();
}

// Currencies that rates connect with `from`.
std::set<Currency> connected(const Scenario& scenario, Currency from) {
  std::set<Currency> out{from};
  for (bool grew = true; grew;) {
    grew = false;
    for (const RatePath& rate : scenario.fx) {
      const bool first = out.contains(rate.numerator);
      if (first == out.contains(rate.denominator)) continue;
      out.insert(first ? rate.denominator : rate.numerator);
      grew = true;
    }
  }
  return out;
}

struct Use {
  Currency currency;
  std::string where;
};

std::vector<Use> currencies_used(const Scenario& scenario) {
  std::vector<Use> out{{scenario.currency.payment, "currency.payment"},
                       {scenario.currency.reporting, "currency.reporting"}};
  for (const ExportLine& line : scenario.exports)
    out.push_back({line.price_currency, "exports." + line.name + ".price"});
  for (const BankAccount& account : scenario.accounts) {
    out.push_back({account.currency, "accounts." + account.name});
    for (const LineOpening& opening : account.openings)
      out.push_back({opening.amount.kind(), "accounts." + account.name + ".opening"});
  }
  for (const OpeningClaim& claim : scenario.claims)
    out.push_back({claim.amount.kind(), "openings.claims"});
  for (const RecordedPayment& payment : scenario.payments.recorded)
    out.push_back({payment.amount.kind(), "payments.recorded"});
  for (const BridgeLoan& bridge : scenario.payments.bridges)
    out.push_back({bridge.amount.kind(), "payments.bridges"});
  for (const ReleaseRequest& request : scenario.releases.requests) {
    if (request.amount) out.push_back({request.amount->kind(), "releases.requests"});
  }
  for (const PurposePayment& use : scenario.releases.uses)
    out.push_back({use.amount.kind(), "uses." + use.name});
  for (const SupplyRule& rule : scenario.supply_response) {
    if (rule.trigger != TriggerKind::overdue_age)
      out.push_back({rule.amount.kind(), "supply_response." + rule.name});
  }
  if (scenario.imports) {
    for (const Good& good : scenario.imports->goods)
      out.push_back({good.price_currency, "imports.goods." + good.name + ".price"});
  }
  for (const Expectation& expectation : scenario.expectations) {
    const auto currency = Currency::from(expectation.expected.commodity);
    if (currency) out.push_back({*currency, "expect: " + expectation.name});
  }
  return out;
}

void check_rates(const Scenario& scenario, const Node& tree, Diagnostics& diagnostics) {
  const std::set<Currency> known = connected(scenario, scenario.currency.contract);
  std::set<Currency> reported;
  for (const Use& use : currencies_used(scenario)) {
    if (known.contains(use.currency) || !reported.insert(use.currency).second) continue;
    const std::string code(use.currency.code());
    const std::string contract(scenario.currency.contract.code());
    diagnostics.error(
        "no_rate", span_of_key(tree, tree.find("fx") != nullptr ? "fx" : "currency"),
        use.where + " is in " + code + ", and fx.rates has no way from " + code + " to " + contract,
        {}, "add a rate such as " + contract + "/" + code + " under fx.rates");
  }
  for (const RatePath& rate : scenario.fx) {
    if (rate.values.at(scenario.time.from) != nullptr) continue;
    diagnostics.error(
        "no_rate", span_of_key(tree, "fx"),
        "the rate '" + rate.name + "' has no value on the first day, " + scenario.time.from.text(),
        {}, "let its first step begin on or before that day");
  }
}

// Paths that begin after the run does would stop it on its first day.
void check_begin(const Scenario& scenario, const Node& tree, Diagnostics& diagnostics) {
  const auto report = [&](std::string_view key, const std::string& path) {
    diagnostics.error("begins_late", span_of_key(tree, key),
                      path + " has no value on the first day, " + scenario.time.from.text(), {},
                      "let its first value begin on or before that day");
  };
  for (const ExportLine& line : scenario.exports) {
    const bool recorded = scenario.flows == Flows::recorded;
    const bool flows = line.quantity.at(scenario.time.from) != nullptr ||
                       (recorded && line.recorded.at(scenario.time.from) != nullptr);
    if (!flows) report("exports", "exports." + line.name + (recorded ? ".recorded" : ".quantity"));
    if (line.price.at(scenario.time.from) == nullptr)
      report("exports", "exports." + line.name + ".price");
  }
  if (!scenario.imports) return;
  for (const Good& good : scenario.imports->goods) {
    if (good.need.at(scenario.time.from) == nullptr)
      report("imports", "imports.goods." + good.name + ".need");
    if (good.price.at(scenario.time.from) == nullptr)
      report("imports", "imports.goods." + good.name + ".price");
  }
}

void check_names(const Scenario& scenario, const Node& tree, Diagnostics& diagnostics) {
  std::set<std::string> names;
  for (const Expectation& expectation : scenario.expectations) {
    if (names.insert(expectation.name).second) continue;
    diagnostics.error("duplicate_name", span_of_key(tree, "expect"),
                      "two expectations are named '" + expectation.name + "'");
  }
}

void check_limits(const Scenario& scenario, const Node& tree, Diagnostics& diagnostics) {
  for (const AccountLimit& limit : scenario.limits) {
    const Currency currency = scenario.account(limit.account).currency;
    for (const auto& step : limit.amount.steps) {
      if (step.value.kind() == currency) continue;
      diagnostics.error("currency_mismatch", span_of_key(tree, "limits"),
                        "limits." + limit.name + " is " + step.value.text() +
                            ", and the account '" + scenario.account(limit.account).name +
                            "' is in " + std::string(currency.code()));
      break;
    }
  }
}

// The books convert between two currencies and transfer within one.
void check_currencies(const Scenario& scenario, const Node& tree, Diagnostics& diagnostics) {
  const auto report = [&](AccountRef from, AccountRef to, std::string_view key, bool same) {
    const BankAccount& paying = scenario.account(from);
    const BankAccount& taking = scenario.account(to);
    if ((paying.currency == taking.currency) == same) return;
    diagnostics.error("currency_mismatch", span_of_key(tree, "releases"),
                      "releases." + std::string(key) + ": '" + paying.name + "' is in " +
                          std::string(paying.currency.code()) + " and '" + taking.name + "' in " +
                          std::string(taking.currency.code()),
                      {}, "money is converted between two currencies and transferred within one");
  };
  for (const Conversion& conversion : scenario.releases.conversions)
    report(conversion.from, conversion.to, "conversions", false);
  for (const Transfer& transfer : scenario.releases.transfers)
    report(transfer.from, transfer.to, "transfers", true);
}

// Money of a restricted account never goes to its owner. The books refuse payees of the home side;
// an owner elsewhere is known to the file alone.
void check_owners(const Scenario& scenario, const Node& tree, Diagnostics& diagnostics) {
  const auto check = [&](AccountRef account, PartyRef payee, std::string_view key,
                         const std::string& where) {
    const BankAccount& paying = scenario.account(account);
    if (paying.kind != AccountKind::restricted || paying.owner != payee) return;
    diagnostics.error("payee_is_owner", span_of_key(tree, key),
                      where + " would pay '" + scenario.party(payee).name +
                          "', the owner of the restricted account '" + paying.name + "'");
  };
  for (const ReleaseRequest& request : scenario.releases.requests)
    check(request.account, request.payee, "releases", "releases.requests");
  for (const PurposePayment& use : scenario.releases.uses)
    check(use.account, use.payee, "uses", "uses." + use.name);
  if (!scenario.imports) return;
  for (const Good& good : scenario.imports->goods)
    check(scenario.imports->account, good.supplier, "imports",
          "imports.goods." + good.name + ".supplier");
}

// What the language can say and the books cannot hold yet. A key that is read and then ignored
// would give a wrong answer without a word.
void check_simulated(const Scenario& scenario, const Node& tree, Diagnostics& diagnostics) {
  const ExportLine& first = scenario.exports.front();
  for (const ExportLine& line : scenario.exports) {
    if (line.take_or_pay_share.mantissa() != 0)
      diagnostics.error("not_simulated", span_of_key(tree, "exports"),
                        "exports." + line.name +
                            ".take_or_pay: claims for what was not taken are not simulated yet",
                        {}, "write take_or_pay: 0 %, or remove the key");
    if (line.grace_days != first.grace_days)
      diagnostics.error("not_simulated", span_of_key(tree, "exports"),
                        "exports." + line.name + ".invoice.grace is " +
                            std::to_string(line.grace_days) + " days and exports." + first.name +
                            ".invoice.grace " + std::to_string(first.grace_days) +
                            " days; grace periods that differ by line are not simulated yet",
                        {}, "give all lines the same grace");
  }
}

}  // namespace

void check_scenario(const Scenario& scenario, const Node& tree, bool draws, bool seed_given,
                    Diagnostics& diagnostics) {
  check_rates(scenario, tree, diagnostics);
  check_begin(scenario, tree, diagnostics);
  check_names(scenario, tree, diagnostics);
  check_limits(scenario, tree, diagnostics);
  check_currencies(scenario, tree, diagnostics);
  check_owners(scenario, tree, diagnostics);
  check_identities(scenario, tree, diagnostics);
  check_simulated(scenario, tree, diagnostics);
  if (draws && !seed_given)
    diagnostics.error("missing_seed", span_of_key(tree, "scenario"),
                      "the file draws numbers (a law is given), but has no `seed`", {},
                      "add seed: 1399, or any whole number");
  if (scenario.flows == Flows::behavioural && !scenario.payments.regular)
    diagnostics.warning("no_behaviour", span_of_key(tree, "payments"),
                        "with `flows: behavioural` and no payments.behaviour, nothing is paid "
                        "after the recorded payments");
}

}  // namespace setoff::sim
