#pragma once
// PaymentPlan: what the buyer pays and when. Recorded payments and bridge loans come on their
// dates; the behaviour pays a share of each invoice after a delay, a share of what is overdue every
// period, and a share of it under the pressure of a cut. What another payment is planned to pay of
// an overdue invoice is no arrears: nothing is paid twice. A regime that holds on the planned day
// of a payment replaces its terms; one that pays nothing drops it: the invoice waits for an arrears
// payment.

#include <optional>
#include <string>
#include <vector>

#include "simulator/engine/draws.h"
#include "simulator/engine/invoices.h"
#include "simulator/engine/supply.h"

namespace setoff::sim {

// What a payment never exceeds on its day.
enum class PaymentCap : std::uint8_t {
  none,     // a fact of the file
  invoice,  // what its invoice has open; where the books settle the oldest claims instead, what its
            // line has open and no other invoice's payment is planned to pay
  arrears,  // the overdue claims of its line that no invoice's payment is planned to pay
};

struct PlannedPayment {
  Day on;
  std::string name;
  std::optional<LineRef> line;         // absent: all lines, by the allocation rule
  Money amount;                        // any crossable currency; converted on the day
  std::optional<std::string> invoice;  // of a regular payment
  Day due = kLastDay;                  // of that invoice
  PaymentCap cap = PaymentCap::none;
};

class PaymentPlan {
 public:
  PaymentPlan(const Scenario& scenario, const Draws& draws);

  [[nodiscard]] Status act(Today& today, const Invoicing& invoicing, const SupplyResponse& supply);
  // The next payment planned for `day` or earlier, in the order of planning; it leaves the plan.
  [[nodiscard]] std::optional<PlannedPayment> take_next(Day day);
  // The payment without what is settled already or is another payment's to settle.
  [[nodiscard]] Money capped(const State& state, const PlannedPayment& payment, Day day) const;
  void plan(PlannedPayment payment) { planned_.push_back(std::move(payment)); }

 private:
  [[nodiscard]] bool behaves(Day day) const;
  [[nodiscard]] const PaymentRegime* regime_on(Day day) const;
  [[nodiscard]] bool budget_gap(Day day) const;
  void plan_recorded();
  void plan_fact(const std::string& kind, Day on, std::optional<LineRef> line, Money amount);
  [[nodiscard]] Status plan_regular(const IssuedInvoice& invoice);
  [[nodiscard]] Status plan_arrears(Today& today);
  [[nodiscard]] Status plan_pressure(Today& today, const SupplyResponse& supply);
  [[nodiscard]] std::int64_t arrears_on(const State& state, LineRef line, Day day) const;
  [[nodiscard]] std::int64_t room_for(const State& state, const PlannedPayment& payment,
                                      Day day) const;
  [[nodiscard]] Result<std::vector<std::int64_t>> arrears_of(const Today& today,
                                                             const ArrearsRule& rule,
                                                             const std::string& name) const;

  const Scenario& scenario_;
  const Draws& draws_;
  std::vector<PlannedPayment> planned_;
};

}  // namespace setoff::sim
