#include "simulator/engine/invoices.h"

#include "ledger/rules/amounts.h"
#include "simulator/engine/flows.h"
#include "simulator/engine/views.h"

namespace setoff::sim {

std::string period_name(Day first, InvoiceCycle cycle, Calendar calendar) {
  const std::string date = format_date(first, calendar);
  return cycle == InvoiceCycle::daily ? date : date.substr(0, date.rfind('-'));
}

Invoicing::Invoicing(const Scenario& scenario)
    : scenario_(scenario),
      from_(scenario.exports.size(), scenario.time.from),
      late_(scenario.exports.size(), false) {}

bool Invoicing::period_ended(const ExportLine& line, Day day) const {
  if (day == scenario_.time.from) return false;
  return line.invoice == InvoiceCycle::daily || month_start(day, scenario_.time.months) == day;
}

Status Invoicing::run_day(DayContext& today, Deliveries& deliveries) {
  issued_.clear();
  for (std::uint32_t i = 0; i < from_.size(); ++i) {
    if (late_[i] || period_ended(scenario_.exports[i], today.day))
      SETOFF_TRY_STATUS(invoice(today, LineRef(i), deliveries));
  }
  return Ok{};
}

Status Invoicing::invoice(DayContext& today, LineRef line, Deliveries& deliveries) {
  const ExportLine& terms = scenario_.line(line);
  const std::size_t i = line.index();
  auto slices = deliveries.take_slices(line);
  if (slices.empty()) {
    from_[i] = today.day;
    late_[i] = false;
    return Ok{};
  }
  const std::string name =
      ledger_name(terms.name) + "-" + period_name(from_[i], terms.invoice, scenario_.time.months);
  SETOFF_TRY(amount, invoice_amount(today.state(), slices, today.day));
  InvoiceIssued event{.invoice = name,
                      .line = ledger_name(terms.name),
                      .from = from_[i],
                      .to = today.day,
                      .slices = slices,
                      .amount = amount,
                      .due = today.day + terms.due_days,
                      .seller = std::nullopt,
                      .good = std::nullopt};
  SETOFF_TRY(answer, today.events.submit("invoice-" + name, std::move(event)));
  late_[i] = !answer.booked();
  if (!answer.booked()) {
    deliveries.restore(line, std::move(slices));
    return Ok{};
  }
  from_[i] = today.day;
  issued_.push_back({name, line, today.day, amount});
  return Ok{};
}

}  // namespace setoff::sim
