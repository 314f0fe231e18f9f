#include "simulator/engine/pipeline.h"

#include <algorithm>

#include "ledger/books/holds.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/business_days.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

namespace {

constexpr int kTryAgain = 7;  // days, for what only tidies up

// By StageKind.
constexpr std::string_view kStageWords[] = {"open_credit", "shipping", "customs"};

}  // namespace

std::vector<Arrival> ImportPipeline::arrivals(GoodRef good, Day day) const {
  std::vector<Arrival> expected;
  for (const auto& shipment : shipments_) {
    if (shipment.good != good) continue;
    const std::int64_t quantity = shipment.landed ? shipment.arrived : shipment.quantity;
    if (shipment.credit.empty()) {
      expected.push_back({expected_arrival(scenario_, day), quantity});
      continue;
    }
    Day on = std::max(day, shipment.next);
    for (std::size_t i = shipment.stage + 1; i < scenario_.imports->pipeline.size(); ++i)
      on = after(scenario_.time.workdays, on, scenario_.imports->pipeline[i].takes);
    expected.push_back({on, quantity});
  }
  return expected;
}

bool ImportPipeline::waits_for_credit(GoodRef good) const {
  return std::ranges::any_of(shipments_,
                             [&](const Shipment& s) { return s.good == good && s.credit.empty(); });
}

Status ImportPipeline::place(DayContext& today, GoodRef ref, std::int64_t quantity,
                             const Rate& price, const std::string& release) {
  const Good& good = scenario_.imports->goods[ref.index()];
  const std::string name = ledger_name(good.name);
  std::string order = "order-" + name + "-" + today.day.text();
  const auto same = std::ranges::count_if(
      shipments_, [&](const Shipment& s) { return s.order.starts_with(order); });
  if (same > 0) order += "-" + std::to_string(same + 1);
  SETOFF_TRY(answer, today.events.submit(
                         order, OrderPlaced{.order = order,
                                            .good = name,
                                            .quantity = Quantity(quantity, good.unit),
                                            .price = price,
                                            .supplier = name_of(scenario_, good.supplier)}));
  if (!answer.booked()) return Ok{};  // the good is wanted again next period
  today.flows.goods[ref.index()].ordered += quantity;
  Shipment shipment;
  shipment.order = order;
  shipment.good = ref;
  shipment.quantity = quantity;
  shipment.price = price;
  SETOFF_TRY_STATUS(apply_for_credit(today, shipment, release));
  shipments_.push_back(std::move(shipment));
  return Ok{};
}

Status ImportPipeline::apply_for_credit(DayContext& today, Shipment& shipment,
                                        const std::string& release) {
  const Imports& imports = *scenario_.imports;
  SETOFF_TRY(cost, cost_of(scenario_, today.state(), good_of(shipment), shipment.price,
                           shipment.quantity, today.day));
  std::optional<Money> advance;
  const Stage& first = imports.pipeline.front();
  if (first.kind == StageKind::open_credit && first.pay_share.mantissa() > 0) {
    SETOFF_TRY(minor, times(cost.amount.minor(), first.pay_share, scenario_.currency.rounding));
    advance = Money(minor, cost.amount.kind());
  }
  const std::string credit = "lc-" + shipment.order;
  SETOFF_TRY(answer, today.events.submit(
                         credit, CreditIssued{.credit = credit,
                                              .release = release,
                                              .order = shipment.order,
                                              .account = name_of(scenario_, imports.account),
                                              .amount = cost.amount,
                                              .tolerance = imports.tolerance,
                                              .advance = advance,
                                              .expiry = today.day + imports.credit_valid_days}));
  if (!answer.booked()) {
    wait(today, shipment, answer.refusal);
    shipment.window_closed = answer.refused(Code::window_closed);
    return Ok{};
  }
  shipment.credit = credit;
  shipment.expiry = today.day + imports.credit_valid_days;
  shipment.amount = cost.amount;
  begin_stage(shipment, today.day);
  return Ok{};
}

Result<std::optional<std::string>> ImportPipeline::money_for(
    const DayContext& today, const Shipment& shipment,
    const ReleaseProcess& release_process) const {
  const Good& good = good_of(shipment);
  SETOFF_TRY(cost,
             cost_of(scenario_, today.state(), good, shipment.price, shipment.quantity, today.day));
  const std::string supplier = name_of(scenario_, good.supplier);
  for (const auto& release :
       live_releases(today.state(), name_of(scenario_, scenario_.imports->account), today.day)) {
    const bool fits = release.purpose == ledger_name(good.purpose) &&
                      (!release.payee || *release.payee == supplier) && release.open >= cost.hold &&
                      !release_process.is_for_use(release.name);
    if (fits) return std::optional(release.name);
  }
  return std::optional<std::string>();
}

Status ImportPipeline::retry_credit(DayContext& today, Shipment& shipment,
                                    const ReleaseProcess& release_process) {
  SETOFF_TRY(release, money_for(today, shipment, release_process));
  if (release) return apply_for_credit(today, shipment, *release);
  wait(today, shipment, std::nullopt);
  return Ok{};
}

Status ImportPipeline::abandon_waiting_orders(DayContext& today,
                                              const ReleaseProcess& release_process) {
  for (auto& shipment : shipments_) {
    if (!shipment.credit.empty()) continue;
    SETOFF_TRY(release, money_for(today, shipment, release_process));
    if (shipment.window_closed && release) continue;
    today.events.add_note("the order " + shipment.order + " is given up: " +
                          (release ? "its credit is refused" : "no approval covers its credit"));
    shipment.ended = true;
  }
  std::erase_if(shipments_, [](const Shipment& s) { return s.ended; });
  return Ok{};
}

Day ImportPipeline::day_taken_on(const Shipment& shipment, Day day) {
  const auto& capacity = scenario_.imports->pipeline[shipment.stage].capacity;
  if (!capacity) return day;
  Handled& handled = handled_[shipment.stage];
  if (handled.day < day) handled = {day, 0};
  const std::int64_t per_day = capacity->minor();
  const std::int64_t ahead = handled.amount + std::max<std::int64_t>(shipment.quantity, 1);
  const std::int64_t days = (ahead - 1) / per_day;
  handled = {handled.day + static_cast<int>(days), ahead - days * per_day};
  return handled.day;
}

void ImportPipeline::begin_stage(Shipment& shipment, Day day) {
  const Stage& stage = scenario_.imports->pipeline[shipment.stage];
  shipment.papers = false;
  Day end = draws_.after(scenario_.time.workdays, day_taken_on(shipment, day), stage.takes,
                         "stage/" + std::string(kStageWords[static_cast<std::size_t>(stage.kind)]) +
                             "/" + shipment.order);
  for (const auto& shock : scenario_.shocks) {
    if (shock.target == ShockTarget::stage && shock.stage == shipment.stage &&
        shock.when.holds(day))
      end = end + shock.add_days;
  }
  shipment.next = std::max(end, day);
}

Status ImportPipeline::run_day(DayContext& today, const ReleaseProcess& release_process) {
  for (auto& shipment : shipments_) {
    if (shipment.waits && credit_ended(today, shipment)) {
      abandon_order(today, shipment);
      continue;
    }
    if (stands(shipment.waits, scenario_, today)) continue;
    shipment.waits.reset();
    if (shipment.credit.empty() && shipment.next <= today.day)
      SETOFF_TRY_STATUS(retry_credit(today, shipment, release_process));
    // A stage of zero days ends on the day it begins.
    while (!shipment.ended && !shipment.credit.empty() && shipment.next <= today.day)
      SETOFF_TRY_STATUS(end_stage(today, shipment));
  }
  std::erase_if(shipments_, [](const Shipment& s) { return s.ended; });
  return release_expired_holds(today);
}

// Nothing can be paid from the credit any more, whatever the order waits for.
bool ImportPipeline::credit_ended(const DayContext& today, const Shipment& shipment) {
  if (shipment.credit.empty()) return false;
  const State& state = today.state();
  return live_hold(state, state.lots.find(shipment.credit), today.day) == 0;
}

Status ImportPipeline::end_stage(DayContext& today, Shipment& shipment) {
  SETOFF_TRY(payment, pay_stage(today, shipment));
  if (payment == Payment::abandoned) {
    abandon_order(today, shipment);
    return Ok{};
  }
  if (payment == Payment::refused) return Ok{};  // and waits
  const StageKind kind = scenario_.imports->pipeline[shipment.stage].kind;
  const bool last = shipment.stage + 1 == scenario_.imports->pipeline.size();
  if (!shipment.shipped) SETOFF_TRY_STATUS(ship(today, shipment));
  if (!shipment.landed && (last || kind != StageKind::open_credit))
    SETOFF_TRY_STATUS(land(today, shipment));
  if (last) {
    today.flows.goods[shipment.good.index()].in_stock += shipment.arrived;
    shipment.ended = true;
    return Ok{};
  }
  ++shipment.stage;
  begin_stage(shipment, today.day);
  return Ok{};
}

Status ImportPipeline::ship(DayContext& today, Shipment& shipment) {
  SETOFF_TRY(answer,
             today.events.submit(
                 "ship-" + shipment.order,
                 GoodsShipped{.order = shipment.order,
                              .quantity = Quantity(shipment.quantity, good_of(shipment).unit),
                              .papers = {"bill of lading of " + shipment.order}}));
  shipment.shipped = answer.booked();
  return Ok{};
}

Status ImportPipeline::land(DayContext& today, Shipment& shipment) {
  const Unit unit = good_of(shipment).unit;
  SETOFF_TRY(missing, times(shipment.quantity, scenario_.imports->landing_loss,
                            scenario_.currency.rounding));
  std::optional<Quantity> short_quantity;
  if (missing > 0) short_quantity = Quantity(missing, unit);
  SETOFF_TRY(answer, today.events.submit(
                         "land-" + shipment.order,
                         GoodsLanded{.order = shipment.order,
                                     .quantity = Quantity(shipment.quantity - missing, unit),
                                     .short_quantity = short_quantity}));
  shipment.landed = true;
  shipment.arrived = answer.booked() ? shipment.quantity - missing : 0;
  today.flows.goods[shipment.good.index()].landed += shipment.arrived;
  return Ok{};
}

// Releases the hold of an abandoned order's credit once none of it is live. Nothing depends on it:
// available money never counts an expired hold.
Status ImportPipeline::release_expired_holds(DayContext& today) {
  std::vector<Expired> waiting;
  std::swap(waiting, expired_);
  for (Expired& credit : waiting) {
    if (credit.on <= today.day) {
      SETOFF_TRY(answer, today.events.submit("expire-" + credit.name,
                                             CreditExpired{.credit = credit.name}));
      if (answer.booked() || answer.refused(Code::credit_ended)) continue;
      credit.on = today.day + kTryAgain;
    }
    expired_.push_back(std::move(credit));
  }
  return Ok{};
}

void ImportPipeline::wait(const DayContext& today, Shipment& shipment,
                          std::optional<Code> refusal) const {
  shipment.waits = Obstacle(scenario_, today, refusal, {scenario_.imports->account});
  shipment.next = today.day + 1;
}

void ImportPipeline::abandon_order(DayContext& today, Shipment& shipment) {
  today.events.add_note(
      "the order " + shipment.order + " is given up: its credit ended with " +
      Money(shipment.amount.minor() - shipment.paid, shipment.amount.kind()).text() + " unpaid");
  shipment.ended = true;
  expired_.push_back({shipment.credit, std::max(today.day, shipment.expiry) + 1});
}

}  // namespace setoff::simulator
