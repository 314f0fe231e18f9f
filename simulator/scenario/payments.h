#pragma once
// How the buyer pays: the currency and account of each line, recorded payments (history), and the
// behaviour that decides the rest. Shares are ratios (35 % is 0.35), rates are per year. Amounts
// may be in any currency that the file's fx rates can cross to the payment currency on the day.

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "ledger/terms/kinds.h"
#include "simulator/scenario/distribution.h"
#include "simulator/scenario/every.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/steps.h"

namespace setoff::simulator {

// A payment made in the past. Without a line it covers all lines, by the allocation rule.
struct RecordedPayment {
  Day date;
  Money amount;
  std::optional<LineRef> line;
  std::string note;
  friend bool operator==(const RecordedPayment&, const RecordedPayment&) = default;
};

// Regular payment of an invoice: `share` of it, `after` the invoice date; the rest is left to
// arrears payments.
struct RegularPayment {
  Distribution share;
  Duration after;
  friend bool operator==(const RegularPayment&, const RegularPayment&) = default;
};

// A period in which the buyer behaves differently, such as a year without a budget.
struct PaymentRegime {
  std::string name;  // "budget_gap"
  DateRange when;
  RegularPayment pays;  // a share of zero pays nothing
  friend bool operator==(const PaymentRegime&, const PaymentRegime&) = default;
};

// A periodic payment of overdue amounts.
struct ArrearsRule {
  std::string name;  // may be empty; see identities.h
  Every every = Every::quarter;
  Distribution share;             // of the overdue amount of each line
  std::optional<Money> at_most;   // limit per payment, all lines together
  std::optional<DateRange> when;  // absent: always
  friend bool operator==(const ArrearsRule&, const ArrearsRule&) = default;
};

// After a supply cut the buyer pays `share` of the overdue amount, `after` the cut.
struct PressureRule {
  Distribution share;
  Duration after;
  friend bool operator==(const PressureRule&, const PressureRule&) = default;
};

// The bank advances an amount of overdue claims before the appropriation, which raises the deposit
// on `date`, and is repaid later (in any case by the buyer, outside these books).
struct BridgeLoan {
  Day date;
  Money amount;
  std::optional<LineRef> line;
  Day repaid_on;
  friend bool operator==(const BridgeLoan&, const BridgeLoan&) = default;
};

// The buyer disputes a share of each invoice, `after` its date; the dispute ends `resolved_after`
// that, and the seller concedes a share of what was disputed.
struct DisputeRule {
  std::string name;
  std::optional<LineRef> line;  // absent: all
  Distribution share;
  Duration after;
  Duration resolved_after;
  Distribution conceded;
  std::optional<DateRange> when;  // of the invoices; absent: always
  friend bool operator==(const DisputeRule&, const DisputeRule&) = default;
};

// Where a line is paid from a day on; the entries of a split have the same line and day.
struct LineAccount {
  LineRef line;
  AccountRef account;
  Day from;                       // first payment date
  Decimal share = Decimal(1, 0);  // of each payment
  friend bool operator==(const LineAccount&, const LineAccount&) = default;
};

struct Payments {
  Currency currency;                  // currency the buyer pays in
  std::vector<LineAccount> accounts;  // sorted by line, then date
  Allocation allocation = Allocation::oldest;
  Decimal late_fee_per_year;  // simple interest on overdue amounts; 0 = none
  // By date; used with flows: recorded and, before `behaviour_from`, with flows: behavioural.
  std::vector<RecordedPayment> recorded;
  std::optional<RegularPayment> regular;  // absent: only recorded payments
  std::optional<Day> behaviour_from;      // absent: from time.from
  std::vector<PaymentRegime> regimes;     // by first day, without overlap
  std::vector<ArrearsRule> arrears;
  std::optional<PressureRule> pressure;
  std::vector<BridgeLoan> bridges;
  std::vector<DisputeRule> disputes;  // by name
  friend bool operator==(const Payments&, const Payments&) = default;
};

}  // namespace setoff::simulator
