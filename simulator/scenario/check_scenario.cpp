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

void check_monetisation(const CheckContext& file) {
  for (const Monetisation& issue : file.scenario.monetisation) {
    const ScenarioAccount& account = file.scenario.account(issue.account);
    const std::string path = "monetisation." + issue.name;
    if (account.use != AccountUse::deposit)
      file.error(path + ".account", "not_accepted", "no money is blocked on '" + account.name + "'",
                 "name an account of the kind `restricted`");
    if (issue.currency == account.currency)
      file.error(path + ".currency", "currency_mismatch",
                 "the home money is in " + std::string(issue.currency.code()) +
                     ", the currency of the account",
                 "name the currency of the home side");
  }
}

// Reports what the language can express but the books cannot represent yet: ignoring such a key
// would silently give a wrong result.
void check_simulated(const CheckContext& file) {
  for (const Purchase& purchase : file.scenario.purchases) {
    const auto refuse = [&](const std::string& key) {
      file.error(purchase.contract.path() + "." + key, "not_simulated",
                 "what the home side owes for anything but deliveries is not simulated yet",
                 "remove the key");
    };
    if (purchase.contract.take_or_pay) refuse("take_or_pay");
    if (!purchase.contract.breaches.empty()) refuse("breaches");
  }
  const Contract& first = file.scenario.exports.front();
  for (const Purchase& purchase : file.scenario.purchases) {
    const std::string path = purchase.contract.path() + ".invoice.grace";
    if (purchase.contract.grace_days == first.grace_days || !file.at(path).exists()) continue;
    file.error(path, "not_simulated",
               path + " is " + std::to_string(purchase.contract.grace_days) + " days and exports." +
                   first.name + ".invoice.grace " + std::to_string(first.grace_days) +
                   " days; grace periods that differ are not simulated yet",
               "give the purchase the grace of the exports");
  }
  for (const Contract& line : file.scenario.exports) {
    const std::string path = line.path();
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
  check_monetisation(file);
  check_conversions(file);
  check_shares(file);
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
  warn_unlikely(file);
  warn_at_once(file);
  warn_always_zero(file);
}

}  // namespace setoff::simulator
