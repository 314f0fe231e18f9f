#pragma once
// Events of money at banks (conversion, transfer, interest, fees, revaluation, cover), of offsets,
// reversals and statements.

#include <optional>
#include <string>

#include "ledger/terms/agreement.h"

namespace setoff {

struct FundsConverted {
  std::string conversion;
  std::string release;
  std::string account;
  std::string to_account;
  Money amount;    // leaves `account`
  Money received;  // enters `to_account`
  Decimal spread;  // share of the mid value that the bank keeps
  friend bool operator==(const FundsConverted&, const FundsConverted&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("conversion", self.conversion, "name of the conversion");
    visit("release", self.release, "approved release");
    visit("account", self.account, "account debited");
    visit("to_account", self.to_account, "account credited");
    visit("amount", self.amount, "amount debited");
    visit("received", self.received, "amount credited");
    visit("spread", self.spread, "share of the mid value that the bank keeps");
  }
};

struct ConversionFailed {
  std::string release;
  std::string account;
  Text reason;
  friend bool operator==(const ConversionFailed&, const ConversionFailed&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("release", self.release, "approved release");
    visit("account", self.account, "account that was to be converted");
    visit("reason", self.reason, "why the bank could not");
  }
};

struct FundsTransferred {
  std::string transfer;
  std::string release;
  std::string account;
  std::string to_account;
  Money amount;
  friend bool operator==(const FundsTransferred&, const FundsTransferred&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("transfer", self.transfer, "name of the transfer");
    visit("release", self.release, "approved release, which moves along");
    visit("account", self.account, "account debited");
    visit("to_account", self.to_account, "restricted account credited");
    visit("amount", self.amount, "in the currency of both");
  }
};

enum class InterestDirection : std::uint8_t { paid, charged };  // to the account, from the account
template <>
struct EnumNames<InterestDirection> {
  static constexpr std::string_view values[] = {"paid", "charged"};
};

struct InterestAccrued {
  std::string account;
  std::string line;
  Day from;
  Day to;  // first day after the span
  Decimal rate_per_year;
  InterestDirection direction = InterestDirection::paid;
  Money amount;
  std::optional<Money> beyond;  // absent: all of the balance bears it
  friend bool operator==(const InterestAccrued&, const InterestAccrued&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("account", self.account, "bank account");
    visit("line", self.line, "line's part of it");
    visit("from", self.from, "first day of the span");
    visit("to", self.to, "first day after the span");
    visit("rate_per_year", self.rate_per_year, "simple yearly rate, positive");
    visit("direction", self.direction, "paid, or charged (negative interest)");
    visit("amount", self.amount, "what daily balances and rate give");
    visit("beyond", self.beyond, "part of the balance, on either side, that bears no interest");
  }
};

struct FeeCharged {
  std::string account;
  std::string line;
  Money amount;
  Text reason;
  friend bool operator==(const FeeCharged&, const FeeCharged&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("account", self.account, "bank account");
    visit("line", self.line, "line's part of it");
    visit("amount", self.amount, "in the account's currency");
    visit("reason", self.reason, "what for");
  }
};

struct BalanceRevalued {
  Currency currency;
  std::string line;
  friend bool operator==(const BalanceRevalued&, const BalanceRevalued&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("currency", self.currency, "foreign currency revalued at the newest fixing");
    visit("line", self.line, "line");
  }
};

// Home money that the home central bank issued against a blocked balance.
struct CoverIssued {
  std::string account;
  std::string line;
  Money amount;   // home money
  Money against;  // blocked money, in the account's currency
  friend bool operator==(const CoverIssued&, const CoverIssued&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("account", self.account, "blocked account");
    visit("line", self.line, "line's part of it");
    visit("amount", self.amount, "home money issued");
    visit("against", self.against, "blocked money it stands against");
  }
};

// Sets off mutual due claims: what the home side owes (an invoice of a host seller) against what it
// is owed.
struct ClaimsOffset {
  std::string offset;
  std::string owed;  // lot payable by the home side
  std::string due;   // lot owed to the home side
  Money amount;
  friend bool operator==(const ClaimsOffset&, const ClaimsOffset&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("offset", self.offset, "name of the offset");
    visit("owed", self.owed, "invoice of the host seller");
    visit("due", self.due, "claim of the home side");
    visit("amount", self.amount, "at most the smaller of the two");
  }
};

// Names either `owed` or `clearing_account`.
struct SettlementPaid {
  std::string settlement;
  std::string account;
  std::string line;
  std::optional<std::string> owed;  // lot payable by the home side
  std::optional<std::string> clearing_account;
  Money amount;
  Money settled;
  std::optional<std::string> of_line;
  friend bool operator==(const SettlementPaid&, const SettlementPaid&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("settlement", self.settlement, "name of the settlement");
    visit("account", self.account, "clearing or free account that pays, or is paid");
    visit("line", self.line, "line whose money it is");
    visit("owed", self.owed, "invoice of a host seller that the home side pays");
    visit("clearing_account", self.clearing_account, "or the account whose balance is settled");
    visit("amount", self.amount, "money on `account`, in its currency");
    visit("settled", self.settled, "what the debt or the balance falls by, in its own currency");
    visit("of_line", self.of_line, "line whose part of the balance it is, if not `line`");
  }
};

struct EntryReversed {
  std::uint64_t sequence = 0;
  std::string by;
  std::string requested_by;
  Text reason;
  friend bool operator==(const EntryReversed&, const EntryReversed&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("sequence", self.sequence, "sequence of the entry that is reversed");
    visit("by", self.by, "who approves; not the one that asks");
    visit("requested_by", self.requested_by, "who asks; who asked last, where it was asked for");
    visit("reason", self.reason, "why");
  }
};

// A request that entry.reversed refers to: once there is one, `requested_by` must name who made it.
struct ReversalRequested {
  std::uint64_t sequence = 0;
  std::string by;
  Text reason;
  friend bool operator==(const ReversalRequested&, const ReversalRequested&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("sequence", self.sequence, "sequence of the entry that is to be reversed");
    visit("by", self.by, "who asks");
    visit("reason", self.reason, "why");
  }
};

struct StatementReceived {
  std::string statement;
  std::string account;
  Day from;
  Day to;  // first day after the span
  Money opening;
  Money closing;
  Text digest;  // SHA-256 of the statement file, hex
  friend bool operator==(const StatementReceived&, const StatementReceived&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("statement", self.statement, "number of the statement");
    visit("account", self.account, "bank account");
    visit("from", self.from, "first day");
    visit("to", self.to, "first day after the span");
    visit("opening", self.opening, "balance before");
    visit("closing", self.closing, "balance after");
    visit("digest", self.digest, "SHA-256 of the statement file");
  }
};

}  // namespace setoff
