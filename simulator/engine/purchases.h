#pragma once
// OpenAccountPurchases: what the home side buys from sellers abroad on open account. The seller
// invoices what it delivered in each period; each invoice is paid from its account when its time
// has come, first come first paid. What the account's limits refuse waits, and everything behind
// it, until the account holds more or the limit changes.

#include <deque>
#include <vector>

#include "simulator/engine/draws.h"
#include "simulator/engine/event_submitter.h"
#include "simulator/engine/flows.h"
#include "simulator/engine/supply.h"
#include "simulator/engine/unbilled.h"
#include "simulator/scenario/evaluate.h"

namespace setoff::simulator {

// What stood in the way of the first payment in the queue of an account.
struct QueueObstacle {
  std::int64_t balance = 0;
  std::vector<Money> limits;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(balance, limits);
  }
  friend bool operator==(const QueueObstacle&, const QueueObstacle&) = default;
};

class OpenAccountPurchases {
 public:
  OpenAccountPurchases(const Scenario& scenario, const Draws& draws);
  // Call run_invoices() before run_deliveries(), as for exports, and run_payments() once the day's
  // money has come in.
  [[nodiscard]] Status run_invoices(DayContext& today);
  [[nodiscard]] Status run_deliveries(DayContext& today, const SupplyResponse& supply);
  [[nodiscard]] Status run_payments(DayContext& today);
  [[nodiscard]] const std::vector<OutgoingPayment>& paid() const { return paid_; }
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(purchases_, queues_, paid_);
  }

 private:
  struct OfPurchase {
    Unbilled unbilled;
    FlowSoFar flowed;
    bool late = false;  // a refused invoice is pending
    template <class Archive>
    void serialize(Archive& archive) {
      archive(unbilled, flowed, late);
    }
  };
  struct Due {
    Day on;
    std::string invoice;
    PurchaseRef purchase;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(on, invoice, purchase);
    }
  };
  struct Queue {
    std::deque<Due> due;  // by day, then by name
    std::optional<QueueObstacle> obstacle;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(due, obstacle);
    }
  };

  [[nodiscard]] Status invoice(DayContext& today, PurchaseRef ref);
  void plan(PurchaseRef ref, Day issued, const std::string& invoice);
  // True if the invoice is paid in full.
  [[nodiscard]] Result<bool> pay(DayContext& today, Due& due);
  [[nodiscard]] QueueObstacle obstacle_of(const DayContext& today, AccountRef account) const;

  const Scenario& scenario_;
  const Draws& draws_;
  std::vector<OfPurchase> purchases_;
  std::vector<Queue> queues_;  // one per account
  std::vector<OutgoingPayment> paid_;
};

}  // namespace setoff::simulator
