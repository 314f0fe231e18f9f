#include "simulator/engine/supply.h"

#include <algorithm>

#include "simulator/engine/views.h"
#include "simulator/scenario/evaluate.h"

namespace setoff::simulator {

namespace {

bool acts_on(const SupplyRule& rule, LineRef line) {
  return !rule.purchase && rule.line.value_or(line) == line;
}
bool acts_on(const SupplyRule& rule, PurchaseRef purchase) {
  return rule.purchase == purchase;
}

}  // namespace

SupplyResponse::SupplyResponse(const Scenario& scenario)
    : scenario_(scenario), standings_(scenario.supply_response.size()) {}

std::vector<LineRef> SupplyResponse::lines_of(const SupplyRule& rule) const {
  if (rule.purchase) return {};
  if (rule.line) return {*rule.line};
  std::vector<LineRef> all;
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i)
    all.emplace_back(i);
  return all;
}

Result<std::int64_t> SupplyResponse::overdue(const State& state, const SupplyRule& rule,
                                             Day day) const {
  std::int64_t sum = 0;
  for (const LineRef line : lines_of(rule)) {
    const auto next = checked_add(sum, claims_on(state, name_of(scenario_, line), day).overdue);
    if (!next) return Error(Code::overflow, "overdue claims do not fit into 64 bits");
    sum = *next;
  }
  return sum;
}

// Restricted money that no approval covers, in the currency of the rule.
Result<Exact> SupplyResponse::blocked(const State& state, const SupplyRule& rule, Day day) const {
  Exact sum;
  for (const auto& account : scenario_.accounts) {
    if (account.use != AccountUse::deposit) continue;
    for (const LineRef line : lines_of(rule)) {
      const auto split =
          deposit_on(state, ledger_name(account.name), name_of(scenario_, line), day);
      const std::int64_t idle = split.restricted() + split.requested;
      if (idle == 0) continue;
      SETOFF_TRY(value, value_on(state, Money(idle, account.currency), rule.amount.kind(), day));
      SETOFF_TRY(total, sum.plus(value));
      sum = total;
    }
  }
  return sum;
}

Result<std::int64_t> SupplyResponse::balance(const State& state, const SupplyRule& rule,
                                             Day day) const {
  const Money held(balance_on(scenario_, state, rule.account, day),
                   scenario_.account(rule.account).currency);
  SETOFF_TRY(value, converted(state, held, rule.amount.kind(), day));
  return value.minor();
}

Result<bool> SupplyResponse::triggered(const State& state, const SupplyRule& rule, Day day) const {
  switch (rule.trigger) {
    case TriggerKind::overdue_amount: {
      SETOFF_TRY(threshold, converted(state, rule.amount, scenario_.currency.contract, day));
      SETOFF_TRY(open, overdue(state, rule, day));
      return open >= threshold.minor();
    }
    case TriggerKind::overdue_age: {
      for (const LineRef line : lines_of(rule)) {
        const auto claims = claims_on(state, name_of(scenario_, line), day);
        const int grace = rules_on(state, day).grace_days;
        if (claims.overdue > 0 && day - (claims.oldest_overdue + grace) >= rule.days) return true;
      }
      return false;
    }
    case TriggerKind::blocked_amount: {
      SETOFF_TRY(sum, blocked(state, rule, day));
      SETOFF_TRY(minor, sum.round(rule.amount.kind().scale(), scenario_.currency.rounding));
      return minor >= rule.amount.minor();
    }
    case TriggerKind::balance_above: {
      SETOFF_TRY(sum, balance(state, rule, day));
      return sum >= rule.amount.minor();
    }
    case TriggerKind::balance_below: {
      SETOFF_TRY(sum, balance(state, rule, day));
      return sum <= rule.amount.minor();
    }
  }
  return false;
}

void SupplyResponse::advance(const SupplyRule& rule, RuleState& standing, bool holds, Day day) {
  if (holds) {
    standing.clear_since.reset();
    if (!standing.holds_since) standing.holds_since = day;
    if (!standing.cutting && day - *standing.holds_since >= rule.notice_days) {
      standing.cutting = true;
      for (const LineRef line : lines_of(rule))
        begun_.push_back(line);
    }
    return;
  }
  standing.holds_since.reset();
  if (!standing.clear_since) standing.clear_since = day;
  if (day - *standing.clear_since >= rule.restore_after_days) standing.cutting = false;
}

Status SupplyResponse::run_day(DayContext& today) {
  begun_.clear();
  if (scenario_.flows != Flows::behavioural) return Ok{};
  for (std::size_t i = 0; i < standings_.size(); ++i) {
    const SupplyRule& rule = scenario_.supply_response[i];
    if (rule.when && !rule.when->holds(today.day)) {
      standings_[i] = RuleState{};
      continue;
    }
    SETOFF_TRY(holds, triggered(today.state(), rule, today.day));
    advance(rule, standings_[i], holds, today.day);
  }
  std::ranges::sort(begun_);
  const auto [first, last] = std::ranges::unique(begun_);
  begun_.erase(first, last);
  return Ok{};
}

template <class Ref>
bool SupplyResponse::any_cut(Ref contract) const {
  for (std::size_t i = 0; i < standings_.size(); ++i)
    if (standings_[i].cutting && acts_on(scenario_.supply_response[i], contract)) return true;
  return false;
}

bool SupplyResponse::cuts(LineRef line) const {
  return any_cut(line);
}

bool SupplyResponse::cuts(PurchaseRef purchase) const {
  return any_cut(purchase);
}

template <class Ref>
Result<Quantity> SupplyResponse::flow_after_cuts(Ref contract, Quantity stated) const {
  Quantity flow = stated;
  for (std::size_t i = 0; i < standings_.size(); ++i) {
    const auto& rule = scenario_.supply_response[i];
    if (!standings_[i].cutting || !acts_on(rule, contract)) continue;
    SETOFF_TRY(left, apply_cut(flow, rule.change, scenario_.currency.rounding));
    flow = left;
  }
  return flow;
}

Result<Quantity> SupplyResponse::flow(LineRef line, Quantity stated) const {
  return flow_after_cuts(line, stated);
}

Result<Quantity> SupplyResponse::flow(PurchaseRef purchase, Quantity stated) const {
  return flow_after_cuts(purchase, stated);
}

}  // namespace setoff::simulator
