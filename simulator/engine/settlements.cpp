#include "simulator/engine/settlements.h"

#include <algorithm>

#include "simulator/engine/periods.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/business_days.h"
#include "simulator/scenario/evaluate.h"

namespace setoff::simulator {

namespace {

int sign_of(std::int64_t amount) {
  return amount > 0 ? 1 : amount < 0 ? -1 : 0;
}

}  // namespace

Settlements::Settlements(const Scenario& scenario, const Draws& draws)
    : scenario_(scenario), draws_(draws), same_sign_(scenario.accounts.size()) {}

bool Settlements::calls_today(const Settlement& terms, Day day) const {
  return day != scenario_.time.from && period_begins(scenario_.time, terms.every, day);
}

std::int64_t Settlements::callable(const DayContext& today, const Settlement& terms,
                                   AccountRef account) const {
  const std::int64_t balance = balance_on(scenario_, today.state(), account, today.day);
  std::int64_t size = std::abs(balance);
  if (terms.part == SettledPart::excess)
    size -= swing_on(scenario_, today.state(), account, today.day).value_or(size);
  for (const Call& call : open_)
    for (const CalledBalance& other : call.balances)
      if (other.account == account && sign_of(other.amount) == sign_of(balance))
        size -= std::abs(other.amount);
  return sign_of(balance) * std::max(size, std::int64_t{0});
}

void Settlements::call(DayContext& today, std::size_t index) {
  const Settlement& terms = scenario_.settlements[index];
  std::vector<CalledBalance> balances;
  Int128 net = 0;
  for (const AccountRef account : terms.accounts) {
    const std::int64_t amount = callable(today, terms, account);
    net += amount;
    if (amount != 0) balances.push_back({account, amount});
  }
  if (balances.empty()) return;
  if (terms.at_least && (net < 0 ? -net : net) < terms.at_least->minor()) return;
  std::ranges::stable_sort(balances, std::ranges::greater{}, &CalledBalance::amount);
  for (const CalledBalance& called : balances)
    today.flows.accounts[called.account.index()].called += std::abs(called.amount);
  const std::string key = "settlement/" + terms.name + "-" + today.day.text();
  open_.push_back({index, draws_.after(scenario_.time.workdays, today.day, terms.after, key),
                   today.day, std::move(balances)});
}

Result<bool> Settlements::pay(DayContext& today, Call& call, CalledBalance& balance) {
  const Settlement& terms = scenario_.settlements[call.settlement];
  const Currency clearing = scenario_.account(balance.account).currency;
  const Currency paid = scenario_.account(terms.through).currency;
  const auto parts = parts_on(scenario_, today.state(), balance.account, today.day);
  for (std::uint32_t i = 0; i < parts.size() && balance.amount != 0; ++i) {
    if (sign_of(parts[i]) != sign_of(balance.amount)) continue;
    const Money settled(std::min(std::abs(parts[i]), std::abs(balance.amount)), clearing);
    SETOFF_TRY(amount, converted(today.state(), settled, paid, today.day));
    std::string name = "settlement-" + ledger_name(terms.name) + "-" + call.called.text();
    if (call.payments > 0) name += "-" + std::to_string(call.payments + 1);
    name = shortened_name(std::move(name));
    SETOFF_TRY(answer,
               today.events.submit(
                   name, SettlementPaid{.settlement = name,
                                        .account = name_of(scenario_, terms.through),
                                        .line = name_of(scenario_, LineRef(i)),
                                        .owed = std::nullopt,
                                        .clearing_account = name_of(scenario_, balance.account),
                                        .amount = amount,
                                        .settled = settled}));
    if (!answer.booked()) return false;
    ++call.payments;
    balance.amount -= sign_of(balance.amount) * settled.minor();
    today.flows.accounts[balance.account.index()].settled += settled.minor();
  }
  balance.amount = 0;  // what the account no longer shows was paid otherwise
  return true;
}

Status Settlements::pay(DayContext& today, Call& call) {
  for (CalledBalance& balance : call.balances) {
    SETOFF_TRY(done, pay(today, call, balance));
    if (!done) {
      call.on = retry_day(scenario_, today.day);
      break;
    }
  }
  std::erase_if(call.balances, [](const CalledBalance& balance) { return balance.amount == 0; });
  return Ok{};
}

void Settlements::count_month_end(DayContext& today, AccountRef account) {
  const int limit = scenario_.account(account).consult_after_months;
  if (limit == 0) return;
  auto& same = same_sign_[account.index()];
  const int sign = sign_of(balance_on(scenario_, today.state(), account, today.day));
  same.month_ends = sign != 0 && sign == same.sign ? same.month_ends + 1 : sign == 0 ? 0 : 1;
  same.sign = sign;
  if (same.month_ends < limit) return;
  same.month_ends = 0;
  today.flows.accounts[account.index()].consulted = true;
  today.events.add_note("the balance of " + scenario_.account(account).name + " has stood " +
                        (sign > 0 ? "in favour of" : "against") + " the home side on " +
                        std::to_string(limit) + " month ends: the two sides consult");
}

Status Settlements::run_day(DayContext& today) {
  for (std::size_t i = 0; i < scenario_.settlements.size(); ++i)
    if (calls_today(scenario_.settlements[i], today.day)) call(today, i);
  for (Call& call : open_)
    if (call.on <= today.day) SETOFF_TRY_STATUS(pay(today, call));
  std::erase_if(open_, [](const Call& call) { return call.balances.empty(); });
  return Ok{};
}

void Settlements::end_day(DayContext& today) {
  if (!month_ends(scenario_.time, today.day)) return;
  for (std::uint32_t i = 0; i < scenario_.accounts.size(); ++i)
    count_month_end(today, AccountRef(i));
}

}  // namespace setoff::simulator
