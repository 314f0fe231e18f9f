#include "simulator/engine/payment_plan.h"

#include <algorithm>

#include "ledger/arithmetic/shares.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/identities.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

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

// A payment stated as a fact, named by kind, line and day; a second one on a day gets a number.
void PaymentPlan::plan_fact(const std::string& kind, Day on, std::optional<LineRef> line,
                            Money amount) {
  if (on < scenario_.time.from) return;
  const std::string name =
      kind + "-" + (line ? name_of(scenario_, *line) : std::string("all")) + "-" + on.text();
  const auto alike = std::ranges::count_if(planned_, [&](const PlannedPayment& other) {
    return other.on == on && other.line == line && other.name.starts_with(kind);
  });
  planned_.push_back(
      {.on = on,
       .name = shortened_name(alike == 0 ? name : name + "-" + std::to_string(alike + 1)),
       .line = line,
       .amount = amount,
       .invoice = std::nullopt,
       .cap = PaymentCap::none});
}

void PaymentPlan::plan_recorded() {
  const auto& terms = scenario_.payments;
  const bool history = scenario_.flows == Flows::recorded;
  for (const auto& payment : terms.recorded) {
    if (history || (terms.behaviour_from && payment.date < *terms.behaviour_from))
      plan_fact("recorded", payment.date, payment.line, payment.amount);
  }
  for (const auto& bridge : terms.bridges)
    plan_fact("bridge", bridge.date, bridge.line, bridge.amount);
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
  SETOFF_TRY(minor, times(invoice.amount.minor(), share, scenario_.currency.rounding));
  if (minor == 0) return Ok{};
  planned_.push_back({.on = on,
                      .name = shortened_name("payment-" + invoice.name),
                      .line = invoice.line,
                      .amount = Money(minor, invoice.amount.kind()),
                      .invoice = invoice.name,
                      .due = invoice.due,
                      .cap = PaymentCap::invoice});
  return Ok{};
}

// The line's overdue claims that no other planned payment will settle, neither the regular payment
// of an overdue invoice nor a pending arrears payment.
std::int64_t PaymentPlan::arrears_on(const State& state, LineRef line, Day day,
                                     std::string_view payment) const {
  const int grace = rules_on(state, day).grace_days;
  std::int64_t sum = claims_on(state, name_of(scenario_, line), day).overdue;
  for (const auto& planned : planned_) {
    if (planned.line != line || planned.name == payment) continue;
    const bool promised = planned.cap == PaymentCap::arrears ||
                          (planned.cap == PaymentCap::invoice && day > planned.due + grace);
    if (promised) sum -= planned.amount.minor();
  }
  return std::max<std::int64_t>(0, sum);
}

// What a regular payment still has to pay: less in proportion where a credit note has lowered the
// invoice.
std::int64_t PaymentPlan::left_of(const State& state, const PlannedPayment& payment) {
  const std::int64_t amount = payment.amount.minor();
  if (payment.cap != PaymentCap::invoice) return amount;
  const auto* invoice = state.lots.find_as<InvoiceFacts>(*payment.invoice);
  if (invoice == nullptr || invoice->credited == 0) return amount;
  return share_of(amount, invoice->amount - invoice->credited, invoice->amount, Rounding::half_even)
      .value_or(amount);
}

// The line's open claims that no other invoice's regular payment will settle. What is disputed of
// an invoice is not open, and its payment will not settle it.
std::int64_t PaymentPlan::room_for(const State& state, const PlannedPayment& payment,
                                   Day day) const {
  const std::string line = name_of(scenario_, *payment.line);
  const ClaimSplit claims = claims_on(state, line, day);
  std::int64_t room = claims.undue + claims.due + claims.overdue;
  for (const auto& planned : planned_)
    if (planned.cap == PaymentCap::invoice && planned.line == payment.line &&
        planned.name != payment.name)
      room -= std::max<std::int64_t>(
          0, left_of(state, planned) - disputed_of(state, line, *planned.invoice, day));
  return std::max<std::int64_t>(0, room);
}

Money PaymentPlan::payable_amount(const State& state, const PlannedPayment& payment,
                                  Day day) const {
  const std::int64_t wanted = left_of(state, payment);
  std::int64_t most = wanted;
  if (payment.cap == PaymentCap::arrears) {
    most = arrears_on(state, *payment.line, day, payment.name);
  } else if (payment.cap == PaymentCap::invoice &&
             scenario_.payments.allocation != Allocation::instructed) {
    most = room_for(state, payment, day);
  } else if (payment.cap == PaymentCap::invoice) {
    most = open_of(state, name_of(scenario_, *payment.line), *payment.invoice, day);
  }
  return Money(std::min(wanted, most), payment.amount.kind());
}

// What the rule pays of each line's arrears, in minor units of the book currency.
Result<std::vector<std::int64_t>> PaymentPlan::arrears_of(const DayContext& today,
                                                          const ArrearsRule& rule,
                                                          const std::string& name) const {
  std::vector<std::int64_t> parts;
  std::int64_t sum = 0;
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    const std::string line = name_of(scenario_, LineRef(i));
    const Decimal share = draws_.share(rule.share, "arrears-share/" + name + "/" + line);
    SETOFF_TRY(part, times(arrears_on(today.state(), LineRef(i), today.day), share,
                           scenario_.currency.rounding));
    parts.push_back(part);
    sum += part;
  }
  if (!rule.at_most || sum == 0) return parts;
  SETOFF_TRY(most, converted(today.state(), *rule.at_most, scenario_.currency.contract, today.day));
  if (sum <= most.minor()) return parts;
  return split(most.minor(), parts);
}

Status PaymentPlan::plan_arrears(DayContext& today) {
  const auto& rules = scenario_.payments.arrears;
  if (!behaves(today.day) || budget_gap(today.day)) return Ok{};
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!period_begins(scenario_.time, rules[i].every, today.day)) continue;
    if (rules[i].when && !rules[i].when->holds(today.day)) continue;
    const std::string name = "arrears-" + identity_of(rules[i]) + "-" + today.day.text();
    SETOFF_TRY(parts, arrears_of(today, rules[i], name));
    for (std::uint32_t line = 0; line < parts.size(); ++line) {
      if (parts[line] == 0) continue;
      planned_.push_back({.on = today.day,
                          .name = shortened_name(name + "-" + name_of(scenario_, LineRef(line))),
                          .line = LineRef(line),
                          .amount = Money(parts[line], scenario_.currency.contract),
                          .invoice = std::nullopt,
                          .cap = PaymentCap::arrears});
    }
  }
  return Ok{};
}

Status PaymentPlan::plan_pressure(DayContext& today, const SupplyResponse& supply) {
  const auto& pressure = scenario_.payments.pressure;
  if (!pressure || !behaves(today.day)) return Ok{};
  for (const LineRef line : supply.begun()) {
    const std::string name = "pressure-" + name_of(scenario_, line) + "-" + today.day.text();
    const Day on =
        draws_.after(scenario_.time.workdays, today.day, pressure->after, "pressure-delay/" + name);
    const Decimal share = draws_.share(pressure->share, "pressure-share/" + name);
    SETOFF_TRY(minor, times(arrears_on(today.state(), line, today.day), share,
                            scenario_.currency.rounding));
    if (minor > 0 && !budget_gap(on))
      planned_.push_back({.on = on,
                          .name = shortened_name(name),
                          .line = line,
                          .amount = Money(minor, scenario_.currency.contract),
                          .invoice = std::nullopt,
                          .cap = PaymentCap::arrears});
  }
  return Ok{};
}

Status PaymentPlan::run_day(DayContext& today, const Invoicing& invoicing,
                            const SupplyResponse& supply) {
  for (const auto& invoice : invoicing.issued())
    SETOFF_TRY_STATUS(plan_regular(invoice));
  SETOFF_TRY_STATUS(plan_pressure(today, supply));
  return plan_arrears(today);
}

}  // namespace setoff::simulator
