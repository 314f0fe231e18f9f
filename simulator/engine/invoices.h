#pragma once
// Invoicing: invoices each line's deliveries on the first day after a period (a month of
// time.months, or a day), one slice per price, at that day's fixing. A refused invoice is retried
// the next day, including what was delivered in the meantime. What is made up under take or pay is
// not invoiced; a shortfall (take_or_pay.h) and the penalties of the file are claimed beside the
// invoices.

#include <vector>

#include "simulator/engine/deliveries.h"
#include "simulator/engine/event_submitter.h"
#include "simulator/engine/take_or_pay.h"

namespace setoff::simulator {

class Invoicing {
 public:
  explicit Invoicing(const Scenario& scenario);
  [[nodiscard]] Status run_day(DayContext& today, Deliveries& deliveries);
  // Invoices issued today, and what was claimed beside them.
  [[nodiscard]] const std::vector<IssuedInvoice>& issued() const { return issued_; }
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(take_or_pay_, late_, breaches_claimed_);
  }

 private:
  [[nodiscard]] Status invoice(DayContext& today, LineRef line, Deliveries& deliveries);

  [[nodiscard]] Status claim_breaches(DayContext& today, LineRef line);

  const Scenario& scenario_;
  TakeOrPayClaims take_or_pay_;
  std::vector<bool> late_;                     // per line: a refused invoice is pending
  std::vector<std::size_t> breaches_claimed_;  // per line: how many of Contract::breaches
  std::vector<IssuedInvoice> issued_;
};

}  // namespace setoff::simulator
