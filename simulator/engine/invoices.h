#pragma once
// Invoicing: invoices each line's deliveries on the first day after a period (a month of
// time.months, or a day), one slice per price, at that day's fixing. A refused invoice is retried
// the next day, including what was delivered in the meantime.

#include <vector>

#include "simulator/engine/deliveries.h"
#include "simulator/engine/event_submitter.h"

namespace setoff::simulator {

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

  const Scenario& scenario_;
  std::vector<bool> late_;  // per line: a refused invoice is pending
  std::vector<IssuedInvoice> issued_;
};

}  // namespace setoff::simulator
