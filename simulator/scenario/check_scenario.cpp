#include "simulator/scenario/checks.h"

#include <set>

#include "simulator/scenario/identities.h"

namespace setoff::simulator {

namespace {

void check_names(const CheckContext& file) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < file.scenario.expectations.size(); ++i) {
    const std::string& name = file.scenario.expectations[i].name;
    if (names.insert(name).second) continue;
    file.error(item_path("expect", i) + ".name", "duplicate_name",
               "two expectations are named '" + name + "'");
  }
}

void check_limits(const CheckContext& file) {
  for (const AccountLimit& limit : file.scenario.limits) {
    const ScenarioAccount& account = file.scenario.account(limit.account);
    for (const auto& step : limit.amount.steps) {
      if (step.value.kind() == account.currency) continue;
      file.error("limits." + limit.name + ".amount", "currency_mismatch",
                 "limits." + limit.name + " is " + step.value.text() + ", and the account '" +
                     account.name + "' is in " + std::string(account.currency.code()));
      break;
    }
  }
}

// The books convert only between different currencies and transfer only within one.
void check_currencies(const CheckContext& file) {
  const auto report = [&](AccountRef from, AccountRef to, const std::string& path, bool same) {
    const ScenarioAccount& paying = file.scenario.account(from);
    const ScenarioAccount& taking = file.scenario.account(to);
    if ((paying.currency == taking.currency) == same) return;
    file.error(path, "currency_mismatch",
               "'" + paying.name + "' is in " + std::string(paying.currency.code()) + " and '" +
                   taking.name + "' in " + std::string(taking.currency.code()),
               "money is converted between two currencies and transferred within one");
  };
  const Releases& releases = file.scenario.releases;
  for (std::size_t i = 0; i < releases.conversions.size(); ++i)
    report(releases.conversions[i].from, releases.conversions[i].to,
           item_path("releases.conversions", i) + ".to", false);
  for (const Transfer& transfer : releases.transfers)
    report(transfer.from, transfer.to, "releases.transfers", true);
}

// Reports what the language can express but the books cannot represent yet: ignoring such a key
// would silently give a wrong result.
void check_simulated(const CheckContext& file) {
  const auto check_take_or_pay = [&](const Contract& contract) {
    if (contract.take_or_pay_share.mantissa() != 0)
      file.error(contract.path() + ".take_or_pay", "not_simulated",
                 "claims for what was not taken are not simulated yet",
                 "write take_or_pay: 0 %, or remove the key");
  };
  for (const Purchase& purchase : file.scenario.purchases)
    check_take_or_pay(purchase.contract);
  const Contract& first = file.scenario.exports.front();
  for (const Contract& line : file.scenario.exports) {
    const std::string path = line.path();
    check_take_or_pay(line);
    if (line.grace_days != first.grace_days)
      file.error(path + ".invoice.grace", "not_simulated",
                 path + ".invoice.grace is " + std::to_string(line.grace_days) +
                     " days and exports." + first.name + ".invoice.grace " +
                     std::to_string(first.grace_days) +
                     " days; grace periods that differ by line are not simulated yet",
                 "give all lines the same grace");
  }
}

void check_seed(const CheckContext& file) {
  if (file.draws && !file.seed_given)
    file.error("scenario", "missing_seed",
               "the file draws numbers (a law is given), but has no `seed`",
               "add seed: 1399, or any whole number");
}

}  // namespace

void check_scenario(const CheckContext& file) {
  check_rates(file);
  check_data(file);
  check_names(file);
  check_limits(file);
  check_currencies(file);
  check_parties(file);
  check_two_way(file);
  check_identities(file.scenario, file.tree, file.diagnostics);
  check_simulated(file);
  check_seed(file);
  warn_outside(file);
  warn_accounts(file);
  warn_releases(file);
  warn_windows(file);
  warn_conduct(file);
  warn_clipping(file);
}

}  // namespace setoff::simulator
