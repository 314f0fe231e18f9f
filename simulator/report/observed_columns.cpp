#include "simulator/report/observed_columns.h"

#include <algorithm>
#include <span>

#include "simulator/report/columns.h"

namespace setoff::simulator {
namespace {

// A figure of the lines: the states that it sums.
struct StateSum {
  Observable what;
  std::string_view title;
  std::vector<ClaimPart> parts;
};

const StateSum* state_sum(Observable what) {
  using enum ClaimPart;
  static const StateSum kSums[] = {
      {Observable::overdue, "overdue", {overdue}},
      {Observable::open_claims, "owed by the buyer", {undue, due, overdue, disputed}},
      {Observable::disputed, "disputed", {disputed}},
      {Observable::penalties, "late fees", {penalty}},
      {Observable::at_banks,
       "at the banks",
       {restricted, requested, approved, converted, reserve, clearing}},
      {Observable::blocked, "blocked", {restricted, requested}}};
  const auto found = std::ranges::find(kSums, what, &StateSum::what);
  return found == std::end(kSums) ? nullptr : &*found;
}

const ScenarioAccount* account_of(const Scenario& scenario, const Observation& seen) {
  if (seen.account) return &scenario.account(*seen.account);
  return scenario.accounts.size() == 1 ? &scenario.accounts.front() : nullptr;
}

}  // namespace

ObservedColumns observed_columns(const RunRecord& record, const Observation& observation) {
  const Scenario& scenario = record.scenario();
  if (const StateSum* const sum = state_sum(observation.what)) {
    ObservedColumns of{{}, scenario.currency.reporting, std::string(sum->title)};
    const bool all = !observation.line;
    for (std::uint32_t i = 0; i < scenario.exports.size(); ++i) {
      if (!all && *observation.line != LineRef(i)) continue;
      for (const ClaimPart part : sum->parts)
        of.names.push_back(claims_column(scenario.exports[i].name, part));
    }
    of.title += all ? ", all lines" : ", " + title_of(scenario.line(*observation.line));
    return of;
  }
  const ScenarioAccount* const account = account_of(scenario, observation);
  if (account == nullptr) return {};
  if (observation.what == Observable::restricted)  // drawn on what is blocked, which includes it
    return {{"blocked." + account->name}, scenario.currency.reporting, "blocked"};
  const std::string_view group = observation.what == Observable::balance    ? "balance"
                                 : observation.what == Observable::swing    ? "swing"
                                 : observation.what == Observable::approved ? "approved"
                                                                            : "";
  if (group.empty()) return {};
  return {{std::string(group) + "." + account->name}, account->currency, std::string(group)};
}

std::string_view section_of(const RunRecord& record, const Observation& observation) {
  const ScenarioAccount* const account = account_of(record.scenario(), observation);
  switch (observation.what) {
    case Observable::overdue:
    case Observable::open_claims:
    case Observable::disputed:
    case Observable::penalties:
    case Observable::at_banks:
    case Observable::blocked:
    case Observable::restricted:
    case Observable::approved:
      return "blocked";
    case Observable::balance:
      return account != nullptr && account->use == AccountUse::clearing ? "clearing" : "accounts";
    case Observable::swing:
    case Observable::called:
    case Observable::settled:
    case Observable::consultations:
    case Observable::payables:
      return "clearing";
    case Observable::billed:
    case Observable::paid:
      return "quarters";
    case Observable::delivered:
    case Observable::delivered_value:
    case Observable::retained:
    case Observable::cut_days:
    case Observable::flow:
    case Observable::price:
    case Observable::purchased:
      return "deliveries";
    case Observable::paid_out:
    case Observable::landed:
    case Observable::landed_value:
    case Observable::share_financed:
      return "spent";
    case Observable::stock:
    case Observable::shortage_days:
      return "stocks";
    case Observable::home_money:
      return "home";
    case Observable::refusals:
      return "refusals";
    case Observable::imbalance:
      return "trial";
  }
  return "";
}

}  // namespace setoff::simulator
