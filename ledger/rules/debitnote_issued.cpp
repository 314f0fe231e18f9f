// debitnote.issued: adds to an invoice, as a claim with its own due day.

#include <algorithm>

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/invoices.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

// A debit note may bill only what was delivered in the span of its invoice and is not billed yet.
// An opening claim, or another debit note, bills no span.
Status need_delivered(const RuleContext& context, const InvoiceFacts& facts, Quantity more) {
  const auto unit = more.kind();
  const AccountKey unbilled{AccountKind::q_unbilled, facts.object, facts.line};
  std::int64_t open = 0;
  if (facts.from < facts.to)
    open = std::clamp<std::int64_t>(
        delivered_in(context.state, facts.line, facts.from, facts.to) -
            made_up_in(context.state, facts.line, facts.from, facts.to) - facts.quantity,
        0, unbilled_from(context, unbilled, unit));
  if (more.minor() <= open) return Ok{};
  return Error(Code::exceeds_delivered,
               more.text() + " is more than the " + Quantity(open, unit).text() +
                   " delivered in the span of the invoice and not billed",
               "data.quantity");
}

struct DebitnoteIssuedRules {
  static constexpr std::string_view kMeaning =
      "The seller adds to an invoice; the addition is a claim with its own due day.";

  static std::string describe(const DebitnoteIssued& data) {
    return amount_phrase(data.amount) + " more on " + data.invoice + ", due " + data.due.text() +
           quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const DebitnoteIssued& data) {
    if (data.due < context.day())
      return Error(Code::bad_range, "it is due on " + data.due.text() + ", before it is issued",
                   "data.due");
    SETOFF_TRY(invoice, require_lot<InvoiceFacts>(context, data.invoice, "invoice"));
    const auto& facts = *invoice.facts;
    if (facts.host_seller)
      return Error(Code::not_permitted, "debit notes on invoices of a host seller are not booked",
                   "data.invoice");
    if (facts.kind != ClaimKind::billed)
      return Error(Code::not_permitted,
                   "'" + data.invoice + "' bills no delivery; reverse it and claim it again",
                   "data.invoice");
    SETOFF_TRY_STATUS(require_issued(context, data.invoice, facts));
    SETOFF_TRY_STATUS(require_new_name(context, data.debitnote));
    SETOFF_TRY_STATUS(require_currency(data.amount, context.book(), "data.amount"));
    const auto unit = context.state.agreement.find_line(facts.line)->unit;
    if (data.quantity) SETOFF_TRY_STATUS(require_unit(*data.quantity, unit, "data.quantity"));
    const AccountKey unbilled{AccountKind::q_unbilled, facts.object, facts.line};
    if (data.quantity) SETOFF_TRY_STATUS(need_delivered(context, facts, *data.quantity));
    auto& draft = context.draft;
    draft.debit({AccountKind::claim, facts.object, facts.line}, data.debitnote, context.book(),
                data.amount.minor());
    draft.credit({AccountKind::export_revenue, facts.object, facts.line}, {}, context.book(),
                 data.amount.minor());
    if (data.quantity) {
      draft.debit({AccountKind::q_billed, facts.object, facts.line}, {}, unit,
                  data.quantity->minor());
      draft.credit(unbilled, {}, unit, data.quantity->minor());
    }
    draft.link(LinkKind::follows, invoice.lot->opened);
    return Ok{};
  }

  static void apply(State& state, const Event& event, const DebitnoteIssued& data, Draft&&,
                    Sequence sequence) {
    auto& invoice = invoice_of(state, data.invoice);
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
    state.lots.open(data.debitnote, facts, sequence);
  }

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const DebitnoteIssued& data) {
    SETOFF_TRY_STATUS(check_no_later_charges(context.state, data.debitnote));
    if (data.quantity && invoice_of(context.state, data.invoice).quantity < data.quantity->minor())
      return Error(Code::has_dependents, "what it bills is credited on '" + data.invoice +
                                             "'; reverse the credit note first");
    SETOFF_TRY_STATUS(reverse_postings(context, entry));
    undo_settlements(context, entry, data.debitnote);
    return Ok{};
  }

  static void undo_facts(State& state, const Entry&, const DebitnoteIssued& data) {
    auto& invoice = invoice_of(state, data.invoice);
    --invoice.debit_notes;
    if (data.quantity) invoice.quantity -= data.quantity->minor();
    state.lots.at(state.lots.find(data.debitnote)).reversed = true;
  }
};

}  // namespace

SETOFF_RULES(DebitnoteIssued, DebitnoteIssuedRules)

}  // namespace setoff
