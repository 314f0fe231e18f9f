// makeup.taken: the buyer takes what it has paid for under take or pay, and is not billed for it.

#include <algorithm>

#include "ledger/arithmetic/shares.h"
#include "ledger/rules/amounts.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/invoices.h"
#include "ledger/rules/makeup.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

// What the quantity was paid with: its share of what is left; all of it if it is all that is left.
Result<Money> paid_with(const RuleContext& context, const MakeupLeft& left, Quantity quantity) {
  if (quantity.minor() > left.quantity)
    return Error(Code::exceeds_lot,
                 quantity.text() + " is more than the " +
                     Quantity(left.quantity, left.unit).text() + " left to make up",
                 "data.quantity");
  const auto share =
      share_of(left.amount, quantity.minor(), left.quantity, context.rules().rounding);
  if (!share) return share_too_large();
  return Money(*share, context.book());
}

// Only what is paid can be made up.
Status require_paid(const RuleContext& context, const MakeupLeft& left, Money amount) {
  const auto& facts = *left.claim.facts;
  const auto open = [&](AccountKind kind) {
    const AccountKey account{kind, facts.object, facts.line};
    return context.after().lot_balance(account, left.claim.lot->name).max_from(context.day());
  };
  const Int128 unpaid =
      Int128{open(AccountKind::claim)} + open(AccountKind::disputed) + facts.written_off;
  const auto paid = narrow(std::max(Int128{left.amount} - unpaid, Int128{0})).value();
  if (amount.minor() <= paid) return Ok{};
  return Error(Code::exceeds_lot,
               amount.text() + " is more than the " + Money(paid, context.book()).text() +
                   " that is paid and not made up",
               "data.quantity");
}

// What was delivered in the span after the shortfall, in time, and is neither billed nor made up.
Status require_delivered(const RuleContext& context, const MakeupTaken& data,
                         const MakeupLeft& left) {
  const auto& facts = *left.claim.facts;
  if (data.from < facts.to)
    return Error(
        Code::bad_range,
        "the shortfall is of days before " + facts.to.text() + ", and later deliveries make it up",
        "data.from");
  if (data.to > *facts.makeup_until + 1)
    return Error(Code::bad_range, "the time for make-up ended on " + facts.makeup_until->text(),
                 "data.to");
  if (context.state.spans.overlaps(invoice_span(facts.line), data.from, data.to))
    return Error(Code::period_overlap, "a part of " + date_range(data.from, data.to) +
                                           " is billed on " + std::string(facts.line) +
                                           " already; what is made up is not billed");
  const auto open = std::min(
      unbilled_from(context, {AccountKind::q_unbilled, facts.object, facts.line}, left.unit),
      delivered_in(context.state, facts.line, data.from, data.to) -
          made_up_in(context.state, facts.line, data.from, data.to));
  if (data.quantity.minor() <= open) return Ok{};
  return Error(Code::exceeds_delivered,
               data.quantity.text() + " is more than the " + Quantity(open, left.unit).text() +
                   " delivered in the span and not billed",
               "data.quantity");
}

struct MakeupTakenRules {
  static constexpr std::string_view kMeaning =
      "The buyer takes what it paid for under take or pay, and is not billed for it.";

  static std::string describe(const MakeupTaken& data) {
    return amount_phrase(data.quantity) + " of " + data.shortfall + ", " +
           span_phrase(data.from, data.to);
  }

  static Status prepare(const RuleContext& context, const MakeupTaken& data) {
    SETOFF_TRY_STATUS(require_span(data.from, data.to, "data.to"));
    SETOFF_TRY(left, makeup_left(context, data.shortfall));
    const auto& facts = *left.claim.facts;
    SETOFF_TRY_STATUS(require_issued(context, data.shortfall, facts));
    SETOFF_TRY_STATUS(require_currency(data.amount, context.book(), "data.amount"));
    SETOFF_TRY_STATUS(require_unit(data.quantity, left.unit, "data.quantity"));
    SETOFF_TRY(amount, paid_with(context, left, data.quantity));
    SETOFF_TRY_STATUS(require_delivered(context, data, left));
    SETOFF_TRY_STATUS(require_paid(context, left, amount));
    SETOFF_TRY_STATUS(require_amount(data.amount, amount));
    auto& draft = context.draft;
    draft.debit(left.deferred, data.shortfall, context.book(), amount.minor());
    draft.credit({AccountKind::export_revenue, facts.object, facts.line}, {}, context.book(),
                 amount.minor());
    draft.debit(left.owed, data.shortfall, left.unit, data.quantity.minor());
    draft.credit({AccountKind::q_unbilled, facts.object, facts.line}, {}, left.unit,
                 data.quantity.minor());
    draft.link(LinkKind::follows, left.claim.lot->opened);
    return Ok{};
  }

  static void apply(State& state, const Event&, const MakeupTaken& data, Draft&&, Sequence) {
    const auto& line = invoice_of(state, data.shortfall).line;
    state.made_up[std::string(line)].add(data.to - 1, data.quantity.minor());
  }

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const MakeupTaken&) {
    return reverse_postings(context, entry);
  }

  static void undo_facts(State& state, const Entry&, const MakeupTaken& data) {
    const auto& line = invoice_of(state, data.shortfall).line;
    state.made_up.find(std::string_view(line))->second.add(data.to - 1, -data.quantity.minor());
  }
};

}  // namespace

SETOFF_RULES(MakeupTaken, MakeupTakenRules)

}  // namespace setoff
