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

namespace setoff {

struct Leg {
  AccountKey account;
  std::string_view lot;  // empty: none
  Commodity commodity;
  std::int64_t amount = 0;  // debit positive
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

struct Draft {
  std::vector<Leg> legs;
  std::vector<Link> links;
  std::unique_ptr<NewFacts> facts;       // of a release or credit that the event makes or changes
  const Entry* reversed = nullptr;       // entry that entry.reversed names
  std::forward_list<std::string> names;  // names made here, that legs view into; mostly none
  bool overflowed = false;               // two legs did not fit together

  void clear();
  void debit(const AccountKey& account, std::string_view lot, Commodity commodity,
             std::int64_t amount);
  void credit(const AccountKey& account, std::string_view lot, Commodity commodity,
              std::int64_t amount) {
    debit(account, lot, commodity, -amount);
  }
  void link(LinkKind kind, Sequence sequence);
  void set_facts(std::string_view lot, LotFacts value) {
    facts = std::make_unique<NewFacts>(lot, std::move(value));
  }
  // Keeps a name made by a rule alive as long as the draft.
  std::string_view keep(std::string name) { return names.emplace_front(std::move(name)); }
};

}  // namespace setoff
