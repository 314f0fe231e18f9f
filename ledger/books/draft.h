#pragma once
// Draft: the legs that a rule has prepared for one event, before they are booked. Its names are
// views into the event and the state, which must outlive it. Legs of zero are dropped; legs on the
// same account, lot, commodity and value date are merged.

#include <cstdint>
#include <forward_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/commodity.h"
#include "ledger/books/chart.h"
#include "ledger/books/lots.h"
#include "ledger/books/registers.h"
#include "ledger/event/entry.h"

namespace setoff {

// An account or a lot by name and, if the books have it already, by id.
struct AccountAt {
  AccountKey key;
  AccountId id;
};
struct LotAt {
  std::string_view name;
  LotId id;
};

struct Leg {
  AccountKey account;
  std::string_view lot;  // empty: none
  Commodity commodity;
  std::int64_t amount = 0;        // debit positive
  std::optional<Day> value_date;  // the leg's own value date, if later than the event's
  // The account and lot in the books, looked up by post() once all legs are there; null and invalid
  // if the event creates them.
  const AccountGroup* group = nullptr;
  AccountId account_id;
  LotId lot_id;

  // Whether the leg is on that account, or of that lot. An account and a lot that are looked up are
  // known by their ids, all others by name: the leg and `at` must both be looked up, or neither.
  [[nodiscard]] bool is_on(const AccountAt& at) const {
    return account_id == at.id && (at.id.valid() || account == at.key);
  }
  [[nodiscard]] bool is_of(const LotAt& at) const {
    return lot_id == at.id && (at.id.valid() || same_text(lot, at.name));
  }
};

// The facts of a lot as the event leaves them; booking the draft moves them into the books.
struct LotUpdate {
  LotUpdate(std::string_view its_name, LotId its_lot, LotFacts its_value)
      : name(its_name), lot(its_lot), value(std::move(its_value)) {}

  std::string_view name;  // of a lot that the event opens
  LotId lot;              // that the event changes; invalid if it opens one
  LotFacts value;
};

// All windows or rules as the event leaves them, and the first day on which they differ.
struct TermsUpdate {
  Day from;
  std::optional<Windows> windows;
  std::optional<DatedRules> rules;
};

// A payment settles a debt or, with negative amounts, no longer settles it. In minor units of the
// book currency; `closed` is a remainder of the debt that goes to rounding with it.
struct SettlementChange {
  std::string_view payment;
  std::string_view lot;  // of the debt; empty for a surplus that goes to rounding
  AccountKind kind = AccountKind::claim;
  Day value_date;
  std::int64_t amount = 0;
  std::int64_t closed = 0;
};

struct Draft {
  std::vector<Leg> legs;
  std::vector<Link> links;
  std::vector<SettlementChange> settlements;
  std::unique_ptr<LotUpdate> facts;      // of a lot that the event opens or changes
  std::unique_ptr<TermsUpdate> terms;    // of an event that changes windows or rules
  const Entry* reversed = nullptr;       // entry that entry.reversed names
  std::forward_list<std::string> names;  // names that rules make and legs view; usually none
  bool overflowed = false;               // merging two legs overflowed
  bool looked_up = false;                // the legs have their accounts and lots; none may follow

  void clear();
  void debit(const AccountKey& account, std::string_view lot, Commodity commodity,
             std::int64_t amount, std::optional<Day> value_date = {});
  void credit(const AccountKey& account, std::string_view lot, Commodity commodity,
              std::int64_t amount, std::optional<Day> value_date = {}) {
    debit(account, lot, commodity, -amount, value_date);
  }
  void link(LinkKind kind, Sequence sequence);
  void open_lot(std::string_view name, LotFacts value) {
    facts = std::make_unique<LotUpdate>(name, LotId(), std::move(value));
  }
  void change_lot(LotId lot, LotFacts value) {
    facts = std::make_unique<LotUpdate>(std::string_view(), lot, std::move(value));
  }
  // Keeps a name that a rule has created alive as long as the draft.
  std::string_view store_name(std::string name) { return names.emplace_front(std::move(name)); }
};

}  // namespace setoff
