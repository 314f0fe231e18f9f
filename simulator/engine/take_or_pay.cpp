#include "simulator/engine/take_or_pay.h"

#include <algorithm>
#include <utility>

#include "ledger/arithmetic/shares.h"
#include "ledger/rules/amounts.h"
#include "ledger/rules/invoices.h"
#include "ledger/text/date_text.h"
#include "simulator/engine/flows.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/evaluate.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

namespace {

// `share` of a flow, less what the carrier keeps of it; in minor units, rounded once.
Result<std::int64_t> reaches_buyer(const Contract& terms, std::int64_t flow, Decimal share,
                                   Rounding rounding) {
  SETOFF_TRY(part, Exact(flow, 0).times(share));
  SETOFF_TRY(kept, part.times(Decimal(-terms.retained.mantissa(), terms.retained.exponent())));
  SETOFF_TRY(left, part.plus(kept));
  return left.round(0, rounding);
}

// The largest quantity whose share of the amount is paid.
std::int64_t paid_quantity(const MakeupDue& left) {
  if (left.paid >= left.amount) return left.quantity;
  return share_of(left.quantity, left.paid, left.amount, Rounding::down).value();
}

}  // namespace

TakeOrPayClaims::TakeOrPayClaims(const Scenario& scenario)
    : scenario_(scenario), lines_(scenario.exports.size()) {
  for (auto& of : lines_)
    of.from = scenario.time.from;
}

Result<std::int64_t> TakeOrPayClaims::floor_of(LineRef line, Day from, Day to) const {
  const Contract& terms = scenario_.line(line);
  std::int64_t sum = 0;
  for (Day day = from; day < to; day = day + 1) {
    const Quantity* most = terms.contract_max.at(day);
    const auto more = checked_add(sum, most == nullptr ? 0 : most->minor());
    if (!more) return Error(Code::overflow, "the sum of contract_max does not fit", terms.path());
    sum = *more;
  }
  return reaches_buyer(terms, sum, terms.take_or_pay->share, scenario_.currency.rounding);
}

// What was taken in the running period beyond all that has to be taken in it, and not made up yet.
Result<std::int64_t> TakeOrPayClaims::beyond_floor(const State& state, LineRef line,
                                                   Day day) const {
  const OfLine& of = lines_[line.index()];
  Day end = of.from + 1;
  while (!period_begins(scenario_.time, scenario_.line(line).take_or_pay->every, end))
    end = end + 1;
  SETOFF_TRY(floor, floor_of(line, of.from, end));
  return delivered_in(state, name_of(scenario_, line), of.from, day) - floor - of.made_up;
}

Status TakeOrPayClaims::take_makeup(DayContext& today, LineRef line, Unbilled& unbilled) {
  const OfLine& of = lines_[line.index()];
  for (const Shortfall& shortfall : of.can_be_made_up) {
    // What was delivered after its last day is billed.
    const Day to = std::min(today.day, shortfall.until + 1);
    if (to <= unbilled.from()) continue;
    SETOFF_TRY(beyond, beyond_floor(today.state(), line, to));
    const std::string name = name_of(scenario_, line);
    const auto open = std::min({beyond, unbilled.quantity(),
                                delivered_in(today.state(), name, unbilled.from(), to) -
                                    made_up_in(today.state(), name, unbilled.from(), to)});
    SETOFF_TRY_STATUS(make_up(today, line, shortfall, {unbilled.from(), to, open}, unbilled));
  }
  return Ok{};
}

// Makes up as much of the shortfall as is paid, of what was taken and is not billed.
Status TakeOrPayClaims::make_up(DayContext& today, LineRef line, const Shortfall& shortfall,
                                const Taken& taken, Unbilled& unbilled) {
  const MakeupDue left = makeup_due(today.state(), shortfall.name, today.day);
  const auto quantity = std::min(taken.quantity, paid_quantity(left));
  if (quantity <= 0) return Ok{};
  const auto amount = share_of(left.amount, quantity, left.quantity, scenario_.currency.rounding);
  if (!amount || *amount <= 0) return Ok{};
  const std::string id = shortened_name("makeup-" + shortfall.name + "-" + today.day.text());
  SETOFF_TRY(answer, today.events.submit(
                         id, MakeupTaken{.shortfall = shortfall.name,
                                         .from = taken.from,
                                         .to = taken.to,
                                         .quantity = Quantity(quantity, scenario_.line(line).unit),
                                         .amount = Money(*amount, scenario_.currency.contract)}));
  if (!answer.booked()) return Ok{};  // it is billed instead
  unbilled.take_last(quantity);
  lines_[line.index()].made_up += quantity;
  return Ok{};
}

Status TakeOrPayClaims::run_day(DayContext& today, LineRef line, Deliveries& deliveries,
                                std::vector<IssuedInvoice>& issued) {
  const auto& terms = scenario_.line(line).take_or_pay;
  if (!terms) return Ok{};
  OfLine& of = lines_[line.index()];
  if (today.day != scenario_.time.from && period_begins(scenario_.time, terms->every, today.day)) {
    if (!of.ended) of.ended = of.from;
    of.from = today.day;
    of.made_up = 0;
    of.not_delivered += deliveries.take_not_delivered(line);
  }
  if (of.ended) {
    SETOFF_TRY(done, claim(today, line, issued));
    if (done) {
      of.ended.reset();
      of.not_delivered = 0;
    }
  }
  return lapse(today, line, deliveries.unbilled(line).from());
}

Result<bool> TakeOrPayClaims::claim(DayContext& today, LineRef line,
                                    std::vector<IssuedInvoice>& issued) {
  const Contract& terms = scenario_.line(line);
  OfLine& of = lines_[line.index()];
  const Day from = *of.ended;
  const Day to = of.from;
  SETOFF_TRY(floor, floor_of(line, from, to));
  SETOFF_TRY(not_delivered,
             reaches_buyer(terms, of.not_delivered, Decimal(1, 0), scenario_.currency.rounding));
  const auto missing = floor - delivered_in(today.state(), name_of(scenario_, line), from, to);
  const auto excused =
      std::clamp<std::int64_t>(not_delivered, 0, std::max<std::int64_t>(missing, 0));
  if (missing - excused <= 0) return true;
  SETOFF_TRY(price, price_on(scenario_, terms, to - 1));
  const std::vector<Slice> slices{slice_of(terms, Quantity(missing - excused, terms.unit), price)};
  SETOFF_TRY(amount, invoice_amount(today.state(), slices, today.day));
  if (!amount.is_positive()) return true;
  const std::string name = shortened_name(ledger_name(terms.name) + "-shortfall-" +
                                          format_date(from, scenario_.time.months));
  const auto until = today.day + terms.take_or_pay->makeup_days;
  const bool can_be_made_up = terms.take_or_pay->makeup_days > 0;
  ShortfallClaimed event{.shortfall = name,
                         .line = ledger_name(terms.name),
                         .from = from,
                         .to = to,
                         .floor = Quantity(floor, terms.unit),
                         .excused = {},
                         .slices = slices,
                         .amount = amount,
                         .due = today.day + terms.due_days,
                         .makeup_until = can_be_made_up ? std::optional(until) : std::nullopt};
  if (excused > 0) event.excused = Quantity(excused, terms.unit);
  SETOFF_TRY(answer, today.events.submit(name, std::move(event)));
  if (!answer.booked()) return false;
  issued.push_back(
      {name, line, today.day, today.day + terms.due_days, amount, ClaimKind::shortfall});
  if (can_be_made_up) of.can_be_made_up.push_back({name, until});
  return true;
}

// Once everything that was delivered in time is billed.
Status TakeOrPayClaims::lapse(DayContext& today, LineRef line, Day not_billed_from) {
  auto& all = lines_[line.index()].can_be_made_up;
  for (auto shortfall = all.begin(); shortfall != all.end();) {
    if (not_billed_from <= shortfall->until) {
      ++shortfall;
      continue;
    }
    if (makeup_due(today.state(), shortfall->name, today.day).quantity > 0)
      SETOFF_TRY_STATUS(today.events.require(shortened_name("lapse-" + shortfall->name),
                                             MakeupLapsed{shortfall->name}));
    shortfall = all.erase(shortfall);
  }
  return Ok{};
}

}  // namespace setoff::simulator
