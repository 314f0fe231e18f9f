#include "simulator/engine/invoices.h"

#include <algorithm>

#include "ledger/rules/amounts.h"
#include "simulator/engine/flows.h"
#include "simulator/engine/views.h"

namespace setoff::simulator {

Invoicing::Invoicing(const Scenario& scenario)
    : scenario_(scenario),
      take_or_pay_(scenario),
      late_(scenario.exports.size(), false),
      breaches_claimed_(scenario.exports.size()) {}

Status Invoicing::run_day(DayContext& today, Deliveries& deliveries) {
  issued_.clear();
  for (std::uint32_t i = 0; i < late_.size(); ++i) {
    if (late_[i] || invoice_period_ended(scenario_, scenario_.exports[i], today.day))
      SETOFF_TRY_STATUS(invoice(today, LineRef(i), deliveries));
    SETOFF_TRY_STATUS(take_or_pay_.run_day(today, LineRef(i), deliveries, issued_));
    SETOFF_TRY_STATUS(claim_breaches(today, LineRef(i)));
  }
  return Ok{};
}

Status Invoicing::invoice(DayContext& today, LineRef line, Deliveries& deliveries) {
  const Contract& terms = scenario_.line(line);
  const std::size_t i = line.index();
  Unbilled& unbilled = deliveries.unbilled(line);
  late_[i] = false;
  SETOFF_TRY_STATUS(take_or_pay_.take_makeup(today, line, unbilled));
  if (unbilled.slices().empty()) {
    unbilled.billed(today.day);
    return Ok{};
  }
  const std::string name = invoice_name(terms, unbilled.from(), scenario_.time.months);
  SETOFF_TRY(amount, invoice_amount(today.state(), unbilled.slices(), today.day));
  InvoiceIssued event{.invoice = name,
                      .line = ledger_name(terms.name),
                      .from = unbilled.from(),
                      .to = today.day,
                      .slices = unbilled.slices(),
                      .amount = amount,
                      .due = today.day + terms.due_days,
                      .seller = std::nullopt,
                      .good = std::nullopt};
  SETOFF_TRY(answer, today.events.submit("invoice-" + name, std::move(event)));
  late_[i] = !answer.booked();
  if (!answer.booked()) return Ok{};
  unbilled.billed(today.day);
  issued_.push_back({name, line, today.day, today.day + terms.due_days, amount, ClaimKind::billed});
  return Ok{};
}

// What is refused is claimed again the next day.
Status Invoicing::claim_breaches(DayContext& today, LineRef line) {
  const auto& breaches = scenario_.line(line).breaches;
  std::size_t& next = breaches_claimed_[line.index()];
  for (; next < breaches.size() && breaches[next].date <= today.day; ++next) {
    const BreachClaim& breach = breaches[next];
    if (breach.date < scenario_.time.from) continue;
    SETOFF_TRY(amount,
               converted(today.state(), breach.amount, scenario_.currency.contract, today.day));
    if (!amount.is_positive()) continue;  // worth less than the smallest unit
    const std::string name =
        shortened_name(name_of(scenario_, line) + "-breach-" + std::to_string(next + 1));
    const Day due = breach.date + breach.due_days;
    SETOFF_TRY(answer, today.events.submit(name, BreachClaimed{.breach = name,
                                                               .line = name_of(scenario_, line),
                                                               .amount = amount,
                                                               .due = std::max(due, today.day),
                                                               .reason = {breach.reason}}));
    if (!answer.booked()) break;
    issued_.push_back({name, line, today.day, std::max(due, today.day), amount, ClaimKind::breach});
  }
  return Ok{};
}

}  // namespace setoff::simulator
