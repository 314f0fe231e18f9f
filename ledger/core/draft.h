#pragma once
// Draft: the legs that a rule has worked out for one event, before they are booked. Names in it
// view into the event and the state, which outlive it. Zero legs are not written; legs on the same
// account and lot are merged.

#include <cstdint>
#include <forward_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/commodity.h"
#include "ledger/core/chart.h"
#include "ledger/core/entry.h"
#include "ledger/core/lots.h"
#include "ledger/core/registers.h"

namespace setoff {

struct Leg {
  AccountKey account;
  std::string_view lot;  // empty: none
  Commodity commodity;
  std::int64_t amount = 0;  // debit positive
  std::optional<Day> on;    // later than the event's value date, where it is
  // Where they stand in the books, found by post(); null and not valid for what the event brings
  // into being.
  const AccountPlace* place = nullptr;
  AccountId account_id;
  LotId lot_id;
};

// What the facts of a lot become when the draft is booked; booking moves them into the books.
struct NewFacts {
  NewFacts(std::string_view its_lot, LotFacts its_value)
      : lot(its_lot), value(std::move(its_value)) {}

  std::string_view lot;
  LotFacts value;
};

// All windows or rules as they will be, and the first day on which that makes a difference.
struct NewTerms {
  Day from;
  std::optional<Windows> windows;
  std::optional<DatedRules> rules;
};

// A payment settles a debt, or with amounts below zero no longer does.
struct NewSettlement {
  std::string_view payment;
  std::string_view lot;  // of the debt; empty: nothing but rounding
  Kind kind = Kind::claim;
  Day on;
  std::int64_t amount = 0;
  std::int64_t closed = 0;
};

struct Draft {
  std::vector<Leg> legs;
  std::vector<Link> links;
  std::vector<NewSettlement> settlements;
  std::unique_ptr<NewFacts> facts;       // of a lot that the event makes or changes
  std::unique_ptr<NewTerms> terms;       // of an event that changes windows or rules
  const Entry* reversed = nullptr;       // entry that entry.reversed names
  std::forward_list<std::string> names;  // names made here, that legs view into; mostly none
  bool overflowed = false;               // two legs did not fit together

  void clear();
  void debit(const AccountKey& account, std::string_view lot, Commodity commodity,
             std::int64_t amount, std::optional<Day> on = {});
  void credit(const AccountKey& account, std::string_view lot, Commodity commodity,
              std::int64_t amount, std::optional<Day> on = {}) {
    debit(account, lot, commodity, -amount, on);
  }
  void link(LinkKind kind, Sequence sequence);
  void set_facts(std::string_view lot, LotFacts value) {
    facts = std::make_unique<NewFacts>(lot, std::move(value));
  }
  // Keeps a name made by a rule alive as long as the draft.
  std::string_view keep(std::string name) { return names.emplace_front(std::move(name)); }
};

}  // namespace setoff
