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

// What may be called beyond what has been called already.
std::int64_t Settlements::callable(const DayContext& today, std::size_t index) const {
  const Settlement& terms = scenario_.settlements[index];
  const std::int64_t balance = balance_on(scenario_, today.state(), terms.account, today.day);
  std::int64_t size = std::abs(balance);
  if (terms.part == SettledPart::excess)
    size -= swing_on(scenario_, terms.account, today.day).value_or(size);
  for (const Call& other : open_)
    if (scenario_.settlements[other.settlement].account == terms.account &&
        sign_of(other.amount) == sign_of(balance))
      size -= std::abs(other.amount);
  if (size <= 0 || (terms.at_least && size < terms.at_least->minor())) return 0;
  return sign_of(balance) * size;
}

void Settlements::call(DayContext& today, std::size_t index) {
  const Settlement& terms = scenario_.settlements[index];
  const std::int64_t amount = callable(today, index);
  if (amount == 0) return;
  const std::string key = "settlement/" + terms.name + "-" + today.day.text();
  open_.push_back({index, draws_.after(scenario_.time.workdays, today.day, terms.after, key),
                   today.day, amount});
  auto& flows = today.flows.accounts[terms.account.index()];
  flows.called += std::abs(amount);
}

Status Settlements::pay(DayContext& today, Call& call) {
  const Settlement& terms = scenario_.settlements[call.settlement];
  const Currency clearing = scenario_.account(terms.account).currency;
  const Currency paid = scenario_.account(terms.through).currency;
  const auto parts = parts_on(scenario_, today.state(), terms.account, today.day);
  for (std::uint32_t i = 0; i < parts.size() && call.amount != 0; ++i) {
    if (sign_of(parts[i]) != sign_of(call.amount)) continue;
    const Money settled(std::min(std::abs(parts[i]), std::abs(call.amount)), clearing);
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
                                        .clearing_account = name_of(scenario_, terms.account),
                                        .amount = amount,
                                        .settled = settled}));
    if (!answer.booked()) {
      call.on = retry_day(scenario_, today.day);
      return Ok{};
    }
    ++call.payments;
    call.amount -= sign_of(call.amount) * settled.minor();
    today.flows.accounts[terms.account.index()].settled += settled.minor();
  }
  call.amount = 0;  // what the account no longer shows was paid otherwise
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
  std::erase_if(open_, [](const Call& call) { return call.amount == 0; });
  return Ok{};
}

void Settlements::end_day(DayContext& today) {
  if (!month_ends(scenario_.time, today.day)) return;
  for (std::uint32_t i = 0; i < scenario_.accounts.size(); ++i)
    count_month_end(today, AccountRef(i));
}

}  // namespace setoff::simulator
