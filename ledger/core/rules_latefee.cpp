// Rules of late fees: a penalty for what an invoice had open after its due day.

#include "ledger/core/amounts.h"
#include "ledger/core/rule_checks.h"

namespace setoff {

Status draft_for(const RuleContext& context, const LatefeeCharged& data) {
  TRY_STATUS(need_span(data.from, data.to, "data.to"));
  if (context.state.spans.overlaps(latefee_span(data.invoice), data.from, data.to))
    return Error(Code::period_overlap, "late fees on '" + data.invoice +
                                           "' are charged for a part of " +
                                           date_range(data.from, data.to) + " already");
  TRY(invoice, need_lot<InvoiceFacts>(context, data.invoice, "invoice"));
  const auto& facts = *invoice.facts;
  TRY_STATUS(need_currency(data.amount, context.book(), "data.amount"));
  const Day first = facts.due + context.rules().grace_days;
  if (facts.host_seller || data.from < first)
    return Error(Code::not_overdue,
                 "late fees on '" + data.invoice + "' run from " + first.text() + " on",
                 "data.from");
  TRY(amount, late_fee_amount(context.state, data.invoice, data.from, data.to));
  TRY_STATUS(need_amount(data.amount, amount));
  auto& draft = context.draft;
  draft.debit({Kind::penalty, facts.object, facts.line}, data.invoice, context.book(),
              amount.minor());
  draft.credit({Kind::latefee, facts.object, facts.line}, {}, context.book(), amount.minor());
  draft.link(LinkKind::follows, invoice.lot->opened);
  return Ok{};
}
void record(State& state, const Event&, const LatefeeCharged& data, const Draft&, Sequence) {
  state.spans.book(latefee_span(data.invoice), data.from, data.to);
}

}  // namespace setoff
