#pragma once
// Imports: the goods that approved money buys, in what order, through what pipeline. Needs are per
// day in the unit of the good (t, ...); value goods such as medicine may be counted in t at their
// unit price. Stocks and targets are quantities; the file may give them as days of need.

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "simulator/scenario/expression.h"
#include "simulator/scenario/law.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/payments.h"
#include "simulator/scenario/steps.h"

namespace setoff::sim {

enum class Rationing : std::uint8_t { by_priority, in_proportion };

struct Stock {
  Quantity opening;
  Quantity floor;   // below it a shortage day is counted
  Quantity target;  // orders aim at it
  friend bool operator==(const Stock&, const Stock&) = default;
};

struct Good {
  std::string name;
  std::string title;  // for readers; empty: the name
  int priority = 1;   // 1 is served first; equal priorities share in proportion
  Unit unit;
  Steps<Quantity> need;     // per day; season applied
  Steps<Expression> price;  // currency/unit, landed
  Currency price_currency;
  int price_decimals = 2;
  Quantity parcel;  // one ship or train; orders are whole parcels
  Stock stock;
  Decimal other_supply;  // share of the need met outside this scheme
  PartyRef supplier;
  std::string purpose;  // one of Scenario::purposes
  friend bool operator==(const Good&, const Good&) = default;
};

enum class StageKind : std::uint8_t { open_credit, shipping, customs };

// The stages follow one another: order + open_credit -> shipped -> landed in port -> stock.
struct Stage {
  StageKind kind = StageKind::open_credit;
  Duration takes;
  Decimal
      pay_share;  // of the order, paid from the credit at the END of this stage; shares sum to 1
  friend bool operator==(const Stage&, const Stage&) = default;
};

struct Imports {
  AccountRef account;  // whose approved money pays (usually the converted one)
  PartyRef buyer;      // the importer
  Rationing rationing = Rationing::by_priority;
  std::vector<Good> goods;      // by name
  std::vector<Stage> pipeline;  // in order
  Decimal tolerance;            // of a credit above the order's value
  Decimal landing_loss;         // share of a shipment that lands short
  int credit_valid_days = 0;    // from issue to expiry
  Every order_every = Every::month;
  friend bool operator==(const Imports&, const Imports&) = default;
};

}  // namespace setoff::sim
