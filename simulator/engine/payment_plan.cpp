#include "simulator/engine/payment_plan.h"

#include <algorithm>

#include "simulator/engine/periods.h"
#include "simulator/engine/views.h"

namespace setoff::sim {

namespace {

bool pays_nothing(const RegularPayment& pays) {
  return pays.share.is_constant() && pays.share.center() <= 0;
}

}  // namespace

PaymentPlan::PaymentPlan(const Scenario& scenario, const Draws& draws)
    : scenario_(scenario), draws_(draws) {
  plan_recorded();
}

bool PaymentPlan::behaves(Day day) const {
  const auto& from = scenario_.payments.behaviour_from;
  if (scenario_.flows == Flows::recorded && !from) return false;
  return !from || *from <= day;
}

const PaymentRegime* PaymentPlan::regime_on(Day day) const {
  const auto& regimes = scenario_.payments.regimes;
  const auto found =
      std::ranges::find_if(regimes, [&](const PaymentRegime& r) { return r.when.holds(day); });
  return found == regimes.end() ? nullptr : &*found;
}

bool PaymentPlan::budget_gap(Day day) const {
  const PaymentRegime* regime = regime_on(day);
  return regime != nullptr && pays_nothing(regime->pays);
}

void PaymentPlan::plan_recorded() {
  const auto& terms = scenario_.payments;
  const bool history = scenario_.flows == Flows::recorded;
  for (std::size_t i = 0; i < terms.recorded.size(); ++i) {
    const auto& payment = terms.recorded[i];
    const bool counts = history || (terms.behaviour_from && payment.date < *terms.behaviour_from);
    if (!counts || payment.date < scenario_.time.from) continue;
    planned_.push_back({.on = payment.date,
                        .name = "payment-" + std::to_string(i + 1) + "-" + payment.date.text(),
                        .line = payment.line,
                        .amount = payment.amount,
                        .invoice = std::nullopt,
                        .capped = false});
  }
  for (std::size_t i = 0; i < terms.bridges.size(); ++i) {
    const auto& bridge = terms.bridges[i];
    if (bridge.date < scenario_.time.from) continue;
    planned_.push_back({.on = bridge.date,
                        .name = "bridge-" + std::to_string(i + 1) + "-" + bridge.date.text(),
                        .line = bridge.line,
                        .amount = bridge.amount,
                        .invoice = std::nullopt,
                        .capped = false});
  }
}

Status PaymentPlan::plan_regular(const IssuedInvoice& invoice) {
  const auto& regular = scenario_.payments.regular;
  if (!regular || !behaves(invoice.date)) return Ok{};
  const auto& workdays = scenario_.time.workdays;
  const std::string delay_key = "payment-delay/" + invoice.name;
  const RegularPayment* pays = &*regular;
  Day on = draws_.after(workdays, invoice.date, pays->after, delay_key);
  if (const PaymentRegime* regime = regime_on(on)) {
    if (pays_nothing(regime->pays)) return Ok{};
    pays = &regime->pays;
    on = std::max(regime->when.from, draws_.after(workdays, invoice.date, pays->after, delay_key));
  }
  const Decimal share = draws_.share(pays->share, "payment-share/" + invoice.name);
  TRY(minor, times(invoice.amount.minor(), share, scenario_.currency.rounding));
  if (minor == 0) return Ok{};
  planned_.push_back({.on = on,
                      .name = fitting_name("payment-" + invoice.name),
                      .line = invoice.line,
                      .amount = Money(minor, invoice.amount.kind()),
                      .invoice = invoice.name,
                      .capped = true});
  return Ok{};
}

// What the rule pays of each line's overdue claims, in the book currency.
Result<std::vector<std::int64_t>> PaymentPlan::arrears_of(const Today& today,
                                                          const ArrearsRule& rule,
                                                          const std::string& name) const {
  std::vector<std::int64_t> parts;
  std::int64_t sum = 0;
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    const std::string line = name_of(scenario_, LineRef(i));
    const Decimal share = draws_.share(rule.share, "arrears-share/" + name + "/" + line);
    TRY(part, times(claims_on(today.state(), line, today.day).overdue, share,
                    scenario_.currency.rounding));
    parts.push_back(part);
    sum += part;
  }
  if (!rule.at_most || sum == 0) return parts;
  TRY(most, converted(today.state(), *rule.at_most, scenario_.currency.contract, today.day));
  if (sum <= most.minor()) return parts;
  return split(most.minor(), parts);
}

Status PaymentPlan::plan_arrears(Today& today) {
  const auto& rules = scenario_.payments.arrears;
  if (!behaves(today.day) || budget_gap(today.day)) return Ok{};
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!period_begins(scenario_.time, rules[i].every, today.day)) continue;
    if (rules[i].when && !rules[i].when->holds(today.day)) continue;
    const std::string name = "arrears-" + std::to_string(i + 1) + "-" + today.day.text();
    TRY(parts, arrears_of(today, rules[i], name));
    for (std::uint32_t line = 0; line < parts.size(); ++line) {
      if (parts[line] == 0) continue;
      planned_.push_back({.on = today.day,
                          .name = fitting_name(name + "-" + name_of(scenario_, LineRef(line))),
                          .line = LineRef(line),
                          .amount = Money(parts[line], scenario_.currency.contract),
                          .invoice = std::nullopt,
                          .capped = true});
    }
  }
  return Ok{};
}

Status PaymentPlan::plan_pressure(Today& today, const SupplyResponse& supply) {
  const auto& pressure = scenario_.payments.pressure;
  if (!pressure || !behaves(today.day)) return Ok{};
  for (const LineRef line : supply.begun()) {
    const std::string name = "pressure-" + name_of(scenario_, line) + "-" + today.day.text();
    const Day on =
        draws_.after(scenario_.time.workdays, today.day, pressure->after, "pressure-delay/" + name);
    const Decimal share = draws_.share(pressure->share, "pressure-share/" + name);
    TRY(minor, times(claims_on(today.state(), name_of(scenario_, line), today.day).overdue, share,
                     scenario_.currency.rounding));
    if (minor > 0 && !budget_gap(on))
      planned_.push_back({.on = on,
                          .name = fitting_name(name),
                          .line = line,
                          .amount = Money(minor, scenario_.currency.contract),
                          .invoice = std::nullopt,
                          .capped = true});
  }
  return Ok{};
}

Status PaymentPlan::act(Today& today, const Invoicing& invoicing, const SupplyResponse& supply) {
  for (const auto& invoice : invoicing.issued())
    TRY_STATUS(plan_regular(invoice));
  TRY_STATUS(plan_pressure(today, supply));
  return plan_arrears(today);
}

std::vector<PlannedPayment> PaymentPlan::take_due(Day day) {
  const auto due = std::stable_partition(planned_.begin(), planned_.end(),
                                         [&](const PlannedPayment& p) { return p.on > day; });
  std::vector<PlannedPayment> now(std::make_move_iterator(due),
                                  std::make_move_iterator(planned_.end()));
  planned_.erase(due, planned_.end());
  return now;
}

}  // namespace setoff::sim
