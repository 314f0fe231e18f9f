#include "simulator/engine/run.h"

#include "simulator/engine/consultation.h"
#include "simulator/engine/conversions.h"
#include "simulator/engine/disputes.h"
#include "simulator/engine/expectations.h"
#include "simulator/engine/fixings.h"
#include "simulator/engine/home_money.h"
#include "simulator/engine/limits.h"
#include "simulator/engine/listings.h"
#include "simulator/engine/month_end.h"
#include "simulator/engine/orders.h"
#include "simulator/engine/purchases.h"
#include "simulator/engine/recorder.h"
#include "simulator/engine/settlements.h"
#include "simulator/engine/terms.h"
#include "simulator/engine/totals.h"
#include "simulator/engine/uses.h"
#include "simulator/engine/windows.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

namespace {

// The behaviours of one run, in the order of their phases.
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

  Status day(EventSubmitter& events, Day day) {
    DayFlows flows(scenario_);
    DayContext today{day, events, flows};
    events.begin(day);
    if (day == scenario_.time.from) SETOFF_TRY_STATUS(adopt_terms(scenario_, today));
    SETOFF_TRY_STATUS(market(today));
    SETOFF_TRY_STATUS(exports(today));
    SETOFF_TRY_STATUS(money(today));
    SETOFF_TRY_STATUS(goods(today));
    SETOFF_TRY_STATUS(month_end(today));
    limits_.watch(today);
    return recorder_.record(today);
  }

  [[nodiscard]] const BuyerPayments& payments() const { return payments_; }
  [[nodiscard]] const ImportPipeline& pipeline() const { return pipeline_; }
  [[nodiscard]] const UseProcess& uses() const { return uses_; }
  [[nodiscard]] const OpenAccountPurchases& purchases() const { return purchases_; }
  [[nodiscard]] Recorder& recorder() { return recorder_; }

 private:
  Status market(DayContext& today) {
    today.events.begin(Phase::fixings);
    SETOFF_TRY_STATUS(fixings_.run_day(today));
    today.events.begin(Phase::windows);
    SETOFF_TRY_STATUS(windows_.run_day(today));
    SETOFF_TRY_STATUS(change_listings(scenario_, today));
    return limits_.run_day(today);
  }

  Status exports(DayContext& today) {
    today.events.begin(Phase::supply);
    SETOFF_TRY_STATUS(supply_.run_day(today));
    // Invoice yesterday's period before today's delivery enters the next one.
    today.events.begin(Phase::invoices);
    SETOFF_TRY_STATUS(invoicing_.run_day(today, deliveries_));
    SETOFF_TRY_STATUS(purchases_.run_invoices(today));
    SETOFF_TRY_STATUS(limits_.follow_trade(today, invoicing_));
    today.events.begin(Phase::deliveries);
    SETOFF_TRY_STATUS(deliveries_.run_day(today, supply_));
    SETOFF_TRY_STATUS(purchases_.run_deliveries(today, supply_));
    today.events.begin(Phase::payments);
    SETOFF_TRY_STATUS(disputes_.run_day(today, invoicing_));
    return payments_.run_day(today, invoicing_, supply_);
  }

  Status money(DayContext& today) {
    today.events.begin(Phase::requests);
    SETOFF_TRY_STATUS(releases_.run_requests(today));
    SETOFF_TRY_STATUS(uses_.run_requests(today, releases_));
    today.events.begin(Phase::approvals);
    SETOFF_TRY_STATUS(releases_.run_approvals(today));
    today.events.begin(Phase::conversions);
    SETOFF_TRY_STATUS(conversions_.run_day(today, releases_, transfers_.arrived()));
    today.events.begin(Phase::transfers);
    SETOFF_TRY_STATUS(transfers_.run_day(today, releases_));
    today.events.begin(Phase::uses);
    SETOFF_TRY_STATUS(uses_.run_day(today, releases_));
    SETOFF_TRY_STATUS(purchases_.run_payments(today));
    return settlements_.run_day(today);
  }

  Status goods(DayContext& today) {
    today.events.begin(Phase::pipeline);
    SETOFF_TRY_STATUS(pipeline_.run_day(today, releases_));
    today.events.begin(Phase::orders);
    SETOFF_TRY_STATUS(orders_.run_day(today, stocks_, pipeline_, releases_));
    today.events.begin(Phase::stocks);
    return stocks_.run_day(today);
  }

  Status month_end(DayContext& today) {
    today.events.begin(Phase::late_fees);
    SETOFF_TRY_STATUS(late_fees_.run_day(today, invoicing_));
    today.events.begin(Phase::interest);
    SETOFF_TRY_STATUS(interest_.run_day(today));
    consultation_.end_day(today);
    today.events.begin(Phase::revaluation);
    SETOFF_TRY_STATUS(revalue(scenario_, today));
    today.events.begin(Phase::home_money);
    return home_money_.run_day(today);
  }

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

}  // namespace

Result<RunResult> run(const Scenario& scenario, EventSink& sink, const RunOptions& options) {
  if (sink.state().adopted)
    return Error(Code::already_adopted,
                 "the books hold an agreement already; a run needs empty books");
  EventSubmitter events(sink, event_source(scenario));
  DayLoop loop(scenario, options);
  const int days = scenario.time.to - scenario.time.from + 1;
  for (int done = 0; done < days; ++done) {
    const Day day = scenario.time.from + done;
    SETOFF_TRY_STATUS(loop.day(events, day));
    if (options.progress && !options.progress(day, done + 1, days)) break;
  }
  RunResult result;
  result.daily = loop.recorder().take_table();
  result.refusals = events.refusals();
  result.notes = events.notes();
  result.events = events.submitted();
  count_refusals(result);
  add_totals(result);
  compute_worst_months(scenario, result);
  std::vector<OutgoingPayment> spent = loop.pipeline().paid();
  for (const auto* paid : {&loop.uses().paid(), &loop.purchases().paid()})
    spent.insert(spent.end(), paid->begin(), paid->end());
  judge_expectations(scenario, sink.state(), {loop.payments().received(), spent}, result);
  return result;
}

}  // namespace setoff::simulator
