#include "simulator/engine/invoices.h"

#include "ledger/rules/amounts.h"
#include "simulator/engine/flows.h"
#include "simulator/engine/views.h"

namespace setoff::simulator {

Invoicing::Invoicing(const Scenario& scenario)
    : scenario_(scenario), late_(scenario.exports.size(), false) {}

Status Invoicing::run_day(DayContext& today, Deliveries& deliveries) {
  issued_.clear();
  for (std::uint32_t i = 0; i < late_.size(); ++i) {
    if (late_[i] || invoice_period_ended(scenario_, scenario_.exports[i], today.day))
      SETOFF_TRY_STATUS(invoice(today, LineRef(i), deliveries));
  }
  return Ok{};
}

Status Invoicing::invoice(DayContext& today, LineRef line, Deliveries& deliveries) {
  const Contract& terms = scenario_.line(line);
  const std::size_t i = line.index();
  Unbilled& unbilled = deliveries.unbilled(line);
  late_[i] = false;
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
  issued_.push_back({name, line, today.day, amount});
  return Ok{};
}

}  // namespace setoff::simulator
