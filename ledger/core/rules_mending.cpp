// Offsets of mutual claims, reversals of entries, statements of the other side.

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

// unknown_lot, already_reversed, not_reversible.
Status need_reversible(const RuleContext& context, Sequence sequence) {
  const auto* entry = context.resolved.reversed;
  if (entry == nullptr)
    return Error(Code::unknown_lot, "there is no entry " + std::to_string(sequence),
                 "data.sequence");
  if (context.state.reversed.contains(sequence))
    return Error(Code::already_reversed,
                 "entry " + std::to_string(sequence) + " is reversed already");
  if (entry->refusal) return Error(Code::not_reversible, "a refusal moved nothing");
  if (!facts_of(entry->event.type()).reversible)
    return Error(Code::not_reversible, "entries of type " + std::string(entry->event.type_name()) +
                                           " cannot be reversed");
  return Ok{};
}

// Draws legs of an entry negated; names view into the entry.
Status negate(const RuleContext& context, const Entry& entry) {
  auto& draft = context.draft;
  for (const auto& posting : entry.postings) {
    const auto id = context.state.chart.find_path(posting.account);
    CHECK(id.valid());
    const auto& account = context.state.chart[id];
    if (posting.amount == INT64_MIN) return Error(Code::overflow);
    draft.debit({account.kind, account.object, account.line}, posting.lot, posting.commodity,
                -posting.amount);
  }
  return Ok{};
}

// Takes back the facts that the reversed event had brought.
struct TakeBack {
  State& state;

  void operator()(const DeliveryMetered& data) const {
    state.spans.unbook(delivery_span(data.line, data.meter), data.from, data.to);
  }
  void operator()(const InvoiceIssued& data) const {
    state.lots.at(state.lots.find(data.invoice)).reversed = true;
  }
  void operator()(const CreditnoteIssued& data) const {
    auto& invoice = state.lots.at(state.lots.find(data.invoice)).facts.as<InvoiceFacts>();
    invoice.credited -= data.amount.minor();
  }
  void operator()(const LatefeeCharged& data) const {
    state.spans.unbook(latefee_span(data.invoice), data.from, data.to);
  }
  void operator()(const InterestAccrued& data) const {
    state.spans.unbook(interest_span(data.account, data.line), data.from, data.to);
  }
  template <class Other>
  void operator()(const Other&) const {}  // brought no facts but its postings
};

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

std::optional<Sequence> needed_entry(const Event& event) {
  if (const auto* request = std::get_if<ReversalRequested>(&event.data)) return request->sequence;
  if (const auto* reversal = std::get_if<EntryReversed>(&event.data)) return reversal->sequence;
  return std::nullopt;
}

Status draft_for(const RuleContext& context, const ReversalRequested& data) {
  TRY_STATUS(need_reversible(context, data.sequence));
  auto& draft = context.draft;
  draft.link(LinkKind::follows, data.sequence);
  return Ok{};
}
void record(State& state, const Event&, const ReversalRequested& data, const Draft&,
            Sequence sequence) {
  // Who asks last stands, so that one who asked can still approve what another asks for again.
  state.reversal_requests.insert_or_assign(data.sequence, ReversalRequest{data.by, sequence});
}

Status draft_for(const RuleContext& context, const EntryReversed& data) {
  const auto request = context.state.reversal_requests.find(data.sequence);
  const bool asked = request != context.state.reversal_requests.end();
  if (data.by == data.requested_by)
    return Error(Code::four_eyes, "'" + data.by + "' asked for the reversal and may not approve it",
                 "data.by");
  if (asked && request->second.by != data.requested_by)
    return Error(Code::four_eyes,
                 "'" + request->second.by + "' asked for the reversal, with entry " +
                     std::to_string(request->second.entry) + ", not '" + data.requested_by + "'",
                 "data.requested_by");
  TRY_STATUS(need_reversible(context, data.sequence));
  const auto* entry = context.resolved.reversed;
  const auto* invoice = std::get_if<InvoiceIssued>(&entry->event.data);
  if (invoice != nullptr && context.state.spans.any(latefee_span(invoice->invoice)))
    return Error(Code::has_dependents,
                 "late fees are charged on '" + invoice->invoice + "'; reverse them first");
  TRY_STATUS(negate(context, *entry));
  auto& draft = context.draft;
  draft.reversed = entry;
  draft.link(LinkKind::reverses, data.sequence);
  if (asked) draft.link(LinkKind::follows, request->second.entry);
  return Ok{};
}
void record(State& state, const Event&, const EntryReversed& data, const Draft& draft, Sequence) {
  state.reversed.insert(data.sequence);
  std::visit(TakeBack{state}, draft.reversed->event.data);
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
