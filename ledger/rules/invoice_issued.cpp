// invoice.issued: a bill for what was delivered, a claim of the seller with its due day.

#include <algorithm>

#include "ledger/rules/amounts.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/invoices.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

Status check_host_seller(const RuleContext& context, std::string_view name) {
  SETOFF_TRY(seller, require_party(context, name));
  if (seller->side == Side::abroad) return Ok{};
  return Error(Code::not_permitted, "the seller '" + std::string(name) + "' is not abroad",
               "data.seller");
}

// Drafts the invoice of a host seller: the home side owes it and has the goods.
Status draft_host_invoice(const RuleContext& context, const InvoiceIssued& data) {
  const auto& good = *data.good;
  SETOFF_TRY(amount, invoice_amount(context.state, data.slices, context.day()));
  if (context.state.listings.purpose_of(good, context.day()).empty())
    return Error(Code::not_listed, "'" + good + "' is not listed on " + context.day().text());
  const auto unit = data.slices.front().quantity.kind();
  SETOFF_TRY_STATUS(require_amount(data.amount, amount));
  SETOFF_TRY(quantity, quantity_of(data.slices, unit));
  auto& draft = context.draft;
  draft.debit({AccountKind::landed, good, data.line}, {}, context.book(), data.amount.minor());
  draft.credit({AccountKind::payable, *data.seller, data.line}, data.invoice, context.book(),
               data.amount.minor());
  draft.debit({AccountKind::q_landed, good, good}, {}, unit, quantity);
  draft.credit({AccountKind::q_contra, good, good}, {}, unit, quantity);
  return Ok{};
}

Status draft_own_invoice(const RuleContext& context, const InvoiceIssued& data, const Line& line) {
  if (context.state.spans.overlaps(invoice_span(line.line), data.from, data.to))
    return Error(Code::period_overlap, "a part of " + date_range(data.from, data.to) +
                                           " is billed on " + line.line +
                                           " already; a debit note adds to its invoice");
  SETOFF_TRY(quantity, quantity_of(data.slices, line.unit));
  SETOFF_TRY(amount, invoice_amount(context.state, data.slices, context.day()));
  SETOFF_TRY_STATUS(require_amount(data.amount, amount));
  const AccountKey unbilled{AccountKind::q_unbilled, line.buyer, line.line};
  const auto open = std::min(unbilled_from(context, unbilled, line.unit),
                             delivered_in(context.state, line.line, data.from, data.to) -
                                 made_up_in(context.state, line.line, data.from, data.to));
  if (quantity > open)
    return Error(Code::exceeds_delivered,
                 Quantity(quantity, line.unit).text() + " is more than the " +
                     Quantity(open, line.unit).text() + " delivered in the span and not billed",
                 "data.slices");
  auto& draft = context.draft;
  draft.debit({AccountKind::claim, line.buyer, line.line}, data.invoice, context.book(),
              data.amount.minor());
  draft.credit({AccountKind::export_revenue, line.buyer, line.line}, {}, context.book(),
               data.amount.minor());
  draft.debit({AccountKind::q_billed, line.buyer, line.line}, {}, line.unit, quantity);
  draft.credit(unbilled, {}, line.unit, quantity);
  return Ok{};
}

struct InvoiceIssuedRules {
  static constexpr std::string_view kMeaning =
      "The seller bills what was delivered in a span of days.";

  static std::string describe(const InvoiceIssued& data) {
    return data.invoice + ", " + amount_phrase(data.amount) + " for " + data.line + " " +
           span_phrase(data.from, data.to) + ", due " + data.due.text() +
           (data.seller ? ", from " + *data.seller : std::string());
  }

  static Status prepare(const RuleContext& context, const InvoiceIssued& data) {
    if (data.slices.empty())
      return Error(Code::bad_field, "an invoice needs at least one slice", "data.slices");
    if (data.seller.has_value() != data.good.has_value())
      return Error(Code::bad_field, "`seller` and `good` go together", "data.good");
    SETOFF_TRY_STATUS(require_span(data.from, data.to, "data.to"));
    if (data.due < context.day())
      return Error(Code::bad_range, "it is due on " + data.due.text() + ", before it is issued",
                   "data.due");
    SETOFF_TRY(line, require_line(context, data.line));
    if (data.seller) SETOFF_TRY_STATUS(check_host_seller(context, *data.seller));
    SETOFF_TRY_STATUS(require_new_name(context, data.invoice));
    SETOFF_TRY_STATUS(require_currency(data.amount, context.book(), "data.amount"));
    return data.seller ? draft_host_invoice(context, data)
                       : draft_own_invoice(context, data, *line);
  }

  static void apply(State& state, const Event& event, const InvoiceIssued& data, Draft&&,
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
    state.lots.open(data.invoice, facts, sequence);
    if (!data.seller) state.spans.add(invoice_span(data.line), data.from, data.to);
  }

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const InvoiceIssued& data) {
    return reverse_claim(context, entry, data.invoice);
  }

  static void undo_facts(State& state, const Entry&, const InvoiceIssued& data) {
    state.lots.at(state.lots.find(data.invoice)).reversed = true;
    if (!data.seller) state.spans.remove(invoice_span(data.line), data.from, data.to);
  }
};

}  // namespace

SETOFF_RULES(InvoiceIssued, InvoiceIssuedRules)

}  // namespace setoff
