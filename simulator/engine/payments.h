#pragma once
// BuyerPayments: makes the planned payments on their days. Each goes to its line's account of that
// day, in the account's currency, or split over several by their shares. A payment for all lines is
// a single sum where they share an account; otherwise it settles the oldest claims first. A refused
// payment is retried when what it waits for changes (obstacle.h), at the rate of the new day.

#include <vector>

#include "simulator/engine/flows.h"
#include "simulator/engine/payment_plan.h"

namespace setoff::simulator {

class BuyerPayments {
 public:
  BuyerPayments(const Scenario& scenario, const Draws& draws)
      : scenario_(scenario), plan_(scenario, draws) {}
  [[nodiscard]] Status run_day(DayContext& today, const Invoicing& invoicing,
                               const SupplyResponse& supply);
  // All payments received so far.
  [[nodiscard]] const std::vector<IncomingPayment>& received() const { return received_; }
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(plan_, received_);
  }

 private:
  [[nodiscard]] Status pay(DayContext& today, PlannedPayment payment);
  [[nodiscard]] Result<std::vector<PlannedPayment>> by_line(const DayContext& today,
                                                            const PlannedPayment& payment) const;
  [[nodiscard]] bool waits_today(const DayContext& today, const PlannedPayment& payment) const;
  // The code of the refusal, if the books refused it.
  [[nodiscard]] Result<std::optional<Code>> submit(DayContext& today, const PlannedPayment& payment,
                                                   AccountRef account);
  [[nodiscard]] Result<PaymentReceived> event_of(const DayContext& today,
                                                 const PlannedPayment& payment,
                                                 AccountRef account) const;
  [[nodiscard]] Status record_received(DayContext& today, AccountRef account,
                                       const std::vector<std::int64_t>& before);
  [[nodiscard]] std::vector<std::int64_t> balances(const DayContext& today,
                                                   AccountRef account) const;
  // Where the line is paid on a day, with the shares of a split.
  [[nodiscard]] std::vector<LineAccount> accounts_of(LineRef line, Day day) const;
  // The parts of a payment of one line, one for each account.
  [[nodiscard]] Result<std::vector<PlannedPayment>> by_account(const DayContext& today,
                                                               const PlannedPayment& payment) const;
  [[nodiscard]] bool one_account(Day day) const;

  const Scenario& scenario_;
  PaymentPlan plan_;
  std::vector<IncomingPayment> received_;
};

}  // namespace setoff::simulator
