#include "simulator/scenario/checks.h"
#include "simulator/scenario/periods.h"

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

// A limit that follows a trade of nothing would be zero from its first change on.
void check_followed_trade(const CheckContext& file, const AccountLimit& limit) {
  const Scenario& scenario = file.scenario;
  const std::string path = "limits." + limit.name + ".then";
  const ScenarioAccount& account = scenario.account(limit.account);
  const bool sold = std::ranges::any_of(scenario.payments.accounts, [&](const LineAccount& of) {
    return of.account == limit.account;
  });
  const bool bought = std::ranges::any_of(
      scenario.purchases, [&](const Purchase& of) { return of.account == limit.account; });
  const TradeSide of = limit.then->of;
  if ((of == TradeSide::exports && !sold) || (of == TradeSide::purchases && !bought) ||
      (!sold && !bought))
    file.error(path + ".of", "never_acts",
               "no such trade is paid through '" + account.name +
                   "', and the limit would be zero from its first change on",
               "name the trade that the account pays");
  if (!period_begins(scenario.time, limit.then->every, scenario.time.from))
    file.warning(path + ".every", "part_period",
                 "the run begins within a period, so that the first change follows the trade of a "
                 "part of it",
                 "begin the run with the period, or bound the limit with at_least");
  for (const auto& [key, amount] :
       {std::pair("at_least", limit.then->at_least), std::pair("at_most", limit.then->at_most)})
    if (amount && amount->kind() != account.currency)
      file.error(path + "." + key, "currency_mismatch",
                 path + "." + key + " is " + amount->text() + ", and the account '" + account.name +
                     "' is in " + std::string(account.currency.code()));
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

void check_limits(const CheckContext& file) {
  for (const AccountLimit& limit : file.scenario.limits) {
    if (limit.then) check_followed_trade(file, limit);
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

// A rate of the bank's own must have to do with the currencies that are exchanged.
void check_bank_rate(const CheckContext& file, const ConversionTerms& terms,
                     const std::string& path) {
  if (!terms.rate) return;
  const Currency from = file.scenario.account(terms.from).currency;
  const Currency to = file.scenario.account(terms.to).currency;
  const auto& [numerator, denominator, values] = *terms.rate;
  const bool concerns =
      from == numerator || from == denominator || to == numerator || to == denominator;
  if (numerator == denominator || !concerns)
    file.error(path, "unit_mismatch",
               "the rate is in " + std::string(numerator.code()) + "/" +
                   std::string(denominator.code()) + ", and " + std::string(from.code()) +
                   " is converted to " + std::string(to.code()),
               "give the rate of one of these currencies");
  else if (values.at(file.scenario.time.from) == nullptr)
    file.error(path, "no_rate",
               "the rate has no value on the first day, " + file.scenario.time.from.text(),
               "let its first step begin on or before that day");
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
  for (std::size_t i = 0; i < releases.conversions.size(); ++i) {
    const std::string path = item_path("releases.conversions", i);
    report(releases.conversions[i].from, releases.conversions[i].to, path + ".to", false);
    check_bank_rate(file, releases.conversions[i], path + ".rate");
  }
  for (const Transfer& transfer : releases.transfers)
    report(transfer.from, transfer.to, "releases.transfers", true);
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
