// Rules of credit.honoured: money against papers, out of the hold and the approval.

#include <algorithm>

#include "ledger/core/amounts.h"
#include "ledger/core/credit_view.h"
#include "ledger/core/money_moves.h"

namespace setoff {
namespace {

// Whether the windows let a credit in flight be honoured today.
Status check_in_flight(const RuleContext& context, const CreditView& view) {
  const auto& facts = view.facts();
  if (facts.in_flight == InFlight::run_off) return Ok{};
  const bool covered =
      context.state.windows.covering(facts.line, facts.purpose, view.account->place,
                                     context.day()) != nullptr;
  if (covered) return Ok{};
  return Error(Code::window_closed, "the credit '" + view.credit.lot->name +
                                        "' is held back outside its windows (in_flight: " +
                                        std::string(enum_name(facts.in_flight)) + ")");
}

// Value of goods that landed before they were paid for: it leaves transit at once.
Result<std::int64_t> landed_before(const RuleContext& context, const OrderFacts& order,
                                   std::int64_t value, std::int64_t quantity) {
  const auto waiting = order.landed + order.short_landed - order.settled;
  if (waiting <= 0) return std::int64_t{0};
  return share_of(value, std::min(waiting, quantity), quantity, context.rules().rounding);
}

Status check_papers(const RuleContext& context, const CreditView& view, Money amount) {
  const auto papers = unpaid_from(context, view);
  if (amount.minor() > papers)
    return Error(Code::documents_missing, amount.text() + " is more than the " +
                                              view.money(papers).text() +
                                              " that complying papers claim");
  return Ok{};
}

Status check_honour(const RuleContext& context, const CreditView& view,
                    const CreditHonoured& data) {
  const Day day = context.day();
  const auto& order = view.order->facts.as<OrderFacts>();
  TRY_STATUS(need_currency(data.amount, view.account->currency, "data.amount"));
  if (Commodity(data.quantity.kind()) != order.unit)
    return Error(Code::currency_mismatch, data.quantity.text() + " is not in the order's unit",
                 "data.quantity");
  const auto live = live_hold(context.state, view.credit.id, day);
  if (live == 0) return credit_ended(view, day);
  TRY_STATUS(check_open(context, debit_of(view, data.amount), false));
  TRY_STATUS(check_in_flight(context, view));
  TRY_STATUS(check_papers(context, view, data.amount));
  TRY_STATUS(check_spent_fits(context, view.facts().account, data.amount));
  // A payment dated back must leave what was given back since, when the credit expired or ended.
  const auto held = std::min(live, held_from(context, view));
  if (data.amount.minor() > held)
    return Error(Code::exceeds_credit,
                 data.amount.text() + " is more than the " + view.money(held).text() + " held");
  if (data.quantity.minor() > order.ordered - order.paid)
    return Error(Code::exceeds_order,
                 data.quantity.text() + " is more than was ordered and not yet paid");
  return Ok{};
}

CreditFacts after_honour(const CreditView& view, const CreditHonoured& data, Day day) {
  auto facts = view.facts();
  facts.captured.add(day, data.amount.minor());
  if (data.final) facts.ended = day + 1;
  return facts;
}

}  // namespace

Status draft_for(const RuleContext& context, const CreditHonoured& data) {
  TRY(view, view_credit(context, data.credit));
  TRY_STATUS(check_honour(context, view, data));
  const auto& order = view.order->facts.as<OrderFacts>();
  const auto& line = view.facts().line;
  auto& draft = context.draft;
  TRY(out, take_out(context, draft, *view.account, line, data.amount));
  const AccountKey transit{Kind::transit, order.good, line};
  TRY(landed, landed_before(context, order, out.value, data.quantity.minor()));
  draft.debit(transit, view.order->name, context.book(), out.value - landed);
  draft.debit({Kind::landed, order.good, line}, {}, context.book(), landed);
  const auto stage = stage_of(context.state, *view.release, view.account->account);
  draft.debit(view.contra(), {}, view.account->currency, data.amount.minor());
  draft.credit(stage, view.release->name, view.account->currency, data.amount.minor());
  free_hold(draft, view, data.final ? held_from(context, view) : data.amount.minor());
  draft.debit({Kind::q_paid, order.good, order.good}, view.order->name, order.unit,
              data.quantity.minor());
  draft.credit({Kind::q_contra, order.good, order.good}, {}, order.unit, data.quantity.minor());
  draft.link(LinkKind::captures, view.credit.lot->opened);
  draft.set_facts(view.credit.lot->name, after_honour(view, data, context.day()));
  return Ok{};
}
void record(State& state, const Event& event, const CreditHonoured& data, const Draft& draft,
            Sequence) {
  const auto& facts = change_facts(state, draft).as<CreditFacts>();
  auto& order = state.lots.at(facts.order).facts.as<OrderFacts>();
  const auto waiting = std::max<std::int64_t>(0, order.landed + order.short_landed - order.settled);
  order.settled += std::min(waiting, data.quantity.minor());
  order.paid += data.quantity.minor();
  note_spent(state, facts.account, facts.purpose, event.value_date, data.amount.minor());
}

}  // namespace setoff
