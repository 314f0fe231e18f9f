// Rules of offsets of mutual claims, and of statements of the other side.

#include "ledger/core/rule_checks.h"

namespace setoff {
namespace {

std::int64_t open_from(const RuleContext& context, const AccountKey& key, LotId lot) {
  const auto* cell = context.state.balances.find(context.state.chart.find(key), lot);
  return cell == nullptr ? 0 : cell->series.min_from(context.day());
}

std::int64_t owed_from(const RuleContext& context, const AccountKey& key, LotId lot) {
  const auto* cell = context.state.balances.find(context.state.chart.find(key), lot);
  return cell == nullptr ? 0 : -cell->series.max_from(context.day());
}

}  // namespace

Status draft_for(const RuleContext& context, const ClaimsOffset& data) {
  TRY(owed, need_lot<InvoiceFacts>(context, data.owed, "invoice of a host seller"));
  TRY(due, need_lot<InvoiceFacts>(context, data.due, "claim"));
  if (!owed.facts->host_seller || due.facts->host_seller)
    return Error(Code::unknown_lot,
                 "`owed` is an invoice of a host seller, `due` one of the home side");
  TRY_STATUS(need_new_name(context, data.offset));
  TRY_STATUS(need_currency(data.amount, context.book(), "data.amount"));
  if (owed.facts->due > context.day() || due.facts->due > context.day())
    return Error(Code::not_due, "both claims must be due on " + context.day().text());
  const AccountKey payable{Kind::payable, owed.facts->object, owed.facts->line};
  const AccountKey claim{Kind::claim, due.facts->object, due.facts->line};
  const auto smaller =
      std::min(owed_from(context, payable, owed.id), open_from(context, claim, due.id));
  if (data.amount.minor() > smaller)
    return Error(Code::exceeds_smaller, data.amount.text() + " is more than the smaller claim, " +
                                            Money(smaller, context.book()).text());
  auto& draft = context.draft;
  draft.debit(payable, data.owed, context.book(), data.amount.minor());
  draft.credit(claim, data.due, context.book(), data.amount.minor());
  if (payable.line != claim.line) {
    draft.credit({Kind::crossing, "book", payable.line}, {}, context.book(), data.amount.minor());
    draft.debit({Kind::crossing, "book", claim.line}, {}, context.book(), data.amount.minor());
  }
  draft.link(LinkKind::settles, owed.lot->opened);
  draft.link(LinkKind::settles, due.lot->opened);
  return Ok{};
}
void record(State& state, const Event& event, const ClaimsOffset& data, const Draft&,
            Sequence sequence) {
  const auto line = state.lots[state.lots.find(data.due)].facts.as<InvoiceFacts>().line;
  state.lots.open(data.offset, SourceFacts{line, event.value_date}, sequence);
}

Status draft_for(const RuleContext& context, const StatementReceived& data) {
  if (data.to <= data.from) return Error(Code::bad_range, "the statement has no day", "data.to");
  TRY(account, need_account(context, data.account));
  TRY_STATUS(need_currency(data.opening, account->currency, "data.opening"));
  TRY_STATUS(need_currency(data.closing, account->currency, "data.closing"));
  const auto last = context.state.statements.find(data.account);
  if (last == context.state.statements.end()) return Ok{};
  if (last->second.to != data.from || last->second.closing != data.opening)
    return Error(Code::statement_gap, "the last statement ends on " + last->second.to.text() +
                                          " with " + last->second.closing.text());
  return Ok{};
}
void record(State& state, const Event&, const StatementReceived& data, const Draft&, Sequence) {
  state.statements.insert_or_assign(data.account, LastStatement{data.to, data.closing});
}

}  // namespace setoff
