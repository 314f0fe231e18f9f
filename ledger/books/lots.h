#pragma once
// Lots: the named things that amounts belong to, with the facts from their events. Names are unique
// within a ledger. Facts are dated like postings, so that they can be queried for any day.

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/base/hash_index.h"
#include "ledger/base/indirect.h"
#include "ledger/base/interned_name.h"
#include "ledger/base/segmented_vector.h"
#include "ledger/books/chart.h"
#include "ledger/books/series.h"
#include "ledger/event/entry.h"

namespace setoff {

struct StateParts;  // state_parts.h

// What a claim is for.
enum class ClaimKind : std::uint8_t {
  billed,     // deliveries; also an opening, and what the home side owes
  shortfall,  // what was not taken under take or pay
  breach      // a penalty for a breach of the contract
};

template <>
struct EnumNames<ClaimKind> {
  static constexpr std::string_view values[] = {"billed", "shortfall", "breach"};
};

struct InvoiceFacts {
  InternedName line;
  InternedName object;  // account's object: buyer, or host seller
  Day issued;
  Day due;
  Day from;  // span of the deliveries; empty if the claim bills none
  Day to;
  std::int64_t amount = 0;       // in the book currency
  std::int64_t credited = 0;     // by credit notes
  std::int64_t debit_notes = 0;  // how many raise it; each is a separate claim
  std::int64_t quantity = 0;     // billed incl. debit notes, less credited; in the line's unit
  std::int64_t written_off = 0;  // of the claim, less what credit notes have taken off
  std::int64_t payments = 0;     // how many settled it in another currency; each was rounded
  bool host_seller = false;      // the home side owes it
  ClaimKind kind = ClaimKind::billed;
  std::optional<Day> makeup_until;  // last day to make up a shortfall
  std::int64_t kept = 0;            // of a shortfall that cannot be made up any more
  friend bool operator==(const InvoiceFacts&, const InvoiceFacts&) = default;
};

// The source of money that settled no invoice: an opening, a credit note.
struct SourceFacts {
  InternedName line;
  Day since;
  friend bool operator==(const SourceFacts&, const SourceFacts&) = default;
};

// What a payment settled, in case its bank takes it back.
struct SettledDebt {
  LotId lot;  // of the debt; invalid for a surplus that went to rounding
  AccountKind kind = AccountKind::claim;
  Day value_date;           // value date of the settlement
  std::int64_t amount = 0;  // in the book currency, less what was taken back
  std::int64_t closed = 0;  // remainder of the debt, closed to rounding with it
  friend bool operator==(const SettledDebt&, const SettledDebt&) = default;
};

struct PaymentFacts {
  InternedName account;
  InternedName line;  // of its advance; else of what it settled first
  Day since;
  std::int64_t amount = 0;           // in the account's currency
  std::int64_t value = 0;            // in the book currency
  std::int64_t returned = 0;         // taken back, in the account's currency
  std::vector<SettledDebt> settled;  // in order of settlement
  friend bool operator==(const PaymentFacts&, const PaymentFacts&) = default;
};

struct ReleaseFacts {
  InternedName account;
  InternedName line;
  InternedName purpose;
  InternedName payee;  // empty: any
  InternedName requested_by;
  Day requested;
  Day request_valid_until;
  std::vector<LotId> approvals;  // in the order in which they were granted

  [[nodiscard]] bool request_live(Day day) const {
    return day >= requested && day <= request_valid_until;
  }
  friend bool operator==(const ReleaseFacts&, const ReleaseFacts&) = default;
};

// Each approval is a separate lot, so that what is left of it lapses on its own day.
struct ApprovalFacts {
  LotId release;
  Day given;
  Day valid_until;
  InternedName by;

  [[nodiscard]] bool live(Day day) const { return day >= given && day <= valid_until; }
  friend bool operator==(const ApprovalFacts&, const ApprovalFacts&) = default;
};

struct DocumentSet {
  std::string name;
  Day presented;
  std::int64_t amount = 0;
  std::optional<Day> refused;
  friend bool operator==(const DocumentSet&, const DocumentSet&) = default;
};

// The part of a letter of credit that one approval covers, over value dates.
struct ApprovalHold {
  LotId approval;
  AccountKind kind = AccountKind::approved;  // the stage of the approval on the credit's account
  DatedSeries held;
  friend bool operator==(const ApprovalHold&, const ApprovalHold&) = default;
};

struct CreditFacts {
  LotId release;
  LotId order;
  InternedName account;
  InternedName line;
  InternedName purpose;
  InternedName supplier;
  Day issued;
  InFlight in_flight = InFlight::run_off;
  std::vector<std::pair<Day, Day>> expiries;  // (effective from, expiry), by day
  std::vector<DocumentSet> documents;         // complying documents, by day of presentation
  DatedSeries captured;
  std::vector<ApprovalHold> under;  // they add up to what is held
  std::optional<Day> ended;         // cancelled, or finally honoured

  [[nodiscard]] Day expiry_on(Day day) const;
  friend bool operator==(const CreditFacts&, const CreditFacts&) = default;
};

struct OrderFacts {
  InternedName good;
  InternedName purpose;
  InternedName supplier;
  Commodity unit;
  std::int64_t ordered = 0;
  std::int64_t shipped = 0;
  std::int64_t landed = 0;
  std::int64_t short_landed = 0;
  std::int64_t paid = 0;  // quantity paid for
  std::int64_t moved_from_transit =
      0;  // paid quantity that has landed or is lost, and has left transit
  std::int64_t lost_from_transit = 0;  // of that, what is lost
  friend bool operator==(const OrderFacts&, const OrderFacts&) = default;
};

// The facts of a lot: one of the types above.
class LotFacts {
  friend struct StateParts;
  using Kept = std::variant<Indirect<InvoiceFacts>, Indirect<SourceFacts>, Indirect<PaymentFacts>,
                            Indirect<ReleaseFacts>, Indirect<ApprovalFacts>, Indirect<CreditFacts>,
                            Indirect<OrderFacts>>;

 public:
  LotFacts() = default;  // none yet
  template <class F>
    requires std::constructible_from<Kept, Indirect<F>>
  // NOLINTNEXTLINE(google-explicit-constructor): facts of each type are facts of a lot
  LotFacts(F facts) : kept_(Indirect<F>(std::move(facts))) {}

  // Null if the facts are of another type.
  template <class F>
  [[nodiscard]] const F* find() const {
    const auto* box = std::get_if<Indirect<F>>(&kept_);
    return box == nullptr ? nullptr : &**box;
  }
  // For facts that are known to be of type F.
  template <class F>
  [[nodiscard]] const F& as() const {
    return *std::get<Indirect<F>>(kept_);
  }
  template <class F>
  [[nodiscard]] F& as() {
    return *std::get<Indirect<F>>(kept_);
  }
  template <class F>
  [[nodiscard]] bool is() const {
    return std::holds_alternative<Indirect<F>>(kept_);
  }
  template <class Visit>
  decltype(auto) visit(Visit&& with) const {
    return std::visit([&](const auto& box) -> decltype(auto) { return with(*box); }, kept_);
  }
  friend bool operator==(const LotFacts&, const LotFacts&) = default;

 private:
  Kept kept_;
};

struct Lot {
  Lot() = default;
  Lot(std::string_view its_name, LotFacts its_facts, Sequence its_opened)
      : name(its_name), facts(std::move(its_facts)), opened(its_opened) {}

  std::string name;
  LotFacts facts;
  Sequence opened = 0;  // entry that opened it
  bool reversed = false;
  friend bool operator==(const Lot&, const Lot&) = default;
};

class Lots {
  friend struct StateParts;

 public:
  [[nodiscard]] LotId find(std::string_view name) const;  // invalid if there is none
  // As find(), but tries `guess` first, for a caller that probably knows the lot.
  [[nodiscard]] LotId find(std::string_view name, LotId guess) const {
    return guess.valid() && same_text(lots_[guess.index()].name, name) ? guess : find(name);
  }
  [[nodiscard]] const Lot& operator[](LotId id) const { return lots_[id.index()]; }
  [[nodiscard]] Lot& at(LotId id) { return lots_[id.index()]; }
  LotId open(std::string_view name, LotFacts facts, Sequence sequence);
  [[nodiscard]] std::size_t size() const { return lots_.size(); }

  // The facts of the lot of that name if they are of type F; null otherwise, or if it is reversed.
  template <class F>
  [[nodiscard]] const F* find_as(std::string_view name) const {
    return as<F>(find(name));
  }
  template <class F>
  [[nodiscard]] const F* as(LotId id) const {
    if (!id.valid() || lots_[id.index()].reversed) return nullptr;
    return lots_[id.index()].facts.find<F>();
  }

  friend bool operator==(const Lots& a, const Lots& b) { return a.lots_ == b.lots_; }

 private:
  SegmentedVector<Lot> lots_;
  HashIndex by_name_;
};

}  // namespace setoff
