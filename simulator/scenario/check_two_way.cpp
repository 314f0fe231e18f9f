// Checks of what the home side buys on open account, of settlements and of interest on clearing
// balances: what the books would refuse on every day is an error.

#include <algorithm>
#include <set>

#include "simulator/scenario/checks.h"

namespace setoff::simulator {

namespace {

void check_purchase(const CheckContext& file, const Purchase& purchase) {
  const Scenario& scenario = file.scenario;
  const Contract& contract = purchase.contract;
  const ScenarioAccount& account = scenario.account(purchase.account);
  if (account.use == AccountUse::deposit)
    file.error(contract.path() + ".account", "not_accepted",
               "'" + account.name +
                   "' is restricted: it pays only under an approval, which a purchase on open "
                   "account does not have",
               "buy it under `imports`, or name a clearing or reserve account");
  for (const Contract& line : scenario.exports)
    if (line.name == contract.name)
      file.error(contract.path(), "duplicate_name",
                 "an export and a purchase are both named '" + contract.name +
                     "', and so would be their invoices",
                 "give one of them another name");
  if (!scenario.imports) return;
  for (const Good& good : scenario.imports->goods)
    if (good.name == contract.name)
      file.error(contract.path(), "duplicate_name",
                 "a good of `imports` and a purchase are both named '" + contract.name + "'",
                 "give one of them another name");
}

bool has_swing(const Scenario& scenario, AccountRef account) {
  return std::ranges::any_of(scenario.limits, [&](const AccountLimit& limit) {
    return limit.account == account && limit.kind == LimitKind::swing;
  });
}

// Whether a limit that refuses is at or below every one that reports, on the first day.
bool refuses_first(const Scenario& scenario, AccountRef account) {
  std::optional<std::int64_t> refused;
  std::optional<std::int64_t> reported;
  for (const AccountLimit& limit : scenario.limits) {
    const Money* const amount = limit.amount.at(scenario.time.from);
    if (limit.account != account || limit.kind != LimitKind::swing || amount == nullptr) continue;
    auto& least = limit.on_excess == OnExcess::refuse ? refused : reported;
    least = std::min(least.value_or(amount->minor()), amount->minor());
  }
  return refused && (!reported || *refused <= *reported);
}

void check_settled_account(const CheckContext& file, const Settlement& settlement, AccountRef ref) {
  const Scenario& scenario = file.scenario;
  const std::string path = "settlement." + settlement.name;
  const ScenarioAccount& account = scenario.account(ref);
  const ScenarioAccount& first = scenario.account(settlement.accounts.front());
  if (account.use != AccountUse::clearing)
    file.error(path + ".account", "not_clearing",
               "'" + account.name + "' is no clearing account, and has no balance to settle",
               "name an account of the kind `clearing`");
  if (ref == settlement.through)
    file.error(path + ".through", "conflicting_keys",
               "a balance is settled through another account, not through itself");
  if (account.currency != first.currency)
    file.error(path + ".account", "currency_mismatch",
               "'" + first.name + "' is in " + std::string(first.currency.code()) + " and '" +
                   account.name + "' in " + std::string(account.currency.code()) +
                   ": balances in two currencies are not netted",
               "settle them apart, or keep the accounts in one currency");
  if (settlement.at_least && settlement.at_least->kind() != account.currency)
    file.error(path + ".at_least", "currency_mismatch",
               path + ".at_least is " + settlement.at_least->text() + ", and the account '" +
                   account.name + "' is in " + std::string(account.currency.code()));
  if (!settlement.slices.empty() && settlement.slices.front().up_to.kind() != account.currency)
    file.error(item_path(path + ".slices", 0), "currency_mismatch",
               path + ".slices are in " +
                   std::string(settlement.slices.front().up_to.kind().code()) +
                   ", and the account '" + account.name + "' is in " +
                   std::string(account.currency.code()));
  if (settlement.part != SettledPart::excess) return;
  if (!has_swing(scenario, ref))
    file.error(path + ".what", "no_swing",
               "'" + account.name + "' has no swing limit that its balance could exceed",
               "add one under `limits`, with on_excess: report, or settle the balance");
  if (refuses_first(scenario, ref))
    file.warning(path + ".what", "never_acts",
                 "a swing limit of '" + account.name +
                     "' refuses what exceeds it, so that there is hardly an excess to settle",
                 "let the limit say on_excess: report");
}

// The export lines whose money a clearing account holds.
std::set<LineRef> lines_on(const Scenario& scenario, AccountRef account) {
  std::set<LineRef> lines;
  for (const LineOpening& opening : scenario.account(account).openings)
    lines.insert(opening.line);
  for (const LineAccount& paid : scenario.payments.accounts)
    if (paid.account == account) lines.insert(paid.line);
  for (const Purchase& purchase : scenario.purchases)
    if (purchase.account == account) lines.insert(purchase.line);
  return lines;
}

void check_settlement(const CheckContext& file, const Settlement& settlement) {
  const std::string path = "settlement." + settlement.name;
  const ScenarioAccount& through = file.scenario.account(settlement.through);
  if (through.use == AccountUse::deposit)
    file.error(path + ".through", "not_accepted",
               "'" + through.name + "' is restricted, and a balance is settled in free money",
               "name an account of the kind `reserve`");
  std::set<AccountRef> seen;
  for (const AccountRef account : settlement.accounts) {
    if (!seen.insert(account).second)
      file.error(path + ".account", "duplicate_name",
                 "'" + file.scenario.account(account).name + "' is listed twice");
    check_settled_account(file, settlement, account);
  }
}

void check_free_part(const CheckContext& file, std::size_t index) {
  const AccountInterest& interest = file.scenario.interest[index];
  if (!interest.beyond) return;
  const ScenarioAccount& account = file.scenario.account(interest.account);
  const std::string path = item_path("fx.interest", index) + ".beyond";
  if (account.use != AccountUse::clearing)
    file.error(path, "not_clearing", "'" + account.name + "' is no clearing account",
               "only a clearing balance has a part that bears no interest");
  if (interest.beyond->amount && interest.beyond->amount->kind() != account.currency)
    file.error(path, "currency_mismatch",
               path + " is " + interest.beyond->amount->text() + ", and the account '" +
                   account.name + "' is in " + std::string(account.currency.code()));
  if (!interest.beyond->amount && !has_swing(file.scenario, interest.account))
    file.error(path, "no_swing", "'" + account.name + "' has no swing limit",
               "add one under `limits`, or write an amount of money");
  if (lines_on(file.scenario, interest.account).size() > 1)
    file.error(path, "not_simulated",
               "several export lines share '" + account.name +
                   "', and the part that bears no interest is not divided among them yet",
               "give each line an account of its own");
}

}  // namespace

void check_two_way(const CheckContext& file) {
  for (const Purchase& purchase : file.scenario.purchases)
    check_purchase(file, purchase);
  for (const Settlement& settlement : file.scenario.settlements)
    check_settlement(file, settlement);
  for (std::size_t i = 0; i < file.scenario.interest.size(); ++i)
    check_free_part(file, i);
}

}  // namespace setoff::simulator
