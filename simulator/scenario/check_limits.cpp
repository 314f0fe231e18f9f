// Checks of limits: that their kind fits the account, that two of one account do not contradict
// each other, and that one which follows trade has a trade to follow.

#include <algorithm>

#include "simulator/scenario/check_places.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

namespace {

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

// A swing is of a balance on which either side may owe; only money under an approval is spent.
bool check_limit_kind(const CheckContext& file, const AccountLimit& limit) {
  const ScenarioAccount& account = file.scenario.account(limit.account);
  const std::string path = "limits." + limit.name + ".account";
  if (limit.kind == LimitKind::swing && account.use != AccountUse::clearing) {
    file.error(path, "not_clearing",
               "a swing is the most that either side may owe, and on '" + account.name +
                   "' neither side owes anything",
               "name an account of the kind `clearing`, or write kind: cap or kind: floor");
    return false;
  }
  if (limit.kind == LimitKind::spend && account.use != AccountUse::deposit) {
    file.error(path, "not_restricted",
               "'" + account.name +
                   "' is not restricted, and a spend limit counts what is paid under approvals",
               "name an account of the kind `restricted`");
    return false;
  }
  return true;
}

void check_limit_currency(const CheckContext& file, const AccountLimit& limit) {
  const ScenarioAccount& account = file.scenario.account(limit.account);
  const std::string path = "limits." + limit.name + ".amount";
  for (const auto& step : limit.amount.steps) {
    if (step.value.kind() == account.currency) continue;
    file.error_at(step_on(file, path, step.from), "currency_mismatch",
                  "limits." + limit.name + " is " + written_at(file, path, step.value.text()) +
                      ", and the account '" + account.name + "' is in " +
                      std::string(account.currency.code()));
    return;
  }
}

// A day of the run on which both hold and the floor is above the cap.
std::optional<Day> day_of_conflict(const TimeFrame& time, const AccountLimit& floor,
                                   const AccountLimit& cap) {
  std::vector<Day> days{time.from};
  for (const AccountLimit* limit : {&floor, &cap})
    for (const auto& step : limit->amount.steps)
      if (step.from > time.from && step.from <= time.to) days.push_back(step.from);
  std::ranges::sort(days);
  for (const Day day : days) {
    const Money* const least = floor.amount.at(day);
    const Money* const most = cap.amount.at(day);
    if (least != nullptr && most != nullptr && least->kind() == most->kind() &&
        least->minor() > most->minor())
      return day;
  }
  return std::nullopt;
}

void check_floors_and_caps(const CheckContext& file) {
  for (const AccountLimit& floor : file.scenario.limits) {
    for (const AccountLimit& cap : file.scenario.limits) {
      if (floor.kind != LimitKind::floor || cap.kind != LimitKind::cap) continue;
      if (floor.account != cap.account || floor.then || cap.then) continue;
      const auto day = day_of_conflict(file.scenario.time, floor, cap);
      if (!day) continue;
      const std::string path = "limits." + cap.name + ".amount";
      file.diagnostics.warning(
          "unlikely", step_on(file, path, *day),
          "from " + day->text() + " the most that '" + file.scenario.account(cap.account).name +
              "' may hold is below limits." + floor.name + ", the least that must stay on it",
          "raise the cap, or lower the floor");
    }
  }
}

}  // namespace

void check_limits(const CheckContext& file) {
  for (const AccountLimit& limit : file.scenario.limits) {
    if (limit.then) check_followed_trade(file, limit);
    if (check_limit_kind(file, limit)) check_limit_currency(file, limit);
  }
  check_floors_and_caps(file);
}

}  // namespace setoff::simulator
