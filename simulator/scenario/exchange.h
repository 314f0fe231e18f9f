#pragma once
// Exchange rates, interest on idle balances, the seller's rules, and shocks. The rate IQD/USD is
// the number of dinars for one dollar. Interest is per year on daily balances, by the day count of
// `time`.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "simulator/scenario/contracts.h"
#include "simulator/scenario/distribution.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/payments.h"
#include "simulator/scenario/steps.h"

namespace setoff::simulator {

// One currency pair; the engine fixes it on the first day of the run and at every step during it.
struct RatePath {
  std::string name;  // "iqd_usd"
  Currency numerator;
  Currency denominator;
  Steps<Decimal> values;
  std::string source;  // source of the fixing
  std::string tag;
  friend bool operator==(const RatePath&, const RatePath&) = default;
};

// Part of a balance, on either side, that bears no interest: an amount or, if absent, the swing
// limit in force when interest is charged.
struct FreePart {
  std::optional<Money> amount;
  friend bool operator==(const FreePart&, const FreePart&) = default;
};

// Interest on an account: on money held, negative rates cost and positive rates earn; of a clearing
// balance the debtor pays a positive rate. Charged on the last evening of each `every` period, in
// the calendar of time.months.
struct AccountInterest {
  AccountRef account;
  Decimal per_year;
  std::optional<FreePart> beyond;
  Every every = Every::month;
  DateRange when;
  friend bool operator==(const AccountInterest&, const AccountInterest&) = default;
};

enum class TriggerKind : std::uint8_t {
  overdue_amount,  // overdue claims of the line (or all) >= amount
  overdue_age,     // oldest overdue claim of the line (or all) >= days
  blocked_amount,  // restricted money that no approval covers >= amount
  balance_above,   // balance of the account, all lines together >= amount
  balance_below,   // the same <= amount
};

// The seller's response to arrears, blocked funds or the balance of an account; only with flows:
// behavioural. A rule with a purchase is the response of the seller abroad.
struct SupplyRule {
  std::string name;
  std::optional<LineRef> line;  // export whose flow changes; absent: all, unless `purchase` is set
  std::optional<PurchaseRef> purchase;  // whose flow changes
  TriggerKind trigger = TriggerKind::overdue_amount;
  AccountRef account;   // of a balance trigger
  Money amount;         // of an amount trigger, in any currency with fx rates
  int days = 0;         // of an age trigger
  int notice_days = 0;  // from trigger to cut
  FlowChange change;
  int restore_after_days = 0;  // days from the end of the trigger
  std::optional<DateRange> when;
  friend bool operator==(const SupplyRule&, const SupplyRule&) = default;
};

// What a dated shock changes.
enum class ShockTarget : std::uint8_t {
  flow,    // exports.<line>.quantity: change
  need,    // imports.<good>.need: factor
  series,  // data.<series>: factor, already applied to Scenario::series and everything that uses it
  stage,   // imports.pipeline.<stage>.takes: added days
  approval_lag,  // releases.approval.lag: added days
};

struct Shock {
  std::string name;
  DateRange when;
  ShockTarget target = ShockTarget::flow;
  LineRef line;           // flow
  GoodRef good;           // need
  SeriesRef series;       // series
  std::size_t stage = 0;  // index into imports.pipeline
  FlowChange change;      // flow
  Decimal factor;         // need, series
  int add_days = 0;       // stage, approval_lag
  friend bool operator==(const Shock&, const Shock&) = default;
};

}  // namespace setoff::simulator
