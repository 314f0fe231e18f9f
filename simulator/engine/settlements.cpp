#include "simulator/engine/settlements.h"

#include <algorithm>

#include "simulator/engine/views.h"
#include "simulator/scenario/business_days.h"
#include "simulator/scenario/evaluate.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

namespace {

constexpr std::optional<Code> kPaid;  // not refused

int sign_of(std::int64_t amount) {
  return amount > 0 ? 1 : amount < 0 ? -1 : 0;
}

}  // namespace

Settlements::Settlements(const Scenario& scenario, const Draws& draws)
    : scenario_(scenario), draws_(draws), paid_(scenario.settlements.size()) {}

bool Settlements::calls_today(const Settlement& terms, Day day) const {
  if (terms.date) return day == *terms.date;
  return day != scenario_.time.from && period_begins(scenario_.time, terms.every, day);
}

// What the slices ask to be paid of a position, paid or not.
Result<std::int64_t> Settlements::due_by_slices(const Settlement& terms,
                                                std::int64_t position) const {
  Exact due;
  std::int64_t from = 0;
  const auto add_slice = [&](std::int64_t to, Decimal pays) -> Status {
    SETOFF_TRY(part, Exact(to - from, 0).times(pays));
    SETOFF_TRY(sum, due.plus(part));
    due = sum;
    from = to;
    return Ok{};
  };
  const std::int64_t size = std::abs(position);
  for (const PositionSlice& slice : terms.slices)
    SETOFF_TRY_STATUS(add_slice(std::min(size, slice.up_to.minor()), slice.pays));
  SETOFF_TRY_STATUS(add_slice(size, Decimal(1, 0)));
  SETOFF_TRY(minor, due.round(0, scenario_.currency.rounding));
  return sign_of(position) * minor;
}

std::int64_t Settlements::open_calls(AccountRef account, int sign) const {
  std::int64_t sum = 0;
  for (const Call& call : open_)
    for (const CalledBalance& other : call.balances)
      if (other.account == account && sign_of(other.amount) == sign) sum += other.amount;
  return sum;
}

Result<std::int64_t> Settlements::callable(const DayContext& today, std::size_t index,
                                           AccountRef account) const {
  const Settlement& terms = scenario_.settlements[index];
  const std::int64_t balance = balance_on(scenario_, today.state(), account, today.day);
  const int sign = sign_of(balance);
  std::int64_t size = std::abs(balance);
  if (terms.part == SettledPart::excess)
    size -= swing_on(scenario_, today.state(), account, today.day).value_or(size);
  if (!terms.slices.empty()) {
    SETOFF_TRY(due, due_by_slices(terms, balance + paid_[index]));
    size = std::min(size, sign * (due - paid_[index]));
  }
  size -= std::abs(open_calls(account, sign));
  return sign * std::max(size, std::int64_t{0});
}

Status Settlements::call(DayContext& today, std::size_t index) {
  const Settlement& terms = scenario_.settlements[index];
  std::vector<CalledBalance> balances;
  Int128 net = 0;
  for (const AccountRef account : terms.accounts) {
    SETOFF_TRY(amount, callable(today, index, account));
    net += amount;
    if (amount != 0) balances.push_back({account, amount});
  }
  if (balances.empty()) return Ok{};
  if (terms.at_least && (net < 0 ? -net : net) < terms.at_least->minor()) return Ok{};
  std::ranges::stable_sort(balances, std::ranges::greater{}, &CalledBalance::amount);
  for (const CalledBalance& called : balances)
    today.flows.accounts[called.account.index()].called += std::abs(called.amount);
  plan(today.day, index, balances);
  return Ok{};
}

void Settlements::plan(Day called, std::size_t index, const std::vector<CalledBalance>& balances) {
  const Settlement& terms = scenario_.settlements[index];
  const std::string key = "settlement/" + terms.name + "-" + called.text();
  const std::string name = "settlement-" + ledger_name(terms.name) + "-" + called.text();
  const int number = terms.instalments.number;
  Day on = draws_.after(scenario_.time.workdays, called, terms.after, key);
  for (int i = 1; i <= number; ++i) {
    Call call{index, on, number == 1 ? name : name + "-part-" + std::to_string(i), {}};
    for (const auto& [account, amount] : balances) {
      // What does not divide evenly is in the last parts.
      const std::int64_t part =
          amount / number + (i > number - std::abs(amount % number) ? sign_of(amount) : 0);
      if (part != 0) call.balances.push_back({account, part});
    }
    open_.push_back(std::move(call));
    on = draws_.after(scenario_.time.workdays, on, terms.instalments.apart,
                      key + "/" + std::to_string(i));
  }
}

// The home side sells what it is owed to a third party, which keeps a part.
Status Settlements::charge_discount(DayContext& today, const Settlement& terms,
                                    const std::string& payment, const std::string& line,
                                    Money received) {
  SETOFF_TRY(lost, times(received.minor(), terms.discount, scenario_.currency.rounding));
  if (lost == 0) return Ok{};
  SETOFF_TRY(answer, today.events.submit(
                         shortened_name(payment + "-discount"),
                         FeeCharged{.account = name_of(scenario_, terms.through),
                                    .line = line,
                                    .amount = Money(lost, received.kind()),
                                    .reason = {"discount of a balance sold to a third party"}}));
  static_cast<void>(answer);  // what the limits of the account refuse is shown as a refusal
  return Ok{};
}

// Money of the account that pays, by line: that of the line that owes first, then that of others,
// or all from the first if together they do not have it: the books then say what is missing.
Result<std::vector<Settlements::Source>> Settlements::sources_of(const DayContext& today,
                                                                 const Settlement& terms,
                                                                 LineRef line,
                                                                 Money settled) const {
  if (scenario_.account(terms.through).use == AccountUse::clearing)  // it may owe, too
    return std::vector<Source>{{line, settled}};
  const Currency paid = scenario_.account(terms.through).currency;
  std::vector<LineRef> lines{line};
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i)
    if (LineRef(i) != line) lines.emplace_back(i);
  std::vector<Source> sources;
  Money left = settled;
  for (const LineRef from : lines) {
    const auto part = deposit_on(today.state(), name_of(scenario_, terms.through),
                                 name_of(scenario_, from), today.day);
    const Money available(std::max<std::int64_t>(0, part.posted - part.held), paid);
    SETOFF_TRY(needed, converted(today.state(), left, paid, today.day));
    Money pays = left;
    if (available.minor() < needed.minor()) {
      SETOFF_TRY(worth, converted(today.state(), available, left.kind(), today.day));
      pays = Money(std::min(worth.minor(), left.minor() - 1), left.kind());
      SETOFF_TRY(cost, converted(today.state(), pays, paid, today.day));
      if (cost.minor() > available.minor()) pays = Money(pays.minor() - 1, pays.kind());
      if (!cost.is_positive()) pays = Money(0, pays.kind());
    }
    if (pays.is_positive()) sources.push_back({from, pays});
    left = Money(left.minor() - pays.minor(), left.kind());
    if (left.minor() == 0) return sources;
  }
  return std::vector<Source>{{line, settled}};
}

Result<std::optional<Code>> Settlements::pay_part(DayContext& today, Call& call,
                                                  CalledBalance& balance, LineRef line,
                                                  const Source& source) {
  const Settlement& terms = scenario_.settlements[call.settlement];
  SETOFF_TRY(amount, converted(today.state(), source.settled,
                               scenario_.account(terms.through).currency, today.day));
  const int sign = sign_of(balance.amount);
  if (!amount.is_positive()) {  // worth less than the smallest unit that pays it
    balance.amount -= sign * source.settled.minor();
    return kPaid;
  }
  std::string name = call.name;
  if (call.payments > 0) name += "-" + std::to_string(call.payments + 1);
  name = shortened_name(std::move(name));
  const std::string from = name_of(scenario_, source.line);
  SettlementPaid data{.settlement = name,
                      .account = name_of(scenario_, terms.through),
                      .line = from,
                      .owed = std::nullopt,
                      .clearing_account = name_of(scenario_, balance.account),
                      .amount = amount,
                      .settled = source.settled,
                      .of_line = std::nullopt};
  if (source.line != line) data.of_line = name_of(scenario_, line);
  SETOFF_TRY(answer, today.events.submit(name, std::move(data)));
  if (!answer.booked()) return answer.refusal;
  ++call.payments;
  balance.amount -= sign * source.settled.minor();
  paid_[call.settlement] += sign * source.settled.minor();
  AccountFlows& flows = today.flows.accounts[balance.account.index()];
  flows.settled += source.settled.minor();
  if (scenario_.account(terms.through).use == AccountUse::clearing)
    flows.moved += source.settled.minor();
  if (sign > 0) SETOFF_TRY_STATUS(charge_discount(today, terms, name, from, amount));
  return kPaid;
}

Result<std::optional<Code>> Settlements::pay(DayContext& today, Call& call,
                                             CalledBalance& balance) {
  const Settlement& terms = scenario_.settlements[call.settlement];
  const Currency clearing = scenario_.account(balance.account).currency;
  const auto parts = parts_on(scenario_, today.state(), balance.account, today.day);
  for (std::uint32_t i = 0; i < parts.size() && balance.amount != 0; ++i) {
    if (sign_of(parts[i]) != sign_of(balance.amount)) continue;
    const Money settled(std::min(std::abs(parts[i]), std::abs(balance.amount)), clearing);
    std::vector<Source> sources{{LineRef(i), settled}};
    if (balance.amount < 0) {
      SETOFF_TRY(several, sources_of(today, terms, LineRef(i), settled));
      sources = std::move(several);
    }
    for (const Source& source : sources) {
      SETOFF_TRY(refusal, pay_part(today, call, balance, LineRef(i), source));
      if (refusal) return refusal;
    }
  }
  if (balance.amount != 0)  // the account no longer shows it
    today.events.add_note("of what " + call.name + " calls on " +
                          scenario_.account(balance.account).name + ", " +
                          Money(std::abs(balance.amount), clearing).text() +
                          " lapses: the balance shows no more in that direction");
  balance.amount = 0;
  return kPaid;
}

Status Settlements::pay(DayContext& today, Call& call) {
  call.waits.reset();
  for (CalledBalance& balance : call.balances) {
    SETOFF_TRY(refusal, pay(today, call, balance));
    if (refusal) {
      call.waits = Obstacle(scenario_, today, refusal,
                            {scenario_.settlements[call.settlement].through, balance.account});
      break;
    }
  }
  std::erase_if(call.balances, [](const CalledBalance& balance) { return balance.amount == 0; });
  return Ok{};
}

Status Settlements::run_day(DayContext& today) {
  // One after the other, so that what one moves is in the balance that the next one calls.
  for (std::size_t i = 0; i < scenario_.settlements.size(); ++i) {
    if (calls_today(scenario_.settlements[i], today.day)) SETOFF_TRY_STATUS(call(today, i));
    for (Call& call : open_)
      if (call.settlement == i && call.on <= today.day && !stands(call.waits, scenario_, today))
        SETOFF_TRY_STATUS(pay(today, call));
  }
  std::erase_if(open_, [](const Call& call) { return call.balances.empty(); });
  return Ok{};
}

}  // namespace setoff::simulator
