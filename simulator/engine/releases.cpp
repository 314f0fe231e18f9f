#include "simulator/engine/releases.h"

#include <algorithm>

#include "simulator/engine/views.h"
#include "simulator/scenario/identities.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

std::optional<std::string> payee_name(const Scenario& scenario, PartyRef payee) {
  return payee.valid() ? std::optional(name_of(scenario, payee)) : std::nullopt;
}
std::optional<std::string> payee_name(const Scenario& scenario,
                                      const std::optional<PartyRef>& payee) {
  return payee ? payee_name(scenario, *payee) : std::nullopt;
}

std::string id_of(std::string_view verb, std::string_view release) {
  constexpr std::string_view kKind = "release-";
  if (release.starts_with(kKind)) release.remove_prefix(kKind.size());
  return shortened_name(std::string(verb) + "-" + std::string(release));
}

std::int64_t free_money(const Scenario& scenario, const DayContext& today, AccountRef account,
                        std::optional<LineRef> line) {
  const std::string name = name_of(scenario, account);
  std::int64_t sum = 0;
  for (std::uint32_t i = 0; i < scenario.exports.size(); ++i) {
    if (line && *line != LineRef(i)) continue;
    sum += std::max<std::int64_t>(
        0, free_on(today.state(), name, name_of(scenario, LineRef(i)), today.day));
  }
  return sum;
}

Result<std::vector<std::int64_t>> spread_by_free(const Scenario& scenario, const DayContext& today,
                                                 AccountRef account, std::optional<LineRef> line,
                                                 std::int64_t amount) {
  std::vector<std::int64_t> weights(scenario.exports.size(), 0);
  if (line) {
    weights[line->index()] = 1;
    return split(amount, weights);
  }
  bool any = false;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    weights[i] = free_money(scenario, today, account, LineRef(i));
    any = any || weights[i] > 0;
  }
  if (!any) weights.front() = 1;
  return split(amount, weights);
}

bool ReleaseProcess::asks_today(std::size_t request, Day day) const {
  const ReleaseRequest& terms = scenario_.releases.requests[request];
  if (terms.date) return *terms.date == day;
  if (terms.when && !terms.when->holds(day)) return false;
  return period_begins(scenario_.time, terms.every, day);
}

Status ReleaseProcess::run_requests(DayContext& today) {
  std::vector<Retry> retries;
  std::swap(retries, retries_);
  for (Retry& retry : retries) {
    if (!retry.waits.stands(scenario_, today)) {
      SETOFF_TRY(refusal, request(today, retry.ask));
      if (!refusal) continue;
      retry.waits = Obstacle(scenario_, today, refusal, {retry.ask.account});
    }
    retries_.push_back(std::move(retry));
  }
  for (std::size_t i = 0; i < scenario_.releases.requests.size(); ++i)
    if (asks_today(i, today.day)) SETOFF_TRY_STATUS(submit_request(today, i));
  return Ok{};
}

Status ReleaseProcess::submit_request(DayContext& today, std::size_t request) {
  const ReleaseRequest& terms = scenario_.releases.requests[request];
  const std::string identity = identity_of(scenario_, terms);
  const Currency currency = scenario_.account(terms.account).currency;
  const std::int64_t free = free_money(scenario_, today, terms.account, terms.line);
  std::int64_t wanted = 0;
  if (terms.amount) {
    SETOFF_TRY(amount, converted(today.state(), *terms.amount, currency, today.day));
    wanted = terms.date ? amount.minor() : std::min(amount.minor(), free);
  } else {
    const std::string key = "request-share/" + identity + "/" + today.day.text();
    SETOFF_TRY(part, times(free, draws_.share(terms.share_of_free, key), Rounding::down));
    wanted = part;
  }
  if (wanted <= 0) return Ok{};
  SETOFF_TRY(parts, spread_by_free(scenario_, today, terms.account, terms.line, wanted));
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    if (parts[i] == 0) continue;
    const ReleaseAsk part{
        .name = shortened_name("release-" + identity + "-" + name_of(scenario_, LineRef(i)) + "-" +
                               today.day.text()),
        .account = terms.account,
        .line = LineRef(i),
        .amount = parts[i],
        .purpose = ledger_name(terms.purpose),
        .payee = payee_name(scenario_, terms.payee),
        .decide_on = std::nullopt};
    SETOFF_TRY(refusal, this->request(today, part));
    if (refusal && terms.date)
      retries_.push_back({part, Obstacle(scenario_, today, refusal, {part.account})});
  }
  return Ok{};
}

Result<std::optional<Code>> ReleaseProcess::request(DayContext& today, const ReleaseAsk& ask) {
  const Currency currency = scenario_.account(ask.account).currency;
  const auto& queue = scenario_.releases.approval;
  SETOFF_TRY(answer, today.events.submit(
                         id_of("request", ask.name),
                         ReleaseRequested{.release = ask.name,
                                          .account = name_of(scenario_, ask.account),
                                          .line = name_of(scenario_, ask.line),
                                          .amount = Money(ask.amount, currency),
                                          .purpose = ask.purpose,
                                          .payee = ask.payee,
                                          .by = queue.by.empty() ? "requester" : queue.by.front(),
                                          .valid_until = kLastDay}));
  if (!answer.booked()) return answer.refusal;
  Pending pending{ask, today.day, Decimal(1, 0)};
  if (ask.decide_on) {
    pending.on = outside_stalls(std::max(*ask.decide_on, today.day));
    for_use_.insert(ask.name);
  } else {
    pending.on = decision_day(today.day, ask.name);
    pending.share = draws_.share(queue.approved_share, "approved-share/" + ask.name);
  }
  pending_.push_back(std::move(pending));
  return std::optional<Code>();
}

Day ReleaseProcess::outside_stalls(Day day) const {
  bool moved = true;
  while (moved) {
    moved = false;
    for (const auto& stall : scenario_.releases.approval.stalls) {
      if (!stall.holds(day)) continue;
      day = stall.to + 1;
      moved = true;
    }
  }
  return day;
}

Day ReleaseProcess::decision_day(Day asked, const std::string& name) const {
  Day day = draws_.after(scenario_.time.workdays, asked, scenario_.releases.approval.lag,
                         "approval-lag/" + name);
  for (const auto& shock : scenario_.shocks) {
    if (shock.target == ShockTarget::approval_lag && shock.when.holds(asked))
      day = day + shock.add_days;
  }
  return outside_stalls(std::max(day, asked));
}

Status ReleaseProcess::run_approvals(DayContext& today) {
  approved_.clear();
  std::vector<Pending> pending;
  std::swap(pending, pending_);
  for (auto& item : pending) {
    if (item.on > today.day || stands(item.waits, scenario_, today)) {
      pending_.push_back(std::move(item));
      continue;
    }
    item.waits.reset();
    SETOFF_TRY(refusal, decide(today, item));
    if (!refusal) continue;
    item.waits = Obstacle(scenario_, today, refusal, {item.ask.account});
    item.on = outside_stalls(today.day + 1);
    pending_.push_back(std::move(item));
  }
  return Ok{};
}

Result<std::optional<Code>> ReleaseProcess::decide(DayContext& today, const Pending& pending) {
  const ReleaseAsk& ask = pending.ask;
  const auto& queue = scenario_.releases.approval;
  const Currency currency = scenario_.account(ask.account).currency;
  const std::string by = queue.by.size() < 2 ? "approver" : queue.by[1];
  SETOFF_TRY(minor, times(ask.amount, pending.share, Rounding::down));
  if (minor == 0) {
    SETOFF_TRY(answer, today.events.submit(id_of("deny", ask.name),
                                           ReleaseDenied{.release = ask.name,
                                                         .amount = Money(ask.amount, currency),
                                                         .by = by,
                                                         .reason = {"nothing was approved"}}));
    return answer.refusal;
  }
  const Day end =
      queue.valid_for_days > 0 ? std::min(kLastDay, today.day + queue.valid_for_days) : kLastDay;
  SETOFF_TRY(answer,
             today.events.submit(id_of("approve", ask.name),
                                 ReleaseApproved{.release = ask.name,
                                                 .amount = Money(minor, currency),
                                                 .by = by,
                                                 .valid_until = end,
                                                 .final = true,
                                                 .reference = {"approval of " + ask.name}}));
  if (!answer.booked()) return answer.refusal;
  approved_.push_back({ask.name, ask.account, ask.line, today.day, ask.decide_on.has_value()});
  SETOFF_TRY(value, converted(today.state(), Money(minor, currency), scenario_.currency.contract,
                              today.day));
  today.flows.released += value.minor();
  return std::optional<Code>();
}

}  // namespace setoff::simulator
