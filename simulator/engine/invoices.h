#pragma once
// Invoicing: invoices each line's deliveries on the first day after a period (a month of
// time.months, or a day), one slice per price, at that day's fixing. A refused invoice is retried
// the next day, including what was delivered in the meantime.

#include <vector>

#include "simulator/engine/deliveries.h"
#include "simulator/engine/event_submitter.h"

namespace setoff::sim {

struct IssuedInvoice {
  std::string name;
  LineRef line;
  Day date;
  Money amount;  // book currency
};

class Invoicing {
 public:
  explicit Invoicing(const Scenario& scenario);
  [[nodiscard]] Status run_day(DayContext& today, Deliveries& deliveries);
  // Invoices issued today.
  [[nodiscard]] const std::vector<IssuedInvoice>& issued() const { return issued_; }

 private:
  [[nodiscard]] Status invoice(DayContext& today, LineRef line, Deliveries& deliveries);
  [[nodiscard]] bool period_ended(const ExportLine& line, Day day) const;

  const Scenario& scenario_;
  std::vector<Day> from_;   // first day not yet invoiced, per line
  std::vector<bool> late_;  // per line: a refused invoice is pending
  std::vector<IssuedInvoice> issued_;
};

// "1399-01" or "2020-03" for a month, the date for a day.
[[nodiscard]] std::string period_name(Day first, InvoiceCycle cycle, Calendar calendar);

}  // namespace setoff::sim
