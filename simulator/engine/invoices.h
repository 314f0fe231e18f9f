#pragma once
// Invoicing: on the first day after a period (a month of time.months, or a day) each line's
// deliveries of the period are invoiced, one slice per price, at the fixing of that day. An invoice
// that the rules refuse is tried again on the next day, with what was delivered meanwhile.

#include <vector>

#include "simulator/engine/books.h"
#include "simulator/engine/deliveries.h"

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
  [[nodiscard]] Status act(Today& today, Deliveries& deliveries);
  // Of today.
  [[nodiscard]] const std::vector<IssuedInvoice>& issued() const { return issued_; }

 private:
  [[nodiscard]] Status invoice(Today& today, LineRef line, Deliveries& deliveries);
  [[nodiscard]] bool period_ended(const ExportLine& line, Day day) const;

  const Scenario& scenario_;
  std::vector<Day> from_;   // first day not invoiced yet, per line
  std::vector<bool> late_;  // an invoice was refused and waits
  std::vector<IssuedInvoice> issued_;
};

// "1399-01" or "2020-03" for a month, the day for a day.
[[nodiscard]] std::string period_name(Day first, InvoiceCycle cycle, Calendar calendar);

}  // namespace setoff::sim
