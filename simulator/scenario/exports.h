#pragma once
// Export lines: what is delivered per day, at what price, and how it is invoiced. Flows are amounts
// per day in the unit of the line (m3, MWh, ...; 1200 MW is 28,800 MWh a day). Prices are formulas
// whose result is rounded to a tick and booked as a fixing. Seasons, monthly tables and CSV columns
// are expanded to Steps at load.

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "simulator/scenario/expression.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/steps.h"

namespace setoff::sim {

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

struct ExportLine {
  std::string name;   // "gas"
  std::string title;  // display title; empty: the name
  PartyRef seller;
  PartyRef buyer;
  Unit unit;

  // Per day: what the buyer takes when nothing intervenes; season already applied.
  Steps<Quantity> quantity;
  // Per day: history including its cuts. If empty, both kinds of flow use `quantity`.
  Steps<Quantity> recorded;
  std::vector<FlowCut> cuts;
  std::optional<Quantity> capacity;  // per day, physical
  Steps<Quantity> contract_max;      // per day; may be empty

  std::optional<Rate> heat_content;  // in MMBtu/m3; needed if the price is per unit of heat
  Steps<Expression> price;           // formulas by date, in currency per unit or per unit of heat
  Currency price_currency;
  Unit price_unit;         // denominator of the price: the line's unit, or that of heat_content
  int price_decimals = 4;  // decimal places of the fixing's tick

  InvoiceCycle invoice = InvoiceCycle::monthly;  // by the calendar of time.months
  int due_days = 0;                              // days after the invoice date
  int grace_days = 0;                            // days between due and overdue
  Decimal take_or_pay_share;                     // share of contract_max; 0 = none

  friend bool operator==(const ExportLine&, const ExportLine&) = default;
};

}  // namespace setoff::sim
