#pragma once
// Events of the export side: deliveries, invoices, payments into the restricted account, late fees.

#include <optional>
#include <string>
#include <vector>

#include "ledger/terms/agreement.h"

namespace setoff {

struct DeliveryMetered {
  std::string delivery;
  std::string line;
  std::string meter;
  Day from;
  Day to;  // first day after the span
  Quantity quantity;
  friend bool operator==(const DeliveryMetered&, const DeliveryMetered&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("delivery", self.delivery, "name of the delivery");
    visit("line", self.line, "line delivered");
    visit("meter", self.meter, "meter that was read");
    visit("from", self.from, "first day of the span");
    visit("to", self.to, "first day after the span");
    visit("quantity", self.quantity, "what was delivered");
  }
};

// A part of an invoice at one price. For gas: quantity x heat x price; else quantity x price.
struct Slice {
  Quantity quantity;
  Rate price;                // per unit of energy or of the line
  std::optional<Rate> heat;  // MMBtu per unit of the line
  friend bool operator==(const Slice&, const Slice&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("quantity", self.quantity, "part of the quantity");
    visit("price", self.price, "its price");
    visit("heat", self.heat, "heat content, for a price per unit of energy");
  }
};

struct InvoiceIssued {
  std::string invoice;
  std::string line;
  Day from;
  Day to;  // first day after the invoiced span
  std::vector<Slice> slices;
  Money amount;  // in the book currency; must follow from the slices and the fixing
  Day due;
  std::optional<std::string> seller;  // host seller; the home side owes the invoice
  std::optional<std::string> good;    // what the host seller delivered
  friend bool operator==(const InvoiceIssued&, const InvoiceIssued&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("invoice", self.invoice, "number of the invoice");
    visit("line", self.line, "line invoiced");
    visit("from", self.from, "first day of the invoiced span");
    visit("to", self.to, "first day after the invoiced span");
    visit("slices", self.slices, "quantities and prices");
    visit("amount", self.amount, "sum in the book currency");
    visit("due", self.due, "due day");
    visit("seller", self.seller, "host seller, for goods bought from the host side");
    visit("good", self.good, "good, for a host seller");
  }
};

struct CreditnoteIssued {
  std::string creditnote;
  std::string invoice;
  Money amount;
  std::optional<Quantity> quantity;
  Text reason;
  friend bool operator==(const CreditnoteIssued&, const CreditnoteIssued&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("creditnote", self.creditnote, "number of the credit note");
    visit("invoice", self.invoice, "invoice it lowers");
    visit("amount", self.amount, "by how much");
    visit("quantity", self.quantity, "quantity taken off the bill");
    visit("reason", self.reason, "why");
  }
};

// The opposite of a credit note: raises what is owed for an invoice, as a separate claim.
struct DebitnoteIssued {
  std::string debitnote;
  std::string invoice;
  Money amount;
  std::optional<Quantity> quantity;  // billed in addition, out of what was delivered
  Day due;
  Text reason;
  friend bool operator==(const DebitnoteIssued&, const DebitnoteIssued&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("debitnote", self.debitnote, "number of the debit note");
    visit("invoice", self.invoice, "invoice it adds to");
    visit("amount", self.amount, "by how much, in the book currency");
    visit("quantity", self.quantity, "quantity it bills, where the invoice billed too little");
    visit("due", self.due, "due day");
    visit("reason", self.reason, "why");
  }
};

struct LotAmount {
  std::string lot;
  Money amount;
  friend bool operator==(const LotAmount&, const LotAmount&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("lot", self.lot, "claim that is settled");
    visit("amount", self.amount, "by how much, in the book currency");
  }
};

struct PaymentReceived {
  std::string payment;
  std::string account;
  std::string payer;
  std::optional<std::string> line;       // settles only claims of this line
  Money amount;                          // in the account's currency
  std::optional<Allocation> allocation;  // instead of the agreement's rule
  std::vector<LotAmount> instructed;     // claims to settle, for the rule `instructed`
  friend bool operator==(const PaymentReceived&, const PaymentReceived&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("payment", self.payment, "name of the payment");
    visit("account", self.account, "bank account credited");
    visit("payer", self.payer, "who paid");
    visit("line", self.line, "line whose claims it settles; none named: all");
    visit("amount", self.amount, "in the account's currency");
    visit("allocation", self.allocation, "rule instead of the agreement's");
    visit("instructed", self.instructed, "claims settled, for the rule `instructed`");
  }
};

// The bank takes back all or part of a payment: a returned transfer.
struct PaymentReturned {
  std::string payment;
  Money amount;
  Text reason;
  friend bool operator==(const PaymentReturned&, const PaymentReturned&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("payment", self.payment, "payment that is returned");
    visit("amount", self.amount, "how much of it, in the account's currency");
    visit("reason", self.reason, "why, as the bank says");
  }
};

// Applies an advance to a claim manually, where the agreement leaves that to instruction.
struct AdvanceApplied {
  std::string advance;
  std::string lot;
  Money amount;
  friend bool operator==(const AdvanceApplied&, const AdvanceApplied&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("advance", self.advance, "payment or credit note that made the advance");
    visit("lot", self.lot, "claim that it meets");
    visit("amount", self.amount, "by how much, in the book currency");
  }
};

struct LatefeeCharged {
  std::string latefee;
  std::string invoice;
  Day from;
  Day to;  // first day after the span
  Money amount;
  friend bool operator==(const LatefeeCharged&, const LatefeeCharged&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("latefee", self.latefee, "name of the late fee");
    visit("invoice", self.invoice, "claim that is late");
    visit("from", self.from, "first day charged");
    visit("to", self.to, "first day after the span");
    visit("amount", self.amount, "what the terms give for the span");
  }
};

struct ClaimWrittenoff {
  std::string lot;
  Money amount;
  std::string by;
  Text reason;
  friend bool operator==(const ClaimWrittenoff&, const ClaimWrittenoff&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("lot", self.lot, "claim or penalty given up");
    visit("amount", self.amount, "by how much");
    visit("by", self.by, "who decided it");
    visit("reason", self.reason, "why");
  }
};

// The buyer disputes a part of what is open of a claim. It stays owed, but until the dispute is
// resolved no payment or advance settles it and no late fee runs on it.
struct DisputeRaised {
  std::string lot;
  Money amount;
  Text reason;
  friend bool operator==(const DisputeRaised&, const DisputeRaised&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("lot", self.lot, "claim that is disputed");
    visit("amount", self.amount, "part of what is open of it");
    visit("reason", self.reason, "why");
  }
};

// The dispute of an amount ends and it is open again, with its old due day. What the seller
// concedes is a credit note instead.
struct DisputeResolved {
  std::string lot;
  Money amount;
  Text reason;
  friend bool operator==(const DisputeResolved&, const DisputeResolved&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("lot", self.lot, "claim that was disputed");
    visit("amount", self.amount, "part of what is disputed of it");
    visit("reason", self.reason, "how it was resolved");
  }
};

// Take or pay: the buyer owes what it had to take in a span of days and did not. Where the contract
// grants make-up, what is paid is owed in quantity until it is taken later, or the right lapses.
struct ShortfallClaimed {
  std::string shortfall;
  std::string line;
  Day from;
  Day to;                           // first day after the span
  Quantity floor;                   // what had to be taken
  std::optional<Quantity> excused;  // of it, what the seller did not deliver, or force majeure
  std::vector<Slice> slices;        // floor - excused - delivered, at its prices
  Money amount;                     // in the book currency; must follow from the slices
  Day due;
  std::optional<Day> makeup_until;  // last day to take what is paid; none: no make-up
  friend bool operator==(const ShortfallClaimed&, const ShortfallClaimed&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("shortfall", self.shortfall, "name of the claim");
    visit("line", self.line, "line of which too little was taken");
    visit("from", self.from, "first day of the span");
    visit("to", self.to, "first day after the span");
    visit("floor", self.floor, "quantity that had to be taken in the span");
    visit("excused", self.excused, "part of it that the seller did not deliver, or force majeure");
    visit("slices", self.slices, "quantity that is left, at its prices");
    visit("amount", self.amount, "sum in the book currency");
    visit("due", self.due, "due day");
    visit("makeup_until", self.makeup_until,
          "last day on which it can be made up; none: it cannot");
  }
};

// The seller claims a penalty for a breach of the contract; a claim for which nothing was
// delivered.
struct BreachClaimed {
  std::string breach;
  std::string line;
  Money amount;
  Day due;
  Text reason;
  friend bool operator==(const BreachClaimed&, const BreachClaimed&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("breach", self.breach, "name of the claim");
    visit("line", self.line, "line whose contract was broken");
    visit("amount", self.amount, "the penalty, in the book currency");
    visit("due", self.due, "due day");
    visit("reason", self.reason, "what was broken");
  }
};

// The buyer takes a part of what it has paid for and not taken: delivered in the span, and billed
// at nothing.
struct MakeupTaken {
  std::string shortfall;
  Day from;
  Day to;  // first day after the span
  Quantity quantity;
  Money amount;  // its share of what was claimed, in the book currency
  friend bool operator==(const MakeupTaken&, const MakeupTaken&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("shortfall", self.shortfall, "claim that paid for it");
    visit("from", self.from, "first day of the span in which it was delivered");
    visit("to", self.to, "first day after the span");
    visit("quantity", self.quantity, "what was delivered and is not billed");
    visit("amount", self.amount, "what it was paid with, in the book currency");
  }
};

// The time for make-up is over: the seller keeps what was paid.
struct MakeupLapsed {
  std::string shortfall;
  friend bool operator==(const MakeupLapsed&, const MakeupLapsed&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("shortfall", self.shortfall, "claim whose make-up was not taken in time");
  }
};

}  // namespace setoff
