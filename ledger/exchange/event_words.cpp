#include "ledger/exchange/event_words.h"

#include "ledger/base/check.h"

namespace setoff {

std::string_view what_it_says(EventType type) {
  using enum EventType;
  switch (type) {
    case agreement_adopted:
      return "The terms come into force: parties, lines of trade, bank accounts, rules and opening "
             "balances.";
    case agreement_amended:
      return "The parties change the terms: new rules, or parties, lines and accounts added.";
    case limit_set:
      return "A limit on a bank account comes into force and replaces the one of the same name.";
    case account_frozen:
      return "A bank account is closed to payments out, to payments in, or to both.";
    case account_unfrozen:
      return "A frozen bank account is opened again.";
    case key_added:
      return "A party announces a public key.";
    case key_retired:
      return "A public key is withdrawn.";
    case period_closed:
      return "The books are closed up to a day; a later booking into that period needs an "
             "override.";
    case window_opened:
      return "A waiver or licence opens a window: the days in which restricted money may be used.";
    case window_closed:
      return "A window ends before its last day.";
    case goods_listed:
      return "A good, or another use of money, is put on the list of what may be paid for.";
    case goods_delisted:
      return "A good or use is taken off the list.";
    case calendar_adopted:
      return "A calendar of working days is adopted for a place.";
    case price_fixed:
      return "A price is fixed from a day on.";
    case rate_fixed:
      return "An exchange rate is fixed from a day on.";
    case delivery_metered:
      return "A meter was read: how much was delivered on a line in a span of days.";
    case invoice_issued:
      return "The seller bills what was delivered in a span of days.";
    case creditnote_issued:
      return "The seller lowers an invoice.";
    case payment_received:
      return "Money from the buyer arrives on a bank account and settles claims.";
    case latefee_charged:
      return "A late fee is charged on an overdue claim for a span of days.";
    case claim_writtenoff:
      return "The seller gives up a claim, in whole or in part.";
    case debitnote_issued:
      return "The seller adds to an invoice; the addition is a claim with its own due day.";
    case payment_returned:
      return "The bank takes a payment back, in whole or in part.";
    case advance_applied:
      return "Money that was paid ahead settles a claim, on instruction.";
    case release_requested:
      return "Somebody asks to use restricted money for a purpose.";
    case release_approved:
      return "Somebody else approves a requested release, in whole or in part.";
    case release_denied:
      return "A request is turned down, or an approval is taken back.";
    case order_placed:
      return "The importer orders goods from a supplier.";
    case credit_issued:
      return "The bank opens a letter of credit and holds the money for it.";
    case credit_amended:
      return "The amount or the expiry of a letter of credit changes.";
    case documents_presented:
      return "The supplier hands in the documents that a letter of credit asks for.";
    case documents_refused:
      return "The bank sends documents back.";
    case credit_honoured:
      return "The bank pays the supplier under a letter of credit.";
    case credit_expired:
      return "A letter of credit has run out, and what it still held is freed.";
    case credit_cancelled:
      return "A letter of credit is cancelled, and what it held is freed.";
    case goods_shipped:
      return "Ordered goods are shipped.";
    case goods_landed:
      return "Shipped goods arrive, and what is missing is named.";
    case purpose_paid:
      return "The bank pays for a listed purpose that is not an order of goods.";
    case funds_converted:
      return "Released money is exchanged into another currency.";
    case conversion_failed:
      return "The bank could not exchange released money.";
    case funds_transferred:
      return "Released money moves to another restricted account in the same currency.";
    case interest_accrued:
      return "The bank pays or charges interest for a span of days.";
    case fee_charged:
      return "The bank charges a fee.";
    case balance_revalued:
      return "Foreign money is valued at the newest rate.";
    case cover_issued:
      return "The home central bank issues home money against blocked money.";
    case claims_offset:
      return "A debt and a claim of the home side cancel each other.";
    case entry_reversed:
      return "An entry is reversed by somebody who did not ask for it.";
    case statement_received:
      return "The bank's statement of an account arrives.";
    case reversal_requested:
      return "Somebody asks for an entry to be reversed.";
  }
  CHECK(false && "an event type that is not in event_types.def");
  return {};
}

}  // namespace setoff
