// creditnote.issued: lowers an invoice; what was paid of it already becomes an advance.

#include "ledger/arithmetic/allocation.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/invoices.h"
#include "ledger/rules/makeup.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

// Takes the amount back from where the invoice was credited. Of a shortfall, what can still be made
// up comes first, then what has lapsed; what is made up was delivered, and a credit note on an
// invoice lowers that. Errors: exceeds_invoice, exceeds_lot.
Status draft_less_revenue(const RuleContext& context, const FoundLot<InvoiceFacts>& invoice,
                          const CreditnoteIssued& data) {
  const auto& facts = *invoice.facts;
  const auto account = [&](AccountKind kind) { return AccountKey{kind, facts.object, facts.line}; };
  auto& draft = context.draft;
  if (facts.kind != ClaimKind::shortfall) {
    const bool breach = facts.kind == ClaimKind::breach;
    draft.debit(account(breach ? AccountKind::compensation : AccountKind::export_revenue), {},
                context.book(), data.amount.minor());
    return Ok{};
  }
  Remainder left(data.amount.minor());
  std::int64_t to_make_up = 0;
  if (facts.makeup_until) {
    SETOFF_TRY(makeup, makeup_left(context, data.invoice));
    to_make_up = makeup.quantity;
    draft.debit(makeup.deferred, data.invoice, context.book(), left.allot(makeup.amount));
  }
  const auto unit = context.state.agreement.find_line(facts.line)->unit;
  if (data.quantity && data.quantity->minor() > to_make_up)
    return Error(Code::exceeds_lot,
                 data.quantity->text() + " is more than the " + Quantity(to_make_up, unit).text() +
                     " that can still be made up",
                 "data.quantity");
  draft.debit(account(AccountKind::shortfall), {}, context.book(), left.allot(facts.kept));
  if (left.left() == 0) return Ok{};
  return Error(Code::exceeds_invoice,
               data.amount.text() + " is more than the " +
                   Money(data.amount.minor() - left.left(), context.book()).text() +
                   " of the shortfall that is not made up; a credit note on an invoice lowers what "
                   "was delivered",
               "data.amount");
}

struct CreditnoteIssuedRules {
  static constexpr std::string_view kMeaning = "The seller lowers an invoice.";

  static std::string describe(const CreditnoteIssued& data) {
    return amount_phrase(data.amount) + " off " + data.invoice + quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const CreditnoteIssued& data);

  static void apply(State& state, const Event& event, const CreditnoteIssued& data, Draft&& draft,
                    Sequence sequence) {
    auto& invoice = invoice_of(state, data.invoice);
    invoice.credited += data.amount.minor();
    if (data.quantity) invoice.quantity -= data.quantity->minor();
    for (const auto& leg : draft.legs) {
      if (leg.account.kind == AccountKind::writeoff) invoice.written_off += leg.amount;
      if (leg.account.kind == AccountKind::shortfall) invoice.kept -= leg.amount;
    }
    state.lots.open(data.creditnote, SourceFacts{invoice.line, event.value_date}, sequence);
  }

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const CreditnoteIssued&) {
    return reverse_postings(context, entry);
  }

  static void undo_facts(State& state, const Entry& entry, const CreditnoteIssued& data) {
    auto& invoice = invoice_of(state, data.invoice);
    invoice.credited -= data.amount.minor();
    if (data.quantity) invoice.quantity += data.quantity->minor();
    invoice.written_off -= sum_posted(entry, "expenses", "writeoff");
    invoice.kept += sum_posted(entry, "income", "shortfall");
  }
};

Status CreditnoteIssuedRules::prepare(const RuleContext& context, const CreditnoteIssued& data) {
  SETOFF_TRY(invoice, require_lot<InvoiceFacts>(context, data.invoice, "invoice"));
  const auto& facts = *invoice.facts;
  if (facts.host_seller)
    return Error(Code::not_permitted, "credit notes on invoices of a host seller are not booked",
                 "data.invoice");
  SETOFF_TRY_STATUS(require_issued(context, data.invoice, facts));
  SETOFF_TRY_STATUS(require_new_name(context, data.creditnote));
  SETOFF_TRY_STATUS(require_currency(data.amount, context.book(), "data.amount"));
  const auto unit = context.state.agreement.find_line(facts.line)->unit;
  if (data.quantity) SETOFF_TRY_STATUS(require_unit(*data.quantity, unit, "data.quantity"));
  if (data.amount.minor() > facts.amount - facts.credited)
    return Error(Code::exceeds_invoice,
                 data.amount.text() + " is more than the " +
                     Money(facts.amount - facts.credited, context.book()).text() +
                     " left of the invoice");
  if (data.quantity && data.quantity->minor() > facts.quantity)
    return Error(Code::exceeds_invoice, data.quantity->text() + " is more than the " +
                                            Quantity(facts.quantity, unit).text() +
                                            " that the invoice bills");
  const auto claim = open_claim(context, facts, invoice.id, AccountKind::claim);
  const auto disputed = open_claim(context, facts, invoice.id, AccountKind::disputed);
  Remainder left(data.amount.minor());  // what the buyer disputes is conceded first
  const auto from_disputed = left.allot(disputed.open);
  const auto from_claim = left.allot(claim.open);
  const auto from_writeoff = left.allot(facts.written_off);
  const auto given_back = left.left();
  // What has not been paid yet cannot be given back.
  if (given_back > 0 && (claim.open_at_end > claim.open || disputed.open_at_end > disputed.open))
    return Error(Code::exceeds_invoice, data.amount.text() + " is more than the " +
                                            Money(claim.open, context.book()).text() +
                                            " that stay open of the invoice from " +
                                            context.day().text() +
                                            " on; more is open on a later day");
  auto& draft = context.draft;
  SETOFF_TRY_STATUS(draft_less_revenue(context, invoice, data));
  draft.credit(disputed.account, data.invoice, context.book(), from_disputed);
  draft.credit(claim.account, data.invoice, context.book(), from_claim);
  draft.credit({AccountKind::writeoff, facts.object, facts.line}, {}, context.book(),
               from_writeoff);
  draft.credit({AccountKind::advance, facts.object, facts.line}, data.creditnote, context.book(),
               given_back);
  if (data.quantity) {
    const bool billed = facts.kind == ClaimKind::billed;
    draft.debit({billed ? AccountKind::q_contra : AccountKind::q_makeup, facts.object, facts.line},
                billed ? std::string_view() : std::string_view(data.invoice), unit,
                data.quantity->minor());
    draft.credit({AccountKind::q_billed, facts.object, facts.line}, {}, unit,
                 data.quantity->minor());
  }
  draft.link(LinkKind::follows, invoice.lot->opened);
  return Ok{};
}

}  // namespace

SETOFF_RULES(CreditnoteIssued, CreditnoteIssuedRules)

}  // namespace setoff
