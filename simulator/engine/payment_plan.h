#pragma once
// PaymentPlan: what the buyer pays and when. Recorded payments and bridge loans fall on their
// dates; the behaviour pays a share of each invoice after a delay, a share of the arrears every
// period, and a share of the arrears under the pressure of a cut. Arrears exclude what another
// planned payment will settle, so nothing is paid twice. A regime in force on a payment's planned
// day replaces its terms; a regime that pays nothing drops the payment and leaves the invoice to
// arrears payments.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/engine/draws.h"
#include "simulator/engine/invoices.h"
#include "simulator/engine/obstacle.h"
#include "simulator/engine/supply.h"

namespace setoff::simulator {

// Upper bound of a payment on its day.
enum class PaymentCap : std::uint8_t {
  none,  // a recorded fact
  // Open amount of its invoice; where the books settle the oldest claims first, the line's open
  // amount less what payments for other invoices are planned to settle.
  invoice,
  // The line's overdue claims less what other payments are planned to settle.
  arrears,
};

struct PlannedPayment {
  Day on;
  std::string name;
  std::optional<LineRef> line;  // absent: all lines, by the allocation rule
  Money amount;  // in any currency with fx rates to the account's; converted that day
  std::optional<std::string> invoice;  // set for a regular payment
  AccountRef account = {};             // set for a part of a payment that is split over accounts
  Day due = kLastDay;                  // due day of that invoice
  PaymentCap cap = PaymentCap::none;
  std::optional<Obstacle> waits = {};  // for what refused it
  AccountRef refused_by = {};          // the account that it was to be paid into
  template <class Archive>
  void serialize(Archive& archive) {
    archive(on, name, line, amount, invoice, account, due, cap, waits, refused_by);
  }
};

class PaymentPlan {
 public:
  PaymentPlan(const Scenario& scenario, const Draws& draws);

  [[nodiscard]] Status run_day(DayContext& today, const Invoicing& invoicing,
                               const SupplyResponse& supply);
  // Removes and returns the first payment planned for `day` or earlier that need not wait, in the
  // order of planning.
  template <class Waits>
  [[nodiscard]] std::optional<PlannedPayment> take_next(Day day, Waits&& waits) {
    const auto next = std::ranges::find_if(planned_, [&](const PlannedPayment& payment) {
      return payment.on <= day && !waits(payment);
    });
    if (next == planned_.end()) return std::nullopt;
    std::optional<PlannedPayment> taken = std::move(*next);
    planned_.erase(next);
    return taken;
  }
  // The payment's amount, less what is already settled or will be settled by another payment; it
  // may be planned itself.
  [[nodiscard]] Money payable_amount(const State& state, const PlannedPayment& payment,
                                     Day day) const;
  void plan(PlannedPayment payment) { planned_.push_back(std::move(payment)); }
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(planned_);
  }

 private:
  [[nodiscard]] bool behaves(Day day) const;
  [[nodiscard]] const PaymentRegime* regime_on(Day day) const;
  [[nodiscard]] bool budget_gap(Day day) const;
  void plan_recorded();
  void plan_fact(const std::string& kind, Day on, std::optional<LineRef> line, Money amount);
  [[nodiscard]] Status plan_regular(const IssuedInvoice& invoice);
  [[nodiscard]] Status plan_arrears(DayContext& today);
  [[nodiscard]] Status plan_pressure(DayContext& today, const SupplyResponse& supply);
  // Without what that planned payment itself will settle.
  [[nodiscard]] std::int64_t arrears_on(const State& state, LineRef line, Day day,
                                        std::string_view payment = {}) const;
  [[nodiscard]] static std::int64_t left_of(const State& state, const PlannedPayment& payment);
  [[nodiscard]] std::int64_t room_for(const State& state, const PlannedPayment& payment,
                                      Day day) const;
  [[nodiscard]] Result<std::vector<std::int64_t>> arrears_of(const DayContext& today,
                                                             const ArrearsRule& rule,
                                                             const std::string& name) const;

  const Scenario& scenario_;
  const Draws& draws_;
  std::vector<PlannedPayment> planned_;
};

}  // namespace setoff::simulator
