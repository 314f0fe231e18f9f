#pragma once
// Events that set the terms, the authority and the reference data. They post nothing, except the
// openings of agreement.adopted. Each member is listed once (`fields`): name, member, meaning.

#include <optional>
#include <string>
#include <vector>

#include "ledger/terms/agreement.h"

namespace setoff {

struct AgreementAdopted {
  Agreement agreement;
  std::vector<Opening> openings;
  friend bool operator==(const AgreementAdopted&, const AgreementAdopted&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("agreement", self.agreement, "the terms");
    visit("openings", self.openings, "what stands in the books at the start");
  }
};

struct AgreementAmended {
  Text reference;
  std::vector<std::string> consents;  // at least one party of each side
  std::optional<Rules> rules;         // replaces all rules
  std::vector<Party> parties;         // added or replaced by name
  std::vector<Line> lines;
  std::vector<BankAccount> accounts;
  friend bool operator==(const AgreementAmended&, const AgreementAmended&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("reference", self.reference, "document of the amendment");
    visit("consents", self.consents, "parties that agree; at least one of each side");
    visit("rules", self.rules, "new rules, all of them");
    visit("parties", self.parties, "parties added");
    visit("lines", self.lines, "lines added");
    visit("accounts", self.accounts, "accounts added");
  }
};

// floor: available >= value; cap: posted <= value; swing: |posted| + held <= value; spend: spent +
// held <= value within each period of the agreement's calendar. In force from the event's value
// date until the next limit of the same name.
struct LimitSet {
  std::string limit;
  LimitKind kind = LimitKind::floor;
  std::string account;
  std::optional<std::string> purpose;
  LimitPeriod period = LimitPeriod::none;
  Money value;
  OnExcess on_excess = OnExcess::refuse;
  friend bool operator==(const LimitSet&, const LimitSet&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("limit", self.limit, "name of the limit");
    visit("kind", self.kind, "floor, cap, swing or spend");
    visit("account", self.account, "bank account it limits, over all lines");
    visit("purpose", self.purpose, "purpose, for a spend limit on one purpose");
    visit("period", self.period, "period of a spend limit");
    visit("value", self.value, "the limit, in the account's currency");
    visit("on_excess", self.on_excess, "refuse the event, or let it pass and report it");
  }
};

enum class EntrySide : std::uint8_t { both, debit, credit };  // debit: money out of the account
template <>
struct EnumNames<EntrySide> {
  static constexpr std::string_view values[] = {"both", "debit", "credit"};
};

template <class Tag>
struct AccountSwitch {
  std::string account;
  EntrySide side = EntrySide::both;
  std::string by;
  friend bool operator==(const AccountSwitch&, const AccountSwitch&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("account", self.account, "bank account");
    visit("side", self.side, "both, debit (money out) or credit (money in)");
    visit("by", self.by, "who ordered it");
  }
};
using AccountFrozen = AccountSwitch<struct FrozenTag>;
using AccountUnfrozen = AccountSwitch<struct UnfrozenTag>;

struct KeyAdded {
  std::string party;
  std::string key;
  Text public_key;
  friend bool operator==(const KeyAdded&, const KeyAdded&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("party", self.party, "whose key it is");
    visit("key", self.key, "name of the key");
    visit("public_key", self.public_key, "the public key, base64");
  }
};

struct KeyRetired {
  std::string key;
  Text reason;
  friend bool operator==(const KeyRetired&, const KeyRetired&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("key", self.key, "name of the key");
    visit("reason", self.reason, "why");
  }
};

struct PeriodClosed {
  Day through;
  std::string by;
  friend bool operator==(const PeriodClosed&, const PeriodClosed&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("through", self.through, "last day of the closed period");
    visit("by", self.by, "who closed it");
  }
};

struct WindowOpened {
  std::string window;
  Day from;
  Day to;                             // first day after it
  std::vector<std::string> lines;     // empty: all
  std::vector<std::string> purposes;  // empty: all
  std::vector<std::string> places;    // empty: all
  InFlight in_flight = InFlight::run_off;
  Text authority;
  friend bool operator==(const WindowOpened&, const WindowOpened&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("window", self.window, "name of the waiver or licence");
    visit("from", self.from, "first day");
    visit("to", self.to, "first day after it");
    visit("lines", self.lines, "lines it covers; none named: all");
    visit("purposes", self.purposes, "purposes it covers; none named: all");
    visit("places", self.places, "places of accounts it covers; none named: all");
    visit("in_flight", self.in_flight, "credits in flight at its end: run_off, freeze or kill");
    visit("authority", self.authority, "reference of the authority");
  }
};

struct WindowClosed {
  std::string window;
  Day from;
  Text reason;
  friend bool operator==(const WindowClosed&, const WindowClosed&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("window", self.window, "name of the window");
    visit("from", self.from, "first day on which it is closed");
    visit("reason", self.reason, "why");
  }
};

template <class Tag>
struct Listing {
  std::string good;     // a good or another use (pilgrims, vaccine)
  std::string purpose;  // class under which releases are requested
  friend bool operator==(const Listing&, const Listing&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("good", self.good, "good or other use");
    visit("purpose", self.purpose, "purpose it belongs to");
  }
};
using GoodsListed = Listing<struct ListedTag>;
using GoodsDelisted = Listing<struct DelistedTag>;

struct CalendarAdopted {
  std::string place;
  std::string version;
  Text document;
  friend bool operator==(const CalendarAdopted&, const CalendarAdopted&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("place", self.place, "where the calendar holds");
    visit("version", self.version, "its version");
    visit("document", self.document, "where it is laid down");
  }
};

enum class Tag : std::uint8_t { sourced, derived, assumed };
template <>
struct EnumNames<Tag> {
  static constexpr std::string_view values[] = {"sourced", "derived", "assumed"};
};

template <class Kind>
struct Fixing {
  std::string key;  // "brent", "eur-usd"
  Day date;
  Rate value;
  Text source;
  Tag tag = Tag::sourced;
  bool supersedes = false;
  friend bool operator==(const Fixing&, const Fixing&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("key", self.key, "name of the series");
    visit("date", self.date, "day from which it holds");
    visit("value", self.value, "the fixing with its units");
    visit("source", self.source, "where it comes from");
    visit("tag", self.tag, "sourced, derived or assumed");
    visit("supersedes", self.supersedes, "replaces the fixing of that day");
  }
};
using PriceFixed = Fixing<struct PriceTag>;
using RateFixed = Fixing<struct RateTag>;

}  // namespace setoff
