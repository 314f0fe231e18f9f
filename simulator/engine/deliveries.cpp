#include "simulator/engine/deliveries.h"

#include <algorithm>

#include "ledger/arithmetic/pricing.h"
#include "simulator/engine/flows.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/evaluate.h"

namespace setoff::simulator {

namespace {

// Value of one day's delivery in the price currency, rounded to its minor unit.
Result<std::int64_t> value_of(const Slice& slice, Currency currency, Rounding rounding) {
  const Unit unit = slice.quantity.kind();
  PricedQuantity goods{Exact(slice.quantity.minor(), unit.scale()), {}, slice.price.value};
  if (slice.heat) {
    SETOFF_TRY(step, step_from(unit, *slice.heat));
    goods.heat = step;
  }
  SETOFF_TRY(value, price_of(goods));
  return value.round(currency.scale(), rounding);
}

}  // namespace

Deliveries::Deliveries(const Scenario& scenario)
    : scenario_(scenario),
      lines_(scenario.exports.size(), OfLine{std::nullopt, Unbilled(scenario.time.from), {}, 0}) {}

Status Deliveries::run_day(DayContext& today, const SupplyResponse& supply) {
  for (std::uint32_t i = 0; i < lines_.size(); ++i) {
    const LineRef line(i);
    SETOFF_TRY(stated, stated_flow_on(scenario_, line, today.day));
    SETOFF_TRY(flow, supply.flow(line, stated));
    today.flows.lines[i].cut = supply.cuts(line);
    today.flows.lines[i].price = lines_[i].price;
    SETOFF_TRY(parts, divide_flow(scenario_.line(line), flow, scenario_.currency.rounding,
                                  lines_[i].flowed));
    today.flows.lines[i].retained = parts.retained.minor();
    if (parts.delivered.is_positive()) SETOFF_TRY_STATUS(deliver(today, line, parts.delivered));
    SETOFF_TRY_STATUS(count_not_delivered(today, line, flow));
  }
  return Ok{};
}

Status Deliveries::count_not_delivered(const DayContext& today, LineRef line, Quantity flow) {
  if (!scenario_.line(line).take_or_pay) return Ok{};
  SETOFF_TRY(nominated, nominated_flow_on(scenario_, line, today.day));
  const bool refused = flow.is_positive() && today.flows.lines[line.index()].delivered == 0;
  const auto missing = nominated.minor() - (refused ? 0 : flow.minor());
  auto& sum = lines_[line.index()].not_delivered;
  const auto more = checked_add(sum, std::max<std::int64_t>(0, missing));
  if (!more) return Error(Code::overflow, "what is not delivered does not fit");
  sum = *more;
  return Ok{};
}

Status Deliveries::fix_price(DayContext& today, LineRef line, const Rate& price) {
  auto& of = lines_[line.index()];
  if (of.price == price) return Ok{};
  of.price = price;
  const Contract& terms = scenario_.line(line);
  const std::string key = shortened_name("price-" + ledger_name(terms.name));
  return today.events.require(key + "-" + today.day.text(),
                              PriceFixed{.key = key,
                                         .date = today.day,
                                         .value = price,
                                         .source = {"exports." + terms.name + ".price"},
                                         .tag = Tag::derived,
                                         .supersedes = false});
}

Status Deliveries::deliver(DayContext& today, LineRef line, Quantity quantity) {
  const Contract& terms = scenario_.line(line);
  auto& flows = today.flows.lines[line.index()];
  SETOFF_TRY(price, price_on(scenario_, terms, today.day));
  SETOFF_TRY_STATUS(fix_price(today, line, price));
  flows.price = price;

  const std::string name = ledger_name(terms.name);
  const std::string id = name + "-delivery-" + today.day.text();
  SETOFF_TRY(answer, today.events.submit(id, DeliveryMetered{.delivery = id,
                                                             .line = name,
                                                             .meter = name + "-meter",
                                                             .from = today.day,
                                                             .to = today.day + 1,
                                                             .quantity = quantity}));
  if (!answer.booked()) return Ok{};  // a missed delivery is not made up later

  const Slice slice = slice_of(terms, quantity, price);
  SETOFF_TRY(worth, value_of(slice, terms.price_currency, scenario_.currency.rounding));
  flows.delivered = quantity.minor();
  flows.delivered_value = worth;
  return lines_[line.index()].unbilled.add(slice);
}

}  // namespace setoff::simulator
