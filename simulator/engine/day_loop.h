#pragma once
// DayLoop: the behaviours of one run, and the phases of a day in their order. All that it remembers
// from one day to the next can be written and read (memory.h); the rest is the scenario's. Errors:
// those of run().

#include "simulator/engine/consultation.h"
#include "simulator/engine/conversions.h"
#include "simulator/engine/disputes.h"
#include "simulator/engine/fixings.h"
#include "simulator/engine/home_money.h"
#include "simulator/engine/limits.h"
#include "simulator/engine/month_end.h"
#include "simulator/engine/orders.h"
#include "simulator/engine/purchases.h"
#include "simulator/engine/recorder.h"
#include "simulator/engine/settlements.h"
#include "simulator/engine/uses.h"
#include "simulator/engine/windows.h"

namespace setoff::simulator {

class DayLoop {
 public:
  DayLoop(const Scenario& scenario, const RunOptions& options)
      : scenario_(scenario),
        draws_(scenario, options.path),
        fixings_(scenario),
        windows_(scenario),
        limits_(scenario),
        supply_(scenario),
        deliveries_(scenario),
        invoicing_(scenario),
        disputes_(scenario, draws_),
        payments_(scenario, draws_),
        purchases_(scenario, draws_),
        releases_(scenario, draws_),
        conversions_(scenario, draws_),
        transfers_(scenario),
        settlements_(scenario, draws_),
        consultation_(scenario),
        uses_(scenario),
        pipeline_(scenario, draws_),
        orders_(scenario),
        stocks_(scenario),
        late_fees_(scenario),
        interest_(scenario),
        home_money_(scenario),
        recorder_(scenario) {}

  [[nodiscard]] Status run_day(EventSubmitter& events, Day day);

  [[nodiscard]] const BuyerPayments& payments() const { return payments_; }
  [[nodiscard]] const ImportPipeline& pipeline() const { return pipeline_; }
  [[nodiscard]] const UseProcess& uses() const { return uses_; }
  [[nodiscard]] const OpenAccountPurchases& purchases() const { return purchases_; }
  [[nodiscard]] Recorder& recorder() { return recorder_; }

  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(limits_, supply_, deliveries_, invoicing_, disputes_, payments_, purchases_, releases_,
            conversions_, transfers_, settlements_, consultation_, uses_, pipeline_, stocks_,
            late_fees_, interest_, home_money_, recorder_);
  }

 private:
  [[nodiscard]] Status market(DayContext& today);
  [[nodiscard]] Status exports(DayContext& today);
  [[nodiscard]] Status money(DayContext& today);
  [[nodiscard]] Status goods(DayContext& today);
  [[nodiscard]] Status month_end(DayContext& today);

  const Scenario& scenario_;
  Draws draws_;
  MarketFixings fixings_;
  WindowCalendar windows_;
  LimitBook limits_;
  SupplyResponse supply_;
  Deliveries deliveries_;
  Invoicing invoicing_;
  Disputes disputes_;
  BuyerPayments payments_;
  OpenAccountPurchases purchases_;
  ReleaseProcess releases_;
  ConversionProcess conversions_;
  TransferProcess transfers_;
  Settlements settlements_;
  Consultation consultation_;
  UseProcess uses_;
  ImportPipeline pipeline_;
  ImportOrders orders_;
  Stocks stocks_;
  LateFees late_fees_;
  InterestAccrual interest_;
  HomeMoney home_money_;
  Recorder recorder_;
};

}  // namespace setoff::simulator
