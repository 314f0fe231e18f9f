#pragma once
// PaymentPlan: what the buyer pays and when. Recorded payments and bridge loans come on their
// dates; the behaviour pays a share of each invoice after a delay, a share of what is overdue every
// period, and a share of it under the pressure of a cut. A regime that holds on the planned day of
// a payment replaces its terms; one that pays nothing drops it: the invoice waits for an arrears
// payment.

#include <optional>
#include <string>
#include <vector>

#include "simulator/engine/draws.h"
#include "simulator/engine/invoices.h"
#include "simulator/engine/supply.h"

namespace setoff::sim {

struct PlannedPayment {
  Day on;
  std::string name;
  std::optional<LineRef> line;         // absent: all lines, by the allocation rule
  Money amount;                        // any crossable currency; converted on the day
  std::optional<std::string> invoice;  // of a regular payment
  bool capped = false;                 // never more than the line has open
};

class PaymentPlan {
 public:
  PaymentPlan(const Scenario& scenario, const Draws& draws);

  [[nodiscard]] Status act(Today& today, const Invoicing& invoicing, const SupplyResponse& supply);
  // Payments planned for `day` or earlier, in the order of planning; they leave the plan.
  [[nodiscard]] std::vector<PlannedPayment> take_due(Day day);
  void plan(PlannedPayment payment) { planned_.push_back(std::move(payment)); }

 private:
  [[nodiscard]] bool behaves(Day day) const;
  [[nodiscard]] const PaymentRegime* regime_on(Day day) const;
  [[nodiscard]] bool budget_gap(Day day) const;
  void plan_recorded();
  [[nodiscard]] Status plan_regular(const IssuedInvoice& invoice);
  [[nodiscard]] Status plan_arrears(Today& today);
  [[nodiscard]] Status plan_pressure(Today& today, const SupplyResponse& supply);
  [[nodiscard]] Result<std::vector<std::int64_t>> arrears_of(const Today& today,
                                                             const ArrearsRule& rule,
                                                             const std::string& name) const;

  const Scenario& scenario_;
  const Draws& draws_;
  std::vector<PlannedPayment> planned_;
};

}  // namespace setoff::sim
