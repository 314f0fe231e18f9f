#pragma once
// Agreement: the terms of the scheme as data, adopted by one event and amended by others: parties,
// lines (what is exported, by whom, to whom), bank accounts, and the rules that the postings
// follow. Each struct lists its members once (`fields`): encoding, JSON, schema and comparison are
// derived from that list.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/commodity.h"
#include "ledger/base/date.h"
#include "ledger/base/decimal.h"
#include "ledger/base/text_value.h"
#include "ledger/terms/kinds.h"

namespace setoff {

struct Party {
  std::string party;
  Side side = Side::home;
  Role role = Role::exporter;
  friend bool operator==(const Party&, const Party&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("party", self.party, "name, a path segment");
    visit("side", self.side, "whose side it is on");
    visit("role", self.role, "what it does in the scheme");
  }
};

// A line of export; amounts are tracked per line.
struct Line {
  std::string line;
  std::string owner;  // exporter, who owns the claims
  std::string buyer;
  Unit unit;
  friend bool operator==(const Line&, const Line&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("line", self.line, "name, a path segment");
    visit("owner", self.owner, "exporting party that owns the claim");
    visit("buyer", self.buyer, "party that owes it");
    visit("unit", self.unit, "unit of what is delivered");
  }
};

// An account at a bank; each line has its own part of it.
struct BankAccount {
  std::string account;
  std::string bank;
  std::string place;  // country or jurisdiction, which windows may name
  Currency currency;
  AccountUse use = AccountUse::deposit;
  std::optional<Day> open_from;
  friend bool operator==(const BankAccount&, const BankAccount&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("account", self.account, "name, a path segment");
    visit("bank", self.bank, "party that keeps it");
    visit("place", self.place, "where it is kept");
    visit("currency", self.currency, "its currency");
    visit("use", self.use, "deposit (restricted), reserve (free) or clearing");
    visit("open_from", self.open_from, "first day on which it takes postings");
  }
};

// An opening balance when the agreement is adopted, on the account's normal side.
// clearing_debt: what the home side owes on a clearing account.
enum class OpeningKind : std::uint8_t { claim, penalty, deposit, reserve, clearing, clearing_debt };
template <>
struct EnumNames<OpeningKind> {
  static constexpr std::string_view values[] = {"claim",   "penalty",  "deposit",
                                                "reserve", "clearing", "clearing_debt"};
};
struct Opening {
  OpeningKind kind = OpeningKind::claim;
  std::string line;
  std::string lot;                     // invoice, or source of the money in an account
  std::optional<std::string> account;  // bank account, for all kinds but claims
  Money amount;
  std::optional<Money> book;  // value in the book currency, for a foreign account
  std::optional<Day> due;     // for a claim
  friend bool operator==(const Opening&, const Opening&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("kind", self.kind, "what it is: claim, penalty, deposit, reserve or clearing");
    visit("line", self.line, "line it belongs to");
    visit("lot", self.lot, "name of the claim, or of the source of the money");
    visit("account", self.account, "bank account, for money at a bank");
    visit("amount", self.amount, "amount on the account's normal side");
    visit("book", self.book, "value in the book currency, for a foreign account");
    visit("due", self.due, "due day, for a claim");
  }
};

struct Rules {
  Rounding rounding = Rounding::half_even;
  Calendar calendar = Calendar::gregorian;  // of monthly and yearly limits
  DayCount day_count = DayCount::act_365;
  int grace_days = 0;         // after the due day, before a claim is overdue
  Decimal late_fee_per_year;  // simple, on the open amount
  Allocation allocation = Allocation::oldest;
  int honour_within_days = 21;           // to pay documents that were presented in time
  Decimal fx_buyer_share;                // of a loss realised on conversion
  bool credits_need_window = false;      // payments into a deposit need an open window, too
  Currency pivot;                        // cross rates go through it
  std::optional<AdvanceRule> advances;   // default: next_claim
  std::vector<Money> closing_tolerance;  // by currency paid; default: its smallest unit
  std::vector<Money> bank_rounding;      // by currency; default: two of its smallest units
  std::vector<std::string> rate_series;  // that value the books; default: the first of each pair
  friend bool operator==(const Rules&, const Rules&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("rounding", self.rounding, "how a fraction of a minor unit is rounded");
    visit("calendar", self.calendar, "calendar of monthly and yearly limits");
    visit("day_count", self.day_count, "days of a year for interest and late fees");
    visit("grace_days", self.grace_days, "days after the due day before a claim is overdue");
    visit("late_fee_per_year", self.late_fee_per_year, "simple yearly rate on overdue amounts");
    visit("allocation", self.allocation, "which claims a payment settles first");
    visit("honour_within_days", self.honour_within_days, "days within which documents are paid");
    visit("fx_buyer_share", self.fx_buyer_share, "buyer's share of a loss realised on conversion");
    visit("credits_need_window", self.credits_need_window, "payments in need an open window");
    visit("pivot", self.pivot, "currency through which cross rates go");
    visit("advances", self.advances,
          "what an advance meets: the next claim, or what is instructed");
    visit("closing_tolerance", self.closing_tolerance,
          "remainders up to this, in the currency paid, are closed to rounding");
    visit("bank_rounding", self.bank_rounding,
          "what a bank may round conversions and interest in that currency by");
    visit("rate_series", self.rate_series, "keys of the rates that value the books");
  }

  [[nodiscard]] bool advances_meet_claims() const {
    return advances.value_or(AdvanceRule::next_claim) == AdvanceRule::next_claim;
  }
};

struct Agreement {
  Text title;
  Currency book;  // contract currency, in which claims and costs are booked
  Rules rules;
  std::vector<Party> parties;
  std::vector<Line> lines;
  std::vector<BankAccount> accounts;
  friend bool operator==(const Agreement&, const Agreement&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("title", self.title, "title of the agreement");
    visit("book", self.book, "contract currency, in which claims and costs are booked");
    visit("rules", self.rules, "terms that the postings follow");
    visit("parties", self.parties, "who takes part");
    visit("lines", self.lines, "what is exported");
    visit("accounts", self.accounts, "accounts at banks");
  }

  [[nodiscard]] const Party* find_party(std::string_view name) const;
  [[nodiscard]] const Line* find_line(std::string_view name) const;
  [[nodiscard]] const BankAccount* find_account(std::string_view name) const;
};

// Checks names, references between parts, and ranges. Errors: bad_field, which names the member and
// says what is wrong.
[[nodiscard]] Status check_agreement(const Agreement& agreement);

}  // namespace setoff
