#pragma once
// Events of the import side: releases, orders, letters of credit, goods, and uses that are not
// goods.

#include <optional>
#include <string>

#include "ledger/terms/agreement.h"

namespace setoff {

struct ReleaseRequested {
  std::string release;
  std::string account;
  std::string line;
  Money amount;
  std::string purpose;
  std::optional<std::string> payee;
  std::string by;
  Day valid_until;
  friend bool operator==(const ReleaseRequested&, const ReleaseRequested&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("release", self.release, "name of the release");
    visit("account", self.account, "restricted account");
    visit("line", self.line, "line whose money it is");
    visit("amount", self.amount, "in the account's currency");
    visit("purpose", self.purpose, "listed purpose");
    visit("payee", self.payee, "who is to be paid, where it is known");
    visit("by", self.by, "person or party that asks");
    visit("valid_until", self.valid_until, "last day of the request");
  }
};

struct ReleaseApproved {
  std::string release;
  Money amount;
  std::string by;
  Day valid_until;
  bool final = false;  // frees the rest of the request
  Text reference;
  friend bool operator==(const ReleaseApproved&, const ReleaseApproved&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("release", self.release, "release that was requested");
    visit("amount", self.amount, "how much of it");
    visit("by", self.by, "person or party that approves; not the one that asked");
    visit("valid_until", self.valid_until, "last day of the approval");
    visit("final", self.final, "the rest of the request goes back");
    visit("reference", self.reference, "approval's reference");
  }
};

struct ReleaseDenied {
  std::string release;
  Money amount;  // of the request, or of an approval that is withdrawn
  std::string by;
  Text reason;
  friend bool operator==(const ReleaseDenied&, const ReleaseDenied&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("release", self.release, "release");
    visit("amount", self.amount, "how much of the request or approval goes back");
    visit("by", self.by, "who denies it");
    visit("reason", self.reason, "why");
  }
};

struct OrderPlaced {
  std::string order;
  std::string good;
  Quantity quantity;
  Rate price;
  std::string supplier;
  friend bool operator==(const OrderPlaced&, const OrderPlaced&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("order", self.order, "name of the order");
    visit("good", self.good, "listed good");
    visit("quantity", self.quantity, "how much");
    visit("price", self.price, "unit price");
    visit("supplier", self.supplier, "who delivers");
  }
};

struct CreditIssued {
  std::string credit;
  std::string release;
  std::string order;
  std::string account;
  Money amount;
  Decimal tolerance;             // share by which the amount may be exceeded
  std::optional<Money> advance;  // paid before documents
  Day expiry;
  friend bool operator==(const CreditIssued&, const CreditIssued&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("credit", self.credit, "number of the letter of credit");
    visit("release", self.release, "release that covers it");
    visit("order", self.order, "order it pays");
    visit("account", self.account, "account that is held");
    visit("amount", self.amount, "in the account's currency");
    visit("tolerance", self.tolerance, "share by which the amount may be exceeded");
    visit("advance", self.advance, "part payable before documents");
    visit("expiry", self.expiry, "last day for documents");
  }
};

enum class Direction : std::uint8_t { increase, decrease };
template <>
struct EnumNames<Direction> {
  static constexpr std::string_view values[] = {"increase", "decrease"};
};

struct CreditAmended {
  std::string credit;
  std::optional<Direction> direction;
  std::optional<Money> amount;
  std::optional<Day> expiry;
  bool consent = false;  // of the supplier; required to lower or shorten the credit
  friend bool operator==(const CreditAmended&, const CreditAmended&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("credit", self.credit, "credit");
    visit("direction", self.direction, "increase or decrease of the amount");
    visit("amount", self.amount, "by how much");
    visit("expiry", self.expiry, "new last day");
    visit("consent", self.consent, "the supplier agrees");
  }
};

struct DocumentsPresented {
  std::string credit;
  std::string documents;
  Money amount;
  bool complying = true;
  friend bool operator==(const DocumentsPresented&, const DocumentsPresented&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("credit", self.credit, "credit");
    visit("documents", self.documents, "name of the set of documents");
    visit("amount", self.amount, "amount they claim");
    visit("complying", self.complying, "they comply with the credit");
  }
};

struct DocumentsRefused {
  std::string credit;
  std::string documents;
  Text reason;
  friend bool operator==(const DocumentsRefused&, const DocumentsRefused&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("credit", self.credit, "credit");
    visit("documents", self.documents, "set of documents that is sent back");
    visit("reason", self.reason, "discrepancies");
  }
};

struct CreditHonoured {
  std::string credit;
  Money amount;
  Quantity quantity;   // of the goods paid for
  bool final = false;  // frees the rest of the credit
  friend bool operator==(const CreditHonoured&, const CreditHonoured&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("credit", self.credit, "credit");
    visit("amount", self.amount, "what is paid to the supplier");
    visit("quantity", self.quantity, "goods it pays for");
    visit("final", self.final, "the rest of the credit is freed");
  }
};

struct CreditExpired {
  std::string credit;
  friend bool operator==(const CreditExpired&, const CreditExpired&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("credit", self.credit, "credit whose hold is tidied away");
  }
};

struct CreditCancelled {
  std::string credit;
  bool consent = false;
  Text reason;
  friend bool operator==(const CreditCancelled&, const CreditCancelled&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("credit", self.credit, "credit");
    visit("consent", self.consent, "the supplier agrees");
    visit("reason", self.reason, "why");
  }
};

struct GoodsShipped {
  std::string order;
  Quantity quantity;
  Text papers;
  friend bool operator==(const GoodsShipped&, const GoodsShipped&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("order", self.order, "order");
    visit("quantity", self.quantity, "what was shipped");
    visit("papers", self.papers, "bill of lading");
  }
};

struct GoodsLanded {
  std::string order;
  Quantity quantity;
  std::optional<Quantity> short_quantity;
  friend bool operator==(const GoodsLanded&, const GoodsLanded&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("order", self.order, "order");
    visit("quantity", self.quantity, "what was landed");
    visit("short", self.short_quantity, "what was shipped and did not arrive");
  }
};

struct PurposePaid {
  std::string payment;
  std::string release;
  std::string account;
  std::string purpose;
  std::string payee;
  Money amount;
  friend bool operator==(const PurposePaid&, const PurposePaid&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("payment", self.payment, "name of the payment");
    visit("release", self.release, "release that covers it");
    visit("account", self.account, "account debited");
    visit("purpose", self.purpose, "listed purpose");
    visit("payee", self.payee, "who is paid");
    visit("amount", self.amount, "in the account's currency");
  }
};

}  // namespace setoff
