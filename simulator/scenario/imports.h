#pragma once
// Imports: the goods that approved money buys, in what order, and their pipeline. Needs are per day
// in the unit of the good (t, ...); goods counted by value, such as medicine, may be given in t at
// their unit price. Stocks and targets are quantities; the file may give them as days of need.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "simulator/scenario/distribution.h"
#include "simulator/scenario/expression.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/payments.h"
#include "simulator/scenario/steps.h"

namespace setoff::simulator {

enum class Rationing : std::uint8_t { by_priority, in_proportion };

struct Stock {
  Quantity opening;
  Quantity floor;   // a day below it is a shortage day
  Quantity target;  // orders aim for it
  friend bool operator==(const Stock&, const Stock&) = default;
};

struct Good {
  std::string name;
  std::string title;  // display title; empty: the name
  int priority = 1;   // 1 is served first; equal priorities share in proportion
  Unit unit;
  Steps<Quantity> need;     // per day; season applied
  Steps<Expression> price;  // landed price, in currency per unit
  Currency price_currency;
  int price_decimals = 2;
  Quantity parcel;  // one ship or train; orders are whole parcels
  Stock stock;
  Decimal other_supply;  // share of the need met outside this scheme
  PartyRef supplier;
  std::string purpose;            // one of Scenario::purposes
  std::vector<DateRange> listed;  // days on which it may be bought, by first day; empty: always

  [[nodiscard]] bool listed_on(Day day) const {
    return listed.empty() ||
           std::ranges::any_of(listed, [day](const DateRange& range) { return range.holds(day); });
  }
  friend bool operator==(const Good&, const Good&) = default;
};

enum class StageKind : std::uint8_t { open_credit, shipping, customs };

// The stages in sequence: order + open_credit -> shipped -> landed in port -> stock.
struct Stage {
  StageKind kind = StageKind::open_credit;
  Duration takes;
  // Share of the order paid from the credit at the END of this stage; all shares sum to 1.
  Decimal pay_share;
  // What the stage can begin with on a day, all goods together; more waits, first come first
  // served.
  std::optional<Quantity> capacity;
  friend bool operator==(const Stage&, const Stage&) = default;
};

struct Imports {
  AccountRef account;  // account whose approved money pays (usually the converted one)
  PartyRef buyer;      // the importer
  Rationing rationing = Rationing::by_priority;
  std::vector<Good> goods;      // sorted by name
  std::vector<Stage> pipeline;  // in order
  Decimal tolerance;            // share by which a credit may exceed the order's value
  Decimal landing_loss;         // share of a shipment that lands short
  int credit_valid_days = 0;    // days from issue to expiry
  Every order_every = Every::month;
  friend bool operator==(const Imports&, const Imports&) = default;
};

}  // namespace setoff::simulator
