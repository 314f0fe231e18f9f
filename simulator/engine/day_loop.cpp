#include "simulator/engine/day_loop.h"

#include "simulator/engine/listings.h"
#include "simulator/engine/terms.h"

namespace setoff::simulator {

Status DayLoop::run_day(EventSubmitter& events, Day day) {
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

Status DayLoop::market(DayContext& today) {
  today.events.begin(Phase::fixings);
  SETOFF_TRY_STATUS(fixings_.run_day(today));
  today.events.begin(Phase::windows);
  SETOFF_TRY_STATUS(windows_.run_day(today));
  SETOFF_TRY_STATUS(change_listings(scenario_, today));
  return limits_.run_day(today);
}

Status DayLoop::exports(DayContext& today) {
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

Status DayLoop::money(DayContext& today) {
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

Status DayLoop::goods(DayContext& today) {
  today.events.begin(Phase::pipeline);
  SETOFF_TRY_STATUS(pipeline_.run_day(today, releases_));
  today.events.begin(Phase::orders);
  SETOFF_TRY_STATUS(orders_.run_day(today, stocks_, pipeline_, releases_));
  today.events.begin(Phase::stocks);
  return stocks_.run_day(today);
}

Status DayLoop::month_end(DayContext& today) {
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

}  // namespace setoff::simulator
