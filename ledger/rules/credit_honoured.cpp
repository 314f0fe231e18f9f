// credit.honoured: payment against documents, out of the hold and the approval.

#include <algorithm>

#include "ledger/rules/amounts.h"
#include "ledger/rules/credit_view.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/money_moves.h"
#include "ledger/rules/orders.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

// Checks that the windows allow a credit in flight to be honoured on the value date.
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

// The value of goods that arrived before they were paid for leaves transit at once, for what landed
// and for what is short, as if they had been paid for first.
Status book_goods(const RuleContext& context, const CreditView& view, std::int64_t value,
                  std::int64_t quantity) {
  const auto& order = view.order->facts.as<OrderFacts>();
  const auto& line = view.facts().line;
  const auto arrived = settled_by_payment(progress_of(order), quantity);
  const auto parts = value_when_paid(value, quantity, arrived, context.rules().rounding);
  if (!parts) return share_too_large();
  auto& draft = context.draft;
  draft.debit({AccountKind::transit, order.good, line}, view.order->name, context.book(),
              parts->transit);
  draft.debit({AccountKind::landed, order.good, line}, {}, context.book(), parts->landed);
  draft.debit({AccountKind::loss, order.good, line}, {}, context.book(), parts->lost);
  return Ok{};
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
  SETOFF_TRY_STATUS(require_currency(data.amount, view.account->currency, "data.amount"));
  if (Commodity(data.quantity.kind()) != order.unit)
    return Error(Code::currency_mismatch, data.quantity.text() + " is not in the order's unit",
                 "data.quantity");
  const auto live = live_hold(context.state, view.credit.id, day);
  if (live == 0) return credit_ended(view, day);
  SETOFF_TRY_STATUS(check_debit_authority(context, debit_of(view, data.amount), false));
  SETOFF_TRY_STATUS(check_in_flight(context, view));
  SETOFF_TRY_STATUS(check_papers(context, view, data.amount));
  SETOFF_TRY_STATUS(check_spent_fits(context, view.facts().account, data.amount));
  // A back-dated payment must not use what has been freed since, when the credit expired or ended.
  const auto held = std::min(live, held_from(context, view));
  if (data.amount.minor() > held)
    return Error(Code::exceeds_credit,
                 data.amount.text() + " is more than the " + view.money(held).text() + " held");
  if (data.quantity.minor() > order.ordered - order.paid)
    return Error(Code::exceeds_order,
                 data.quantity.text() + " is more than was ordered and not yet paid");
  return Ok{};
}

struct CreditHonouredRules {
  static constexpr std::string_view kMeaning =
      "The bank pays the supplier under a letter of credit.";

  static std::string describe(const CreditHonoured& data) {
    return amount_phrase(data.amount) + " of " + data.credit + " for " +
           amount_phrase(data.quantity);
  }

  static Status prepare(const RuleContext& context, const CreditHonoured& data) {
    SETOFF_TRY(view, require_credit(context, data.credit));
    SETOFF_TRY_STATUS(check_honour(context, view, data));
    const auto& order = view.order->facts.as<OrderFacts>();
    const auto& line = view.facts().line;
    auto& draft = context.draft;
    SETOFF_TRY(out, withdraw_from_lots(context, draft, *view.account, line, data.amount));
    SETOFF_TRY_STATUS(book_goods(context, view, out.value, data.quantity.minor()));
    auto facts = view.facts();
    SETOFF_TRY(parts, capture_hold(context, view, data.amount.minor(), facts));
    consume_approvals(context, *view.account, line, parts);
    const auto rest = held_from(context, view) - data.amount.minor();
    if (data.final && rest > 0) SETOFF_TRY_STATUS(release_hold(context, view, rest, facts));
    facts.captured.add(context.day(), data.amount.minor());
    if (data.final) facts.ended = context.day() + 1;
    draft.debit({AccountKind::q_paid, order.good, order.good}, view.order->name, order.unit,
                data.quantity.minor());
    draft.credit({AccountKind::q_contra, order.good, order.good}, {}, order.unit,
                 data.quantity.minor());
    draft.link(LinkKind::captures, view.credit.lot->opened);
    draft.change_lot(view.credit.id, std::move(facts));
    return Ok{};
  }

  static void apply(State& state, const Event& event, const CreditHonoured& data, Draft&& draft,
                    Sequence) {
    const auto& facts = change_facts(state, std::move(draft)).as<CreditFacts>();
    auto& order = state.lots.at(facts.order).facts.as<OrderFacts>();
    const auto arrived = settled_by_payment(progress_of(order), data.quantity.minor());
    order.moved_from_transit += arrived.quantity;
    order.lost_from_transit += arrived.short_quantity;
    order.paid += data.quantity.minor();
    record_spent(state, facts.account, facts.purpose, event.value_date, data.amount.minor());
  }
};

}  // namespace

SETOFF_RULES(CreditHonoured, CreditHonouredRules)

}  // namespace setoff
