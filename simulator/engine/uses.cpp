#include "simulator/engine/uses.h"

#include <algorithm>

#include "simulator/engine/views.h"
#include "simulator/scenario/business_days.h"

namespace setoff::simulator {

namespace {

// The last day on which a request with the usual lag is decided by `date`.
Day asking_day(const Scenario& scenario, Day date) {
  Day ask = date;
  while (ask > scenario.time.from &&
         after(scenario.time.workdays, ask, scenario.releases.approval.lag) > date)
    ask = ask - 1;
  return ask;
}

std::int64_t sum_of(const std::vector<LiveRelease>& releases) {
  std::int64_t sum = 0;
  for (const auto& release : releases)
    sum += release.open;
  return sum;
}

}  // namespace

UseProcess::UseProcess(const Scenario& scenario) : scenario_(scenario) {
  for (std::size_t i = 0; i < scenario.releases.uses.size(); ++i) {
    const Day date = scenario.releases.uses[i].date;
    if (date < scenario.time.from) continue;
    uses_.push_back({.index = i, .ask_on = asking_day(scenario, date), .pay_on = date});
  }
}

std::vector<LiveRelease> UseProcess::fitting(const DayContext& today,
                                             const ReleaseProcess& release_process,
                                             const Use& use) const {
  const auto& terms = scenario_.releases.uses[use.index];
  const auto payee = payee_name(scenario_, terms.payee);
  auto found = live_releases(today.state(), name_of(scenario_, terms.account), today.day);
  std::erase_if(found, [&](const LiveRelease& release) {
    return release.open <= 0 || release.purpose != ledger_name(terms.purpose) ||
           (release.payee && release.payee != payee) ||
           (terms.line && release.line != name_of(scenario_, *terms.line)) ||
           release_process.is_for_use(release.name);
  });
  return found;
}

Status UseProcess::run_requests(DayContext& today, ReleaseProcess& release_process) {
  for (auto& use : uses_)
    if (use.ask_on == today.day && use.left != 0)
      SETOFF_TRY_STATUS(request_money(today, release_process, use));
  return Ok{};
}

Status UseProcess::request_money(DayContext& today, ReleaseProcess& release_process, Use& use) {
  const auto& terms = scenario_.releases.uses[use.index];
  const Currency currency = scenario_.account(terms.account).currency;
  SETOFF_TRY(amount, converted(today.state(), terms.amount, currency, today.day));
  const std::int64_t whole = use.left < 0 ? amount.minor() : use.left + use.paid;
  const bool last_call = today.day >= use.pay_on;
  if (!last_call && free_money(scenario_, today, terms.account, terms.line) < whole) {
    use.ask_on = use.pay_on;  // approvals of its purpose may pay then; if not, it asks again
    return Ok{};
  }
  if (last_call && use.releases.empty() && sum_of(fitting(today, release_process, use)) >= whole)
    return Ok{};
  return request_parts(today, release_process, use, whole - use.asked);
}

// One request per line. A refused one is repeated under a new name.
Status UseProcess::request_parts(DayContext& today, ReleaseProcess& release_process, Use& use,
                                 std::int64_t amount) {
  const auto& terms = scenario_.releases.uses[use.index];
  use.unasked = false;
  if (amount <= 0) return Ok{};
  SETOFF_TRY(parts, spread_by_free(scenario_, today, terms.account, terms.line, amount));
  const std::string again = use.asks++ == 0 ? "" : "-" + std::to_string(use.asks);
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    if (parts[i] == 0) continue;
    const ReleaseAsk part{.name = shortened_name("use-" + ledger_name(terms.name) + "-" +
                                                 name_of(scenario_, LineRef(i)) + again),
                          .account = terms.account,
                          .line = LineRef(i),
                          .amount = parts[i],
                          .purpose = ledger_name(terms.purpose),
                          .payee = payee_name(scenario_, terms.payee),
                          .decide_on = use.pay_on};
    SETOFF_TRY(refusal, release_process.request(today, part));
    if (refusal) {
      use.unasked = true;
      continue;
    }
    use.releases.push_back(part.name);
    use.asked += parts[i];
  }
  return Ok{};
}

Status UseProcess::run_day(DayContext& today, ReleaseProcess& release_process) {
  for (auto& use : uses_) {
    if (use.left == 0 || today.day < use.pay_on) continue;
    const auto approved = static_cast<std::size_t>(
        std::ranges::count_if(release_process.approved_today(), [&](const ApprovedRelease& a) {
          return std::ranges::find(use.releases, a.name) != use.releases.end();
        }));
    use.approved += approved;
    if (approved == 0 && stands(use.waits, scenario_, today)) continue;
    use.waits.reset();
    SETOFF_TRY_STATUS(pay(today, release_process, use));
    if (use.left == 0) continue;
    use.waits =
        Obstacle(scenario_, today, std::nullopt, {scenario_.releases.uses[use.index].account});
    if (use.unasked) use.ask_on = today.day + 1;
  }
  return Ok{};
}

Status UseProcess::pay(DayContext& today, ReleaseProcess& release_process, Use& use) {
  const auto& terms = scenario_.releases.uses[use.index];
  if (use.left < 0) {
    SETOFF_TRY(amount, converted(today.state(), terms.amount,
                                 scenario_.account(terms.account).currency, today.day));
    use.left = amount.minor();
  }
  auto money = fitting(today, release_process, use);
  if (!use.releases.empty()) {
    money = live_releases(today.state(), name_of(scenario_, terms.account), today.day);
    std::erase_if(money, [&](const LiveRelease& release) {
      return std::ranges::find(use.releases, release.name) == use.releases.end();
    });
  } else if (sum_of(money) < use.left) {
    return Ok{};
  }
  bool refused = false;
  for (const auto& release : money) {
    const std::int64_t part = std::min(release.open, use.left);
    if (part <= 0) continue;
    SETOFF_TRY(booked, pay_from(today, use, release, part));
    if (booked) {
      use.left -= part;
      if (!use.releases.empty()) use.paid += part;
    }
    refused = refused || !booked;
  }
  if (use.left > 0 && !refused) close_or_ask_again(today, use);
  return Ok{};
}

// If everything requested is decided and spent but the amount is not reached, the rate has moved
// against the approved sum: pay no more than was approved. Request again what lapsed unspent.
void UseProcess::close_or_ask_again(DayContext& today, Use& use) const {
  if (use.releases.empty() || use.unasked || use.approved < use.releases.size()) return;
  if (use.asked > use.paid) {
    use.asked = use.paid;
    use.unasked = true;
    return;
  }
  today.events.add_note("uses." + scenario_.releases.uses[use.index].name +
                        ": paid up to what was approved");
  use.left = 0;
}

// The payment is named by the use, the line and a counter: several uses may spend one approval, and
// one use may spend several.
Result<bool> UseProcess::pay_from(DayContext& today, Use& use, const LiveRelease& release,
                                  std::int64_t amount) {
  const auto& terms = scenario_.releases.uses[use.index];
  const Money money(amount, scenario_.account(terms.account).currency);
  const std::string name = shortened_name("pay-" + ledger_name(terms.name) + "-" + release.line +
                                          "-" + std::to_string(use.payments + 1));
  SETOFF_TRY(answer,
             today.events.submit(
                 name, PurposePaid{.payment = name,
                                   .release = release.name,
                                   .account = name_of(scenario_, terms.account),
                                   .purpose = ledger_name(terms.purpose),
                                   .payee = payee_name(scenario_, terms.payee).value_or("payee"),
                                   .amount = money}));
  if (!answer.booked()) return false;
  ++use.payments;
  paid_.push_back({today.day, terms.purpose, money});
  return true;
}

}  // namespace setoff::simulator
