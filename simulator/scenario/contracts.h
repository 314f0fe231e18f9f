#pragma once
// Contracts: what one side delivers to the other per day, at what price, and how it is invoiced.
// The home side sells under `exports` and buys under `purchases`. Flows are amounts per day in the
// unit of the contract (m3, MWh, ...; 1200 MW is 28,800 MWh a day); what is counted only by its
// worth has the unit `value`. Prices are formulas whose result is rounded to a tick. Seasons,
// monthly tables and CSV columns are expanded to Steps at load.

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "simulator/scenario/distribution.h"
#include "simulator/scenario/every.h"
#include "simulator/scenario/expression.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/steps.h"

namespace setoff::simulator {

enum class AppliesTo : std::uint8_t { both, recorded, behavioural };

enum class FlowChangeKind : std::uint8_t {
  set,      // the flow is `amount` a day
  add,      // `amount` a day is added to the flow (negative: a cut), not below zero
  multiply  // the flow is multiplied by `factor`
};

struct FlowChange {
  FlowChangeKind kind = FlowChangeKind::set;
  Quantity amount;  // per day; set, add
  Decimal factor;   // multiply
  friend bool operator==(const FlowChange&, const FlowChange&) = default;
};

// An outage, an agreed reduction or a cut that the file states as a fact.
struct FlowCut {
  DateRange when;
  FlowChange change;
  AppliesTo applies_to = AppliesTo::both;
  std::string reason;  // free text, shown in the report
  friend bool operator==(const FlowCut&, const FlowCut&) = default;
};

enum class InvoiceCycle : std::uint8_t { monthly, daily };

// The buyer owes a share of the contract's maximum over a period even if it does not take it.
struct TakeOrPay {
  Decimal share;
  Every every = Every::year;
  int makeup_days = 0;  // after the claim, to take what is paid; 0: it cannot be made up
  friend bool operator==(const TakeOrPay&, const TakeOrPay&) = default;
};

// A penalty that the seller claims for a breach of the contract.
struct BreachClaim {
  Day date;
  Money amount;      // in any currency that fx can convert
  int due_days = 0;  // after the date
  std::string reason;
  friend bool operator==(const BreachClaim&, const BreachClaim&) = default;
};

// From the home side's view: `out` earns, `in` costs.
enum class TradeDirection : std::uint8_t { out, in };

struct Contract {
  std::string name;   // "gas"
  std::string title;  // display title; empty: the name
  TradeDirection direction = TradeDirection::out;
  PartyRef seller;
  PartyRef buyer;
  Unit unit;

  // Per day: what the buyer takes when nothing intervenes; season already applied.
  Steps<Quantity> quantity;
  // Per day: history including its cuts. If empty, both kinds of flow use `quantity`.
  Steps<Quantity> recorded;
  std::vector<FlowCut> cuts;
  std::optional<Quantity> capacity;  // per day, physical
  Decimal retained;                  // share that whoever carries it keeps as a fee, in kind
  Steps<Quantity> contract_max;      // per day; may be empty

  std::optional<Rate> heat_content;  // in MMBtu/m3; needed if the price is per unit of heat
  Steps<Expression> price;           // formulas by date, in currency per unit or per unit of heat
  Currency price_currency;
  Unit price_unit;         // denominator of the price: the contract's unit, or that of heat_content
  int price_decimals = 4;  // decimal places of the fixing's tick

  InvoiceCycle invoice = InvoiceCycle::monthly;  // by the calendar of time.months
  int due_days = 0;                              // days after the invoice date
  int grace_days = 0;                            // days between due and overdue
  std::optional<TakeOrPay> take_or_pay;
  std::vector<BreachClaim> breaches;  // by date

  // Where the file says it: "exports.gas".
  [[nodiscard]] std::string path() const {
    return (direction == TradeDirection::out ? "exports." : "purchases.") + name;
  }
  friend bool operator==(const Contract&, const Contract&) = default;
};

// What the home side buys on open account: it pays each invoice itself, from a clearing account or
// from free money.
struct Purchase {
  Contract contract;
  AccountRef account;   // pays
  LineRef line;         // export whose part of the account pays
  Duration after;       // from the invoice's date to its payment
  std::string purpose;  // one of Scenario::purposes, or empty
  friend bool operator==(const Purchase&, const Purchase&) = default;
};

}  // namespace setoff::simulator
