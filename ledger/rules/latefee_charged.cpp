// latefee.charged: a penalty for what an invoice had open after its due day.

#include "ledger/rules/amounts.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

struct LatefeeChargedRules {
  static constexpr std::string_view kMeaning =
      "A late fee is charged on an overdue claim for a span of days.";

  static std::string describe(const LatefeeCharged& data) {
    return amount_phrase(data.amount) + " on " + data.invoice + ", " +
           span_phrase(data.from, data.to);
  }

  static Status prepare(const RuleContext& context, const LatefeeCharged& data) {
    SETOFF_TRY_STATUS(require_span(data.from, data.to, "data.to"));
    if (context.state.spans.overlaps(latefee_span(data.invoice), data.from, data.to))
      return Error(Code::period_overlap, "late fees on '" + data.invoice +
                                             "' are charged for a part of " +
                                             date_range(data.from, data.to) + " already");
    SETOFF_TRY(invoice, require_lot<InvoiceFacts>(context, data.invoice, "invoice"));
    const auto& facts = *invoice.facts;
    SETOFF_TRY_STATUS(require_currency(data.amount, context.book(), "data.amount"));
    const Day first = facts.due + context.rules().grace_days;
    if (facts.host_seller || data.from < first)
      return Error(Code::not_overdue,
                   "late fees on '" + data.invoice + "' run from " + first.text() + " on",
                   "data.from");
    SETOFF_TRY(amount, late_fee_amount(context.state, data.invoice, data.from, data.to));
    SETOFF_TRY_STATUS(require_amount(data.amount, amount));
    auto& draft = context.draft;
    draft.debit({AccountKind::penalty, facts.object, facts.line}, data.invoice, context.book(),
                amount.minor());
    draft.credit({AccountKind::latefee, facts.object, facts.line}, {}, context.book(),
                 amount.minor());
    draft.link(LinkKind::follows, invoice.lot->opened);
    return Ok{};
  }

  static void apply(State& state, const Event&, const LatefeeCharged& data, Draft&&, Sequence) {
    state.spans.add(latefee_span(data.invoice), data.from, data.to);
  }

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const LatefeeCharged& data) {
    SETOFF_TRY_STATUS(reverse_postings(context, entry));
    undo_settlements(context, entry, data.invoice);
    return Ok{};
  }

  static void undo_facts(State& state, const Entry&, const LatefeeCharged& data) {
    state.spans.remove(latefee_span(data.invoice), data.from, data.to);
  }
};

}  // namespace

SETOFF_RULES(LatefeeCharged, LatefeeChargedRules)

}  // namespace setoff
