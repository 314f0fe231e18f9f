#pragma once
// ImportPipeline: takes an order from its letter of credit to the stock. The credit is issued and
// the money held on the day of the order; then the stages follow in sequence. At the end of a stage
// its share is paid (an advance without documents, otherwise documents and payment on one day),
// then the goods move: shipped after open_credit, landed after shipping, in stock after the last
// stage. A stage with a capacity takes on what waits for it first come first served. A refused
// payment is retried when what it waits for changes (obstacle.h) and delays the goods; once the
// credit has ended, the order is abandoned. A credit refused because no window was open is retried
// on any suitable approval. An order that waits for anything else, or whose money is gone, is
// abandoned on the next order day.

#include <string>
#include <vector>

#include "simulator/engine/draws.h"
#include "simulator/engine/flows.h"
#include "simulator/engine/obstacle.h"
#include "simulator/engine/order_cost.h"
#include "simulator/engine/releases.h"

namespace setoff::simulator {

// A quantity that is expected in stock on a day.
struct Arrival {
  Day on;
  std::int64_t quantity = 0;
};

class ImportPipeline {
 public:
  ImportPipeline(const Scenario& scenario, const Draws& draws)
      : scenario_(scenario),
        draws_(draws),
        handled_(scenario.imports ? scenario.imports->pipeline.size() : 0) {}

  [[nodiscard]] Status run_day(DayContext& today, const ReleaseProcess& release_process);
  // On an order day: abandons orders whose credit no approval will pay.
  [[nodiscard]] Status abandon_waiting_orders(DayContext& today,
                                              const ReleaseProcess& release_process);
  // Places an order of `quantity` and applies for a credit under the release.
  [[nodiscard]] Status place(DayContext& today, GoodRef good, std::int64_t quantity,
                             const Rate& price, const std::string& release);

  // Quantities ordered and not yet in stock, without abandoned orders, as expected on `day`.
  [[nodiscard]] std::vector<Arrival> arrivals(GoodRef good, Day day) const;
  [[nodiscard]] bool waits_for_credit(GoodRef good) const;
  [[nodiscard]] const std::vector<OutgoingPayment>& paid() const { return paid_; }
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(handled_, shipments_, expired_, paid_);
  }

 private:
  struct Shipment {
    std::string order;
    GoodRef good;
    std::int64_t quantity = 0;
    Rate price;
    std::string credit;  // empty until issued
    Day expiry;          // expiry of the credit
    Money amount;
    std::size_t stage = 0;
    Day next;                    // end of the stage, or the next attempt
    bool window_closed = false;  // why there is no credit yet
    std::optional<Obstacle> waits = {};
    std::int64_t paid = 0;
    std::int64_t paid_quantity = 0;
    std::int64_t arrived = 0;
    bool papers = false;  // documents presented for this stage
    bool shipped = false;
    bool landed = false;
    bool ended = false;  // in stock, or abandoned
    template <class Archive>
    void serialize(Archive& archive) {
      archive(order, good, quantity, price, credit, expiry, amount, stage, next, window_closed,
              waits, paid, paid_quantity, arrived, papers, shipped, landed, ended);
    }
  };
  enum class Payment : std::uint8_t { made, refused, abandoned };

  [[nodiscard]] const Good& good_of(const Shipment& shipment) const {
    return scenario_.imports->goods[shipment.good.index()];
  }
  [[nodiscard]] Status apply_for_credit(DayContext& today, Shipment& shipment,
                                        const std::string& release);
  [[nodiscard]] Status retry_credit(DayContext& today, Shipment& shipment,
                                    const ReleaseProcess& release_process);
  // An approval that can pay for the order today.
  [[nodiscard]] Result<std::optional<std::string>> money_for(
      const DayContext& today, const Shipment& shipment,
      const ReleaseProcess& release_process) const;
  void begin_stage(Shipment& shipment, Day day);
  // The day on which the stage takes on the last of it, behind what has come before.
  [[nodiscard]] Day day_taken_on(const Shipment& shipment, Day day);
  [[nodiscard]] Status end_stage(DayContext& today, Shipment& shipment);
  [[nodiscard]] Result<Payment> pay_stage(DayContext& today, Shipment& shipment);
  [[nodiscard]] Result<Payment> honour(DayContext& today, Shipment& shipment, Money amount,
                                       Quantity goods, bool last);
  [[nodiscard]] Status ship(DayContext& today, Shipment& shipment);
  [[nodiscard]] Status land(DayContext& today, Shipment& shipment);
  // The books refused a move of the shipment.
  void wait(const DayContext& today, Shipment& shipment, std::optional<Code> refusal) const;
  [[nodiscard]] static bool credit_ended(const DayContext& today, const Shipment& shipment);
  void abandon_order(DayContext& today, Shipment& shipment);
  [[nodiscard]] Status release_expired_holds(DayContext& today);

  const Scenario& scenario_;
  const Draws& draws_;
  struct Expired {
    std::string name;
    Day on;  // next attempt to release its hold
    template <class Archive>
    void serialize(Archive& archive) {
      archive(name, on);
    }
  };
  // How much of its capacity a stage has promised on the last day that it is busy.
  struct Handled {
    Day day;
    std::int64_t amount = 0;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(day, amount);
    }
  };
  std::vector<Handled> handled_;  // per stage
  std::vector<Shipment> shipments_;
  std::vector<Expired> expired_;
  std::vector<OutgoingPayment> paid_;
};

}  // namespace setoff::simulator
