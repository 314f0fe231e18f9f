// Rules of reversals: an entry is undone on the value date of the reversal, and the facts of its
// event are taken back.

#include <algorithm>

#include "ledger/core/account_path.h"
#include "ledger/core/advances.h"
#include "ledger/core/money_moves.h"
#include "ledger/core/rule_checks.h"
#include "ledger/core/rules_return.h"

namespace setoff {
namespace {

// Errors: unknown_lot, already_reversed, not_reversible.
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

// Errors: four_eyes.
Status check_who(const EntryReversed& data, const ReversalRequest* request) {
  if (data.by == data.requested_by)
    return Error(Code::four_eyes, "'" + data.by + "' asked for the reversal and may not approve it",
                 "data.by");
  if (request != nullptr && request->by != data.requested_by)
    return Error(Code::four_eyes,
                 "'" + request->by + "' asked for the reversal, with entry " +
                     std::to_string(request->entry) + ", not '" + data.requested_by + "'",
                 "data.requested_by");
  return Ok{};
}

// The facts of an invoice or a debit note, reversed or not.
const InvoiceFacts& invoice_of(const State& state, std::string_view name) {
  return state.lots[state.lots.find(name)].facts.as<InvoiceFacts>();
}

// Checks that no late fee is charged on the claim and no debit note raises it. Errors:
// has_dependents.
Status check_bare(const State& state, const std::string& name) {
  if (state.spans.any(latefee_span(name)))
    return Error(Code::has_dependents,
                 "late fees are charged on '" + name + "'; reverse them first");
  if (invoice_of(state, name).debit_notes > 0)
    return Error(Code::has_dependents, "a debit note stands on '" + name + "'; reverse it first");
  return Ok{};
}

// Checks that no later facts depend on those of the entry. Errors: has_dependents.
Status check_dependents(const RuleContext& context, const Entry& entry) {
  const auto& state = context.state;
  if (const auto* given_up = std::get_if<ClaimWrittenoff>(&entry.event.data)) {
    std::int64_t of_claim = 0;
    for (const auto& posting : entry.postings)
      if (split_path(posting.account).kind == "claim") of_claim -= posting.amount;
    if (invoice_of(state, given_up->lot).written_off < of_claim)
      return Error(Code::has_dependents, "a credit note on '" + given_up->lot +
                                             "' has taken off what was given up; reverse it first");
  }
  if (const auto* invoice = std::get_if<InvoiceIssued>(&entry.event.data))
    TRY_STATUS(check_bare(state, invoice->invoice));
  if (const auto* note = std::get_if<DebitnoteIssued>(&entry.event.data))
    TRY_STATUS(check_bare(state, note->debitnote));
  if (const auto* note = std::get_if<DebitnoteIssued>(&entry.event.data); note && note->quantity)
    if (invoice_of(state, note->invoice).quantity < note->quantity->minor())
      return Error(Code::has_dependents, "what it bills is credited on '" + note->invoice +
                                             "'; reverse the credit note first");
  if (const auto* read = std::get_if<DeliveryMetered>(&entry.event.data))
    if (state.spans.overlaps(invoice_span(read->line), read->to - 1, read->to))
      return Error(Code::has_dependents,
                   "the delivery is billed; reverse the invoice or issue a credit note first");
  return Ok{};
}

bool is_money_at_bank(Kind kind) {
  return kind == Kind::deposit || kind == Kind::reserve || kind == Kind::clearing;
}

// Negates the legs of an entry; names are views into the entry. Money that came in is taken back
// like a returned payment: at its current cost, and from what is still there.
class Negation {
 public:
  Negation(const RuleContext& context, const Entry& entry) : context_(context), entry_(entry) {
    for (const auto& posting : entry.postings) {
      const auto id = context.state.chart.find_path(posting.account);
      CHECK(id.valid());
      accounts_.push_back(&context.state.chart[id]);
    }
  }

  Status run() {
    for (std::size_t i = 0; i < accounts_.size(); ++i) {
      if (entry_.postings[i].amount == INT64_MIN) return Error(Code::overflow);
      if (!is_taken_back(i)) negate(i);
    }
    for (std::size_t i = 0; i < accounts_.size(); ++i)
      if (came_in(i)) TRY_STATUS(take_back(i));
    return Ok{};
  }

 private:
  [[nodiscard]] bool came_in(std::size_t i) const {
    return is_money_at_bank(accounts_[i]->kind) && entry_.postings[i].amount > 0;
  }
  [[nodiscard]] bool is_beside(std::size_t i, std::size_t other) const {
    return accounts_[i]->object == accounts_[other]->object &&
           accounts_[i]->line == accounts_[other]->line;
  }
  // What the bank kept of the money that came in, to repay what it was owed.
  [[nodiscard]] bool was_repaid(std::size_t i) const {
    return accounts_[i]->kind == Kind::repayable && entry_.postings[i].amount > 0;
  }
  // Legs that are taken back rather than negated: the money that came in, what the bank kept of it,
  // and those of its position.
  [[nodiscard]] bool is_taken_back(std::size_t i) const {
    if (came_in(i)) return true;
    const auto kind = accounts_[i]->kind;
    if (was_repaid(i))
      for (std::size_t other = 0; other < accounts_.size(); ++other)
        if (came_in(other) && is_beside(i, other)) return true;
    if (kind != Kind::position && kind != Kind::revaluation && kind != Kind::fx) return false;
    for (std::size_t other = 0; other < accounts_.size(); ++other)
      if (came_in(other) && accounts_[other]->line == accounts_[i]->line) return true;
    return false;
  }

  void negate(std::size_t i) {
    const auto& posting = entry_.postings[i];
    const auto& account = *accounts_[i];
    const bool later = posting.on && *posting.on > context_.day();
    context_.draft.debit({account.kind, account.object, account.line}, posting.lot,
                         posting.commodity, -posting.amount, later ? posting.on : std::nullopt);
  }

  // The money of a posting; the first on its account and line includes what the bank kept. Returns
  // nothing on overflow.
  [[nodiscard]] std::optional<std::int64_t> with_repaid(std::size_t i) const {
    Int128 sum = entry_.postings[i].amount;
    bool first = true;
    for (std::size_t other = 0; other < i; ++other)
      first = first && !(came_in(other) && is_beside(i, other));
    for (std::size_t other = 0; other < accounts_.size(); ++other)
      if (first && was_repaid(other) && is_beside(i, other)) sum += entry_.postings[other].amount;
    return narrow(sum);
  }

  Status take_back(std::size_t i) {
    const auto& account = *accounts_[i];
    const auto& posting = entry_.postings[i];
    Int128 value = 0;  // what the other legs leave to balance
    for (const auto& leg : context_.draft.legs)
      if (leg.commodity == context_.book() && same_text(leg.account.line, account.line) &&
          facts_of(leg.account.kind).layer == Layer::money)
        value += leg.amount;
    const auto narrowed = narrow(value);
    if (!narrowed) return Error(Code::overflow);
    const auto whole = with_repaid(i);
    if (!whole) return Error(Code::overflow);
    const auto& terms = *context_.state.agreement.find_account(account.object);
    const std::string_view lot = posting.lot;
    return take_back_money(context_, terms, account.line, Money(*whole, terms.currency), *narrowed,
                           {&lot, 1});
  }

  const RuleContext& context_;
  const Entry& entry_;
  std::vector<const Account*> accounts_;  // by posting
};

// Undoes what advances settled through the entry.
void undo_settlements(const RuleContext& context, const Entry& entry) {
  std::string_view debt;
  if (const auto* invoice = std::get_if<InvoiceIssued>(&entry.event.data)) debt = invoice->invoice;
  if (const auto* note = std::get_if<DebitnoteIssued>(&entry.event.data)) debt = note->debitnote;
  if (const auto* fee = std::get_if<LatefeeCharged>(&entry.event.data)) debt = fee->invoice;
  if (const auto* by_hand = std::get_if<AdvanceApplied>(&entry.event.data)) debt = by_hand->lot;
  if (debt.empty()) return;
  const auto debt_lot = context.state.lots.find(debt);
  for (const auto& posting : entry.postings) {
    if (posting.amount <= 0 || posting.lot.empty()) continue;
    const auto& account = context.state.chart[context.state.chart.find_path(posting.account)];
    const auto* payment = context.state.lots.find_as<PaymentFacts>(posting.lot);
    if (account.kind != Kind::advance || payment == nullptr) continue;
    std::int64_t left = posting.amount;
    for (const auto& settled : payment->settled) {
      if (settled.lot != debt_lot || settled.on != posting.on.value_or(entry.event.value_date))
        continue;
      const auto part = std::min(left, settled.amount);
      if (part > 0)
        context.draft.settlements.push_back(
            {posting.lot, debt, settled.kind, settled.on, -part, 0});
      left -= part;
    }
  }
}

// Takes back the facts of the reversed event.
struct TakeBack {
  State& state;
  const Entry& entry;

  InvoiceFacts& invoice(std::string_view name) const {
    return state.lots.at(state.lots.find(name)).facts.as<InvoiceFacts>();
  }
  // What the entry posted to accounts of that class and kind.
  [[nodiscard]] std::int64_t posted(std::string_view prefix, std::string_view kind) const {
    std::int64_t sum = 0;
    for (const auto& posting : entry.postings) {
      const auto path = split_path(posting.account);
      if (path.account_class == prefix && path.kind == kind) sum += posting.amount;
    }
    return sum;
  }

  void operator()(const DeliveryMetered& data) const {
    state.spans.unbook(delivery_span(data.line, data.meter), data.from, data.to);
    state.delivered.find(data.line)->second.add(data.to - 1, -data.quantity.minor());
  }
  void operator()(const InvoiceIssued& data) const {
    state.lots.at(state.lots.find(data.invoice)).reversed = true;
    if (!data.seller) state.spans.unbook(invoice_span(data.line), data.from, data.to);
  }
  void operator()(const DebitnoteIssued& data) const {
    auto& facts = invoice(data.invoice);
    --facts.debit_notes;
    if (data.quantity) facts.quantity -= data.quantity->minor();
    state.lots.at(state.lots.find(data.debitnote)).reversed = true;
  }
  void operator()(const CreditnoteIssued& data) const {
    auto& facts = invoice(data.invoice);
    facts.credited -= data.amount.minor();
    if (data.quantity) facts.quantity += data.quantity->minor();
    facts.written_off -= posted("expenses", "writeoff");
  }
  void operator()(const ClaimWrittenoff& data) const {
    invoice(data.lot).written_off += posted("assets", "claim");
  }
  void operator()(const PaymentReceived& data) const {
    const auto& facts = state.lots[state.lots.find(data.payment)].facts.as<PaymentFacts>();
    note_returned(state, data.payment, facts.amount - facts.returned);
  }
  void operator()(const LatefeeCharged& data) const {
    state.spans.unbook(latefee_span(data.invoice), data.from, data.to);
  }
  void operator()(const InterestAccrued& data) const {
    state.spans.unbook(interest_span(data.account, data.line), data.from, data.to);
  }
  template <class Other>
  void operator()(const Other&) const {}  // has no facts other than its postings
};

// Takes back what the bank has not returned of a payment.
Status take_back_rest(const RuleContext& context, const PaymentReceived& data) {
  const auto& facts = *context.state.lots.find_as<PaymentFacts>(data.payment);
  const auto rest = facts.amount - facts.returned;
  if (rest == 0)
    return Error(Code::has_dependents, "the bank has returned '" + data.payment + "' already");
  return take_back_payment(context, data.payment, Money(rest, data.amount.kind()));
}

}  // namespace

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
  // The latest request counts, so that an earlier requester can approve what another requests
  // again.
  state.reversal_requests.insert_or_assign(data.sequence, ReversalRequest{data.by, sequence});
}

Status draft_for(const RuleContext& context, const EntryReversed& data) {
  const auto asked = context.state.reversal_requests.find(data.sequence);
  const auto* request = asked == context.state.reversal_requests.end() ? nullptr : &asked->second;
  TRY_STATUS(check_who(data, request));
  TRY_STATUS(need_reversible(context, data.sequence));
  const auto& entry = *context.resolved.reversed;
  TRY_STATUS(check_dependents(context, entry));
  auto& draft = context.draft;
  draft.reversed = &entry;
  draft.link(LinkKind::reverses, data.sequence);
  if (request != nullptr) draft.link(LinkKind::follows, request->entry);
  if (const auto* payment = std::get_if<PaymentReceived>(&entry.event.data))
    return take_back_rest(context, *payment);
  TRY_STATUS(Negation(context, entry).run());
  undo_settlements(context, entry);
  return Ok{};
}
void record(State& state, const Event&, const EntryReversed& data, const Draft& draft, Sequence) {
  state.reversed.insert(data.sequence);
  std::visit(TakeBack{state, *draft.reversed}, draft.reversed->event.data);
}

}  // namespace setoff
