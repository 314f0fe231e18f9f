#include "simulator/engine/payments.h"

#include <algorithm>

#include "ledger/arithmetic/allocation.h"
#include "ledger/rules/amounts.h"
#include "simulator/engine/views.h"

namespace setoff::simulator {

namespace {

// Everything a payment to the line may settle: claims and late fees.
std::int64_t open_on(const State& state, std::string_view line, Day day) {
  const ClaimSplit split = claims_on(state, line, day);
  return split.undue + split.due + split.overdue + split.penalty;
}

}  // namespace

std::vector<LineAccount> BuyerPayments::accounts_of(LineRef line, Day day) const {
  std::vector<LineAccount> found;
  for (const auto& entry : scenario_.payments.accounts) {
    if (entry.line != line || (!found.empty() && entry.from > day)) continue;
    if (!found.empty() && entry.from != found.front().from) found.clear();
    found.push_back(entry);
  }
  return found;
}

bool BuyerPayments::one_account(Day day) const {
  const auto first = accounts_of(LineRef(0), day);
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    const auto accounts = accounts_of(LineRef(i), day);
    if (accounts.size() != 1 || accounts.front().account != first.front().account) return false;
  }
  return true;
}

Status BuyerPayments::run_day(DayContext& today, const Invoicing& invoicing,
                              const SupplyResponse& supply) {
  SETOFF_TRY_STATUS(plan_.run_day(today, invoicing, supply));
  const auto waits = [&](const PlannedPayment& payment) { return waits_today(today, payment); };
  while (auto payment = plan_.take_next(today.day, waits)) {
    std::vector<PlannedPayment> of_lines{*payment};
    if (!payment->line && !one_account(today.day)) {
      SETOFF_TRY(parts, by_line(today, *payment));
      of_lines = std::move(parts);
    }
    for (const auto& of_line : of_lines) {
      SETOFF_TRY(parts, by_account(today, of_line));
      for (auto& part : parts)
        SETOFF_TRY_STATUS(pay(today, std::move(part)));
    }
  }
  return Ok{};
}

Result<std::vector<PlannedPayment>> BuyerPayments::by_account(const DayContext& today,
                                                              const PlannedPayment& payment) const {
  std::vector<PlannedPayment> parts{payment};
  if (payment.account.valid()) return parts;  // one of a split that was refused
  const auto accounts = accounts_of(payment.line.value_or(LineRef(0)), today.day);
  if (accounts.empty())
    return Error(Code::bad_field, "no account takes payments on " + today.day.text(),
                 "payments.accounts");
  parts.front().account = accounts.front().account;
  if (accounts.size() == 1) return parts;
  parts.clear();
  constexpr std::int64_t kMillion = 1'000'000;
  std::vector<std::int64_t> weights;
  for (const auto& entry : accounts) {
    SETOFF_TRY(weight, times(kMillion, entry.share, Rounding::half_even));
    weights.push_back(weight);
  }
  SETOFF_TRY(amounts, split(payment.amount.minor(), weights));
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (amounts[i] == 0) continue;
    PlannedPayment part = payment;
    part.account = accounts[i].account;
    part.name = shortened_name(payment.name + "-" + name_of(scenario_, part.account));
    part.amount = Money(amounts[i], payment.amount.kind());
    parts.push_back(std::move(part));
  }
  return parts;
}

// As long as nothing has changed that it waits for, it goes to the same account, and something is
// left to pay.
bool BuyerPayments::waits_today(const DayContext& today, const PlannedPayment& payment) const {
  if (!stands(payment.waits, scenario_, today)) return false;
  if (!payment.account.valid()) {
    const auto accounts = accounts_of(payment.line.value_or(LineRef(0)), today.day);
    if (accounts.size() != 1 || accounts.front().account != payment.refused_by) return false;
  }
  return plan_.payable_amount(today.state(), payment, today.day).is_positive();
}

// Splits a payment for all lines over their different accounts: oldest claim first; any excess over
// all claims goes to the first line as an advance.
Result<std::vector<PlannedPayment>> BuyerPayments::by_line(const DayContext& today,
                                                           const PlannedPayment& payment) const {
  struct Claim {
    Day due;
    std::uint32_t line;
    std::int64_t open;
  };
  std::vector<Claim> claims;
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    for (const auto& claim : open_claims(today.state(), name_of(scenario_, LineRef(i)), today.day))
      claims.push_back({claim.due, i, claim.open});
  }
  std::ranges::stable_sort(claims, {}, &Claim::due);
  SETOFF_TRY(value,
             converted(today.state(), payment.amount, scenario_.currency.contract, today.day));
  std::vector<std::int64_t> weights(scenario_.exports.size(), 0);
  Remainder rest(value.minor());
  for (const auto& claim : claims)
    weights[claim.line] += rest.allot(claim.open);
  weights.front() += rest.left();
  if (value.is_zero()) return std::vector<PlannedPayment>{};
  SETOFF_TRY(amounts, split(payment.amount.minor(), weights));
  std::vector<PlannedPayment> parts;
  for (std::uint32_t i = 0; i < amounts.size(); ++i) {
    if (amounts[i] == 0) continue;
    PlannedPayment part = payment;
    part.line = LineRef(i);
    part.name = shortened_name(payment.name + "-" + name_of(scenario_, LineRef(i)));
    part.amount = Money(amounts[i], payment.amount.kind());
    parts.push_back(std::move(part));
  }
  return parts;
}

Status BuyerPayments::pay(DayContext& today, PlannedPayment payment) {
  SETOFF_TRY(refusal, submit(today, payment, payment.account));
  if (!refusal) return Ok{};
  payment.waits = Obstacle(scenario_, today, refusal, {payment.account});
  payment.refused_by = payment.account;
  const auto accounts = accounts_of(payment.line.value_or(LineRef(0)), today.day);
  if (accounts.size() == 1) payment.account = {};  // it goes to the account of its next day
  payment.on = today.day + 1;
  plan_.plan(std::move(payment));
  return Ok{};
}

Result<PaymentReceived> BuyerPayments::event_of(const DayContext& today,
                                                const PlannedPayment& payment,
                                                AccountRef account) const {
  const State& state = today.state();
  const LineRef line = payment.line.value_or(LineRef(0));
  const std::string line_name = name_of(scenario_, line);
  const Money amount = plan_.payable_amount(state, payment, today.day);
  SETOFF_TRY(paid, converted(state, amount, scenario_.account(account).currency, today.day));
  PaymentReceived event{.payment = payment.name,
                        .account = name_of(scenario_, account),
                        .payer = name_of(scenario_, scenario_.line(line).buyer),
                        .line = std::nullopt,
                        .amount = paid,
                        .allocation = std::nullopt,
                        .instructed = {}};
  bool any_open = false;
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i)
    any_open = any_open || open_on(state, name_of(scenario_, LineRef(i)), today.day) > 0;
  if (payment.line || !any_open) event.line = line_name;
  if (scenario_.payments.allocation != Allocation::instructed) return event;

  // A regular payment is instructed to its own invoice; any other settles the oldest claims.
  event.allocation = Allocation::oldest;
  if (payment.invoice) {
    SETOFF_TRY(value, book_value(state, paid, today.day));
    const std::int64_t open = open_of(state, line_name, *payment.invoice, today.day);
    const Money settled(std::min(value.minor(), open), value.kind());
    if (settled.is_positive()) {
      event.allocation = Allocation::instructed;
      event.instructed = {{*payment.invoice, settled}};
    }
  }
  return event;
}

std::vector<std::int64_t> BuyerPayments::balances(const DayContext& today,
                                                  AccountRef account) const {
  std::vector<std::int64_t> posted;
  const std::string name = name_of(scenario_, account);
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i)
    posted.push_back(posted_on(today.state(), name, name_of(scenario_, LineRef(i)), today.day));
  return posted;
}

Result<std::optional<Code>> BuyerPayments::submit(DayContext& today, const PlannedPayment& payment,
                                                  AccountRef account) {
  constexpr std::optional<Code> kPaid;
  SETOFF_TRY(event, event_of(today, payment, account));
  if (!event.amount.is_positive()) return kPaid;  // nothing is open any more
  const auto before = balances(today, account);
  const std::string id = event.payment;
  SETOFF_TRY(answer, today.events.submit(id, std::move(event)));
  if (!answer.booked()) return answer.refusal;
  SETOFF_TRY_STATUS(record_received(today, account, before));
  return kPaid;
}

// Reads from the books how much of the payment each line received.
Status BuyerPayments::record_received(DayContext& today, AccountRef account,
                                      const std::vector<std::int64_t>& before) {
  const auto after = balances(today, account);
  const Currency currency = scenario_.account(account).currency;
  for (std::uint32_t i = 0; i < after.size(); ++i) {
    const Money part(after[i] - before[i], currency);
    if (part.is_zero()) continue;
    received_.push_back({today.day, LineRef(i), part});
    SETOFF_TRY(value, converted(today.state(), part, scenario_.currency.contract, today.day));
    today.flows.lines[i].paid += value.minor();
  }
  return Ok{};
}

}  // namespace setoff::simulator
