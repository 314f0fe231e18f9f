// Rules of deliveries, invoices, credit and debit notes, and write-offs.

#include "ledger/core/amounts.h"
#include "ledger/core/rule_checks.h"

namespace setoff {
namespace {

Result<std::int64_t> quantity_of(const std::vector<Slice>& slices, Unit unit) {
  std::int64_t sum = 0;
  for (const auto& slice : slices) {
    if (slice.quantity.kind() != unit)
      return Error(Code::currency_mismatch,
                   slice.quantity.text() + " is not in " + std::string(unit.code()),
                   "data.slices.quantity");
    const auto total = checked_add(sum, slice.quantity.minor());
    if (!total) return Error(Code::overflow, "the quantities of the slices do not fit together");
    sum = *total;
  }
  return sum;
}

Status check_host_seller(const RuleContext& context, std::string_view name) {
  TRY(seller, need_party(context, name));
  if (seller->side == Side::abroad) return Ok{};
  return Error(Code::not_permitted, "the seller '" + std::string(name) + "' is not abroad",
               "data.seller");
}

// Drafts the invoice of a host seller: the home side owes it and has the goods.
Status draft_host_invoice(const RuleContext& context, const InvoiceIssued& data) {
  const auto& good = *data.good;
  TRY(amount, invoice_amount(context.state, data.slices, context.day()));
  if (context.state.listings.purpose_of(good, context.day()).empty())
    return Error(Code::not_listed, "'" + good + "' is not listed on " + context.day().text());
  const auto unit = data.slices.front().quantity.kind();
  TRY_STATUS(need_amount(data.amount, amount));
  TRY(quantity, quantity_of(data.slices, unit));
  auto& draft = context.draft;
  draft.debit({Kind::landed, good, data.line}, {}, context.book(), data.amount.minor());
  draft.credit({Kind::payable, *data.seller, data.line}, data.invoice, context.book(),
               data.amount.minor());
  draft.debit({Kind::q_landed, good, good}, {}, unit, quantity);
  draft.credit({Kind::q_contra, good, good}, {}, unit, quantity);
  return Ok{};
}

std::int64_t unbilled_from(const RuleContext& context, const AccountKey& unbilled, Unit unit) {
  const auto* cell = context.state.balances.find(context.state.chart.find(unbilled), unit);
  return cell == nullptr ? 0 : cell->series.min_from(context.day());
}

// The quantity of the readings that end in the span; `to` is the first day after it.
std::int64_t delivered_in(const State& state, std::string_view line, Day from, Day to) {
  const auto found = state.delivered.find(line);
  if (found == state.delivered.end()) return 0;
  return found->second.at(to - 1) - found->second.at(from - 1);
}

Status draft_own_invoice(const RuleContext& context, const InvoiceIssued& data, const Line& line) {
  if (context.state.spans.overlaps(invoice_span(line.line), data.from, data.to))
    return Error(Code::period_overlap, "a part of " + date_range(data.from, data.to) +
                                           " is billed on " + line.line +
                                           " already; a debit note adds to its invoice");
  TRY(quantity, quantity_of(data.slices, line.unit));
  TRY(amount, invoice_amount(context.state, data.slices, context.day()));
  TRY_STATUS(need_amount(data.amount, amount));
  const AccountKey unbilled{Kind::q_unbilled, line.buyer, line.line};
  const auto open = std::min(unbilled_from(context, unbilled, line.unit),
                             delivered_in(context.state, line.line, data.from, data.to));
  if (quantity > open)
    return Error(Code::exceeds_delivered,
                 Quantity(quantity, line.unit).text() + " is more than the " +
                     Quantity(open, line.unit).text() + " delivered in the span and not billed",
                 "data.slices");
  auto& draft = context.draft;
  draft.debit({Kind::claim, line.buyer, line.line}, data.invoice, context.book(),
              data.amount.minor());
  draft.credit({Kind::export_revenue, line.buyer, line.line}, {}, context.book(),
               data.amount.minor());
  draft.debit({Kind::q_billed, line.buyer, line.line}, {}, line.unit, quantity);
  draft.credit(unbilled, {}, line.unit, quantity);
  return Ok{};
}

// A note must not be dated before its invoice.
Status need_issued(const RuleContext& context, std::string_view invoice,
                   const InvoiceFacts& facts) {
  if (context.day() >= facts.issued) return Ok{};
  return Error(Code::bad_range,
               "'" + std::string(invoice) + "' is of " + facts.issued.text() + ", after " +
                   context.day().text(),
               "data.value_date");
}

// The part of a claim, penalty or topup that stays open from the value date on, with its account.
struct OpenClaim {
  AccountKey account;
  std::int64_t open = 0;
  std::int64_t in_the_end = 0;  // open after all value dates
};
OpenClaim open_claim(const RuleContext& context, const InvoiceFacts& facts, LotId lot, Kind kind) {
  const AccountKey key{kind, facts.object, facts.line};
  const auto* cell = context.state.balances.find(context.state.chart.find(key), lot);
  if (cell == nullptr) return {key};
  return {key, cell->series.min_from(context.day()), cell->series.last()};
}

}  // namespace

JoinedName delivery_span(std::string_view line, std::string_view meter) {
  return {"delivery", line, meter};
}
JoinedName invoice_span(std::string_view line) {
  return {"invoice", line};
}
JoinedName latefee_span(std::string_view invoice) {
  return {"latefee", invoice};
}
JoinedName interest_span(std::string_view account, std::string_view line) {
  return {"interest", account, line};
}

Status draft_for(const RuleContext& context, const DeliveryMetered& data) {
  TRY_STATUS(need_span(data.from, data.to, "data.to"));
  if (context.state.spans.overlaps(delivery_span(data.line, data.meter), data.from, data.to))
    return Error(Code::period_overlap, "the meter '" + data.meter + "' is read for a part of " +
                                           date_range(data.from, data.to) + " already");
  TRY(line, need_line(context, data.line));
  if (data.quantity.kind() != line->unit)
    return Error(Code::currency_mismatch,
                 data.quantity.text() + " is not in " + std::string(line->unit.code()),
                 "data.quantity");
  const auto delivered = context.state.delivered.find(data.line);
  if (delivered != context.state.delivered.end() &&
      !delivered->second.fits(data.to - 1, data.quantity.minor()))
    return Error(Code::overflow, "the sum delivered on '" + data.line + "' does not fit");
  auto& draft = context.draft;
  draft.debit({Kind::q_unbilled, line->buyer, line->line}, {}, line->unit, data.quantity.minor());
  draft.credit({Kind::q_contra, line->buyer, line->line}, {}, line->unit, data.quantity.minor());
  return Ok{};
}
void record(State& state, const Event&, const DeliveryMetered& data, const Draft&, Sequence) {
  state.spans.book(delivery_span(data.line, data.meter), data.from, data.to);
  state.delivered[data.line].add(data.to - 1, data.quantity.minor());
}

Status draft_for(const RuleContext& context, const InvoiceIssued& data) {
  if (data.slices.empty())
    return Error(Code::bad_field, "an invoice needs at least one slice", "data.slices");
  if (data.seller.has_value() != data.good.has_value())
    return Error(Code::bad_field, "`seller` and `good` go together", "data.good");
  TRY_STATUS(need_span(data.from, data.to, "data.to"));
  if (data.due < context.day())
    return Error(Code::bad_range, "it is due on " + data.due.text() + ", before it is issued",
                 "data.due");
  TRY(line, need_line(context, data.line));
  if (data.seller) TRY_STATUS(check_host_seller(context, *data.seller));
  TRY_STATUS(need_new_name(context, data.invoice));
  TRY_STATUS(need_currency(data.amount, context.book(), "data.amount"));
  return data.seller ? draft_host_invoice(context, data) : draft_own_invoice(context, data, *line);
}
void record(State& state, const Event& event, const InvoiceIssued& data, const Draft&,
            Sequence sequence) {
  const auto& buyer = state.agreement.find_line(data.line)->buyer;
  InvoiceFacts facts;
  facts.line = data.line;
  facts.object = data.seller ? *data.seller : buyer;
  facts.issued = event.value_date;
  facts.due = data.due;
  facts.from = data.from;
  facts.to = data.to;
  facts.amount = data.amount.minor();
  for (const auto& slice : data.slices)
    facts.quantity += slice.quantity.minor();
  facts.host_seller = data.seller.has_value();
  state.lots.open(data.invoice, std::move(facts), sequence);
  if (!data.seller) state.spans.book(invoice_span(data.line), data.from, data.to);
}

Status draft_for(const RuleContext& context, const CreditnoteIssued& data) {
  TRY(invoice, need_lot<InvoiceFacts>(context, data.invoice, "invoice"));
  const auto& facts = *invoice.facts;
  if (facts.host_seller)
    return Error(Code::not_permitted, "credit notes on invoices of a host seller are not booked",
                 "data.invoice");
  TRY_STATUS(need_issued(context, data.invoice, facts));
  TRY_STATUS(need_new_name(context, data.creditnote));
  TRY_STATUS(need_currency(data.amount, context.book(), "data.amount"));
  const auto unit = context.state.agreement.find_line(facts.line)->unit;
  if (data.quantity && data.quantity->kind() != unit)
    return Error(Code::currency_mismatch,
                 data.quantity->text() + " is not in " + std::string(unit.code()), "data.quantity");
  if (data.amount.minor() > facts.amount - facts.credited)
    return Error(Code::exceeds_invoice,
                 data.amount.text() + " is more than the " +
                     Money(facts.amount - facts.credited, context.book()).text() +
                     " left of the invoice");
  if (data.quantity && data.quantity->minor() > facts.quantity)
    return Error(Code::exceeds_invoice, data.quantity->text() + " is more than the " +
                                            Quantity(facts.quantity, unit).text() +
                                            " that the invoice bills");
  const auto claim = open_claim(context, facts, invoice.id, Kind::claim);
  const auto from_claim = std::min(data.amount.minor(), claim.open);
  const auto from_writeoff = std::min(data.amount.minor() - from_claim, facts.written_off);
  const auto given_back = data.amount.minor() - from_claim - from_writeoff;
  // What has not been paid yet cannot be given back.
  if (given_back > 0 && claim.in_the_end > claim.open)
    return Error(Code::exceeds_invoice, data.amount.text() + " is more than the " +
                                            Money(claim.open, context.book()).text() +
                                            " that stay open of the invoice from " +
                                            context.day().text() +
                                            " on; more is open on a later day");
  auto& draft = context.draft;
  draft.debit({Kind::export_revenue, facts.object, facts.line}, {}, context.book(),
              data.amount.minor());
  draft.credit(claim.account, data.invoice, context.book(), from_claim);
  draft.credit({Kind::writeoff, facts.object, facts.line}, {}, context.book(), from_writeoff);
  draft.credit({Kind::advance, facts.object, facts.line}, data.creditnote, context.book(),
               given_back);
  if (data.quantity) {
    draft.debit({Kind::q_contra, facts.object, facts.line}, {}, unit, data.quantity->minor());
    draft.credit({Kind::q_billed, facts.object, facts.line}, {}, unit, data.quantity->minor());
  }
  draft.link(LinkKind::follows, invoice.lot->opened);
  return Ok{};
}
void record(State& state, const Event& event, const CreditnoteIssued& data, const Draft& draft,
            Sequence sequence) {
  auto& invoice = state.lots.at(state.lots.find(data.invoice)).facts.as<InvoiceFacts>();
  invoice.credited += data.amount.minor();
  if (data.quantity) invoice.quantity -= data.quantity->minor();
  for (const auto& leg : draft.legs)
    if (leg.account.kind == Kind::writeoff) invoice.written_off += leg.amount;
  state.lots.open(data.creditnote, SourceFacts{invoice.line, event.value_date}, sequence);
}

namespace {

// A debit note may bill only what was delivered in the span of its invoice and is not billed yet.
// An opening claim, or another debit note, bills no span.
Status need_delivered(const RuleContext& context, const InvoiceFacts& facts, Quantity more) {
  const auto unit = more.kind();
  const AccountKey unbilled{Kind::q_unbilled, facts.object, facts.line};
  std::int64_t open = 0;
  if (facts.from < facts.to)
    open = std::clamp<std::int64_t>(
        delivered_in(context.state, facts.line, facts.from, facts.to) - facts.quantity, 0,
        unbilled_from(context, unbilled, unit));
  if (more.minor() <= open) return Ok{};
  return Error(Code::exceeds_delivered,
               more.text() + " is more than the " + Quantity(open, unit).text() +
                   " delivered in the span of the invoice and not billed",
               "data.quantity");
}

}  // namespace

Status draft_for(const RuleContext& context, const DebitnoteIssued& data) {
  if (data.due < context.day())
    return Error(Code::bad_range, "it is due on " + data.due.text() + ", before it is issued",
                 "data.due");
  TRY(invoice, need_lot<InvoiceFacts>(context, data.invoice, "invoice"));
  const auto& facts = *invoice.facts;
  if (facts.host_seller)
    return Error(Code::not_permitted, "debit notes on invoices of a host seller are not booked",
                 "data.invoice");
  TRY_STATUS(need_issued(context, data.invoice, facts));
  TRY_STATUS(need_new_name(context, data.debitnote));
  TRY_STATUS(need_currency(data.amount, context.book(), "data.amount"));
  const auto unit = context.state.agreement.find_line(facts.line)->unit;
  if (data.quantity && data.quantity->kind() != unit)
    return Error(Code::currency_mismatch,
                 data.quantity->text() + " is not in " + std::string(unit.code()), "data.quantity");
  const AccountKey unbilled{Kind::q_unbilled, facts.object, facts.line};
  if (data.quantity) TRY_STATUS(need_delivered(context, facts, *data.quantity));
  auto& draft = context.draft;
  draft.debit({Kind::claim, facts.object, facts.line}, data.debitnote, context.book(),
              data.amount.minor());
  draft.credit({Kind::export_revenue, facts.object, facts.line}, {}, context.book(),
               data.amount.minor());
  if (data.quantity) {
    draft.debit({Kind::q_billed, facts.object, facts.line}, {}, unit, data.quantity->minor());
    draft.credit(unbilled, {}, unit, data.quantity->minor());
  }
  draft.link(LinkKind::follows, invoice.lot->opened);
  return Ok{};
}
void record(State& state, const Event& event, const DebitnoteIssued& data, const Draft&,
            Sequence sequence) {
  auto& invoice = state.lots.at(state.lots.find(data.invoice)).facts.as<InvoiceFacts>();
  if (data.quantity) invoice.quantity += data.quantity->minor();
  ++invoice.debit_notes;
  auto facts = invoice;
  facts.issued = facts.from = facts.to = event.value_date;
  facts.due = data.due;
  facts.amount = data.amount.minor();
  facts.credited = 0;
  facts.debit_notes = 0;
  facts.written_off = 0;
  facts.payments = 0;
  facts.quantity = 0;  // the quantity counts on its invoice
  state.lots.open(data.debitnote, std::move(facts), sequence);
}

Status draft_for(const RuleContext& context, const ClaimWrittenoff& data) {
  TRY(claim, need_lot<InvoiceFacts>(context, data.lot, "claim"));
  TRY_STATUS(need_currency(data.amount, context.book(), "data.amount"));
  const auto& facts = *claim.facts;
  // The penalty is written off first, then the claim.
  const auto penalty = open_claim(context, facts, claim.id, Kind::penalty);
  const auto owed = open_claim(context, facts, claim.id, Kind::claim);
  if (Int128{data.amount.minor()} > Int128{penalty.open} + owed.open)
    return Error(Code::exceeds_lot, data.amount.text() + " is more than the " +
                                        Money(penalty.open, context.book()).text() +
                                        " of penalty and " +
                                        Money(owed.open, context.book()).text() + " of claim open");
  const auto from_penalty = std::min(penalty.open, data.amount.minor());
  auto& draft = context.draft;
  draft.debit({Kind::writeoff, facts.object, facts.line}, {}, context.book(), data.amount.minor());
  draft.credit(penalty.account, data.lot, context.book(), from_penalty);
  draft.credit(owed.account, data.lot, context.book(), data.amount.minor() - from_penalty);
  draft.link(LinkKind::settles, claim.lot->opened);
  return Ok{};
}
void record(State& state, const Event&, const ClaimWrittenoff& data, const Draft& draft, Sequence) {
  auto& facts = state.lots.at(state.lots.find(data.lot)).facts.as<InvoiceFacts>();
  for (const auto& leg : draft.legs)
    if (leg.account.kind == Kind::claim) facts.written_off -= leg.amount;
}

}  // namespace setoff
