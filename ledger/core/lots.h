#pragma once
// Lots: the named things that amounts belong to, with the facts that came with their events. Names
// are unique in a ledger. Facts are dated like postings, so that a question about any day has its
// answer.

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/base/blocks.h"
#include "ledger/base/box.h"
#include "ledger/base/hash_index.h"
#include "ledger/base/kept_name.h"
#include "ledger/core/chart.h"
#include "ledger/core/entry.h"
#include "ledger/core/series.h"

namespace setoff {

struct StateParts;  // state_parts.h

struct InvoiceFacts {
  KeptName line;
  KeptName object;  // account's object: buyer, or host seller
  Day issued;
  Day due;
  Day from;  // span of the deliveries
  Day to;
  std::int64_t amount = 0;    // in the book currency
  std::int64_t credited = 0;  // by credit notes
  bool host_seller = false;   // the home side owes it
  friend bool operator==(const InvoiceFacts&, const InvoiceFacts&) = default;
};

// Where money came from when it settled no invoice: an opening, an advance.
struct SourceFacts {
  KeptName line;
  Day since;
  friend bool operator==(const SourceFacts&, const SourceFacts&) = default;
};

struct Approval {
  Day given;
  Day valid_until;
  KeptName by;
  friend bool operator==(const Approval&, const Approval&) = default;
};

struct ReleaseFacts {
  KeptName account;
  KeptName line;
  KeptName purpose;
  KeptName payee;  // empty: any
  KeptName requested_by;
  Day requested;
  Day request_valid_until;
  std::vector<Approval> approvals;

  [[nodiscard]] bool request_live(Day day) const {
    return day >= requested && day <= request_valid_until;
  }
  [[nodiscard]] bool approval_live(Day day) const;
  friend bool operator==(const ReleaseFacts&, const ReleaseFacts&) = default;
};

struct Documents {
  std::string name;
  Day presented;
  std::int64_t amount = 0;
  std::optional<Day> refused;
  friend bool operator==(const Documents&, const Documents&) = default;
};

struct CreditFacts {
  LotId release;
  LotId order;
  KeptName account;
  KeptName line;
  KeptName purpose;
  KeptName supplier;
  Day issued;
  InFlight in_flight = InFlight::run_off;
  std::vector<std::pair<Day, Day>> expiries;  // (from this day, expiry), by day
  std::vector<Documents> documents;           // complying papers, by the day they came
  DatedSeries captured;
  std::optional<Day> ended;  // cancelled, or finally honoured

  [[nodiscard]] Day expiry_on(Day day) const;
  friend bool operator==(const CreditFacts&, const CreditFacts&) = default;
};

struct OrderFacts {
  KeptName good;
  KeptName purpose;
  KeptName supplier;
  Commodity unit;
  std::int64_t ordered = 0;
  std::int64_t shipped = 0;
  std::int64_t landed = 0;
  std::int64_t short_landed = 0;
  std::int64_t paid = 0;     // quantity paid for
  std::int64_t settled = 0;  // paid quantity that has landed or is lost, and left transit
  friend bool operator==(const OrderFacts&, const OrderFacts&) = default;
};

// The facts of a lot, of one kind or another.
class LotFacts {
  friend struct StateParts;
  using Kept = std::variant<Box<InvoiceFacts>, Box<SourceFacts>, Box<ReleaseFacts>,
                            Box<CreditFacts>, Box<OrderFacts>>;

 public:
  LotFacts() = default;  // none yet
  template <class F>
    requires std::constructible_from<Kept, Box<F>>
  LotFacts(F facts) : kept_(Box<F>(std::move(facts))) {}  // NOLINT: any facts are facts

  // Null for facts of another kind.
  template <class F>
  [[nodiscard]] const F* find() const {
    const auto* box = std::get_if<Box<F>>(&kept_);
    return box == nullptr ? nullptr : &**box;
  }
  // Facts that are known to be of that kind.
  template <class F>
  [[nodiscard]] const F& as() const {
    return *std::get<Box<F>>(kept_);
  }
  template <class F>
  [[nodiscard]] F& as() {
    return *std::get<Box<F>>(kept_);
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
  Sequence opened = 0;  // entry that made it
  bool reversed = false;
  friend bool operator==(const Lot&, const Lot&) = default;
};

class Lots {
  friend struct StateParts;

 public:
  [[nodiscard]] LotId find(std::string_view name) const;  // invalid if there is none
  // As find(), for a caller that likely knows: `guess` is tried first.
  [[nodiscard]] LotId find(std::string_view name, LotId guess) const {
    return guess.valid() && same_text(lots_[guess.index()].name, name) ? guess : find(name);
  }
  [[nodiscard]] const Lot& operator[](LotId id) const { return lots_[id.index()]; }
  [[nodiscard]] Lot& at(LotId id) { return lots_[id.index()]; }
  LotId open(std::string_view name, LotFacts facts, Sequence sequence);
  [[nodiscard]] std::size_t size() const { return lots_.size(); }

  // The lot of that name if its facts are of type F; null otherwise.
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
  Blocks<Lot> lots_;
  HashIndex by_name_;
};

}  // namespace setoff
