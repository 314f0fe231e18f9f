#pragma once
// Expectations and output: what a run must show, as a closed list of observations. Amounts have a
// currency or unit; a difference within the tolerance is allowed. An expectation that cannot be
// judged counts as failed.

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/payments.h"
#include "simulator/scenario/steps.h"

namespace setoff::simulator {

// In the file: name(arguments). A line or account argument may be omitted and then means all.
enum class Observable : std::uint8_t {
  delivered_value,  // delivered_value(line, from, to): deliveries on these days, each at its own
                    // day's rates
  billed,           // billed(line, from, to): claims of the invoices issued on these days
  paid,             // paid(line, from, to): payments in
  delivered,        // delivered(line, from, to): quantity
  retained,         // retained(line, from, to): kept in kind by whoever carries it
  cut_days,         // cut_days(line, from, to): days with a cut by a supply rule
  overdue,          // overdue(line, on): claims past due and grace, without penalties
  open_claims,      // claims(line, on): all open claims: undue, due, overdue and disputed
  disputed,         // disputed(line, on)
  at_banks,         // at_banks(line, on): the line's money on all accounts, at the day's rates
  blocked,          // blocked(line, on): of it, restricted and neither approved nor converted
  payables,         // payables(on): invoices of sellers abroad that are not paid
  home_money,       // home_money(from, to): issued at home against blocked money
  penalties,        // penalties(line, on)
  restricted,       // restricted(account, on): posted and not requested, approved or converted
  balance,          // balance(account, on): posted
  approved,         // approved(account, on): live approvals, converted or not, unspent
  paid_out,         // paid_out(purpose, from, to): for goods and purposes
  purchased,        // purchased(purchase, from, to): invoices of sellers abroad
  swing,            // swing(account, on): the narrowest swing limit in force
  called,           // called(account, from, to): for settlement, by either side
  settled,          // settled(account, from, to): paid of what was called
  consultations,    // consultations(account, from, to): month ends that asked for one
  landed,           // landed(good, from, to): quantity
  landed_value,     // landed_value(good, from, to): at cost
  stock,            // stock(good, on)
  shortage_days,    // shortage_days(good, from, to): days below the floor
  share_financed,   // share_financed(good, from, to): landed / need
  flow,             // flow(line, on): delivered per day
  price,            // price(line, on): fixing in force
  refusals,         // refusals(code, from, to): events refused; code optional
  imbalance,        // imbalance(): sum of postings; always zero
};

enum class Comparison : std::uint8_t { equal, less, less_equal, greater, greater_equal };
enum class Timing : std::uint8_t {
  at_end,  // judged once, at the end of the run
  always   // judged on each day of the run (observations without dates: for that day)
};
enum class ExpectationSeverity : std::uint8_t { error, warning };
enum class ExpectationKind : std::uint8_t {
  check,     // follows from the inputs of the file
  benchmark  // a figure published by others, from which no input was taken
};

// An observation is money, a quantity or a plain number. The expected value's unit determines the
// currency that money is converted to (at the fixings of the observed day or, for sums over a
// range, of each posting's day).
struct Observation {
  Observable what = Observable::imbalance;
  std::optional<LineRef> line;
  std::optional<AccountRef> account;
  std::optional<GoodRef> good;
  std::optional<PurchaseRef> purchase;
  std::string purpose;  // for spent; empty: all
  std::string code;     // for refusals; empty: all
  std::optional<Day> on;
  std::optional<DateRange> range;  // absent: the whole run
  friend bool operator==(const Observation&, const Observation&) = default;
};

// Added to the first observation of a sum, or taken from it; of the same kind.
struct ObservationTerm {
  bool subtracted = false;
  Observation observation;
  friend bool operator==(const ObservationTerm&, const ObservationTerm&) = default;
};

struct ExpectedValue {
  Decimal value;        // in whole currency or units, "1211000000"; ratios as 0.2; days
  Commodity commodity;  // invalid for ratios, counts and days
  Commodity per;        // denominator of a price; otherwise invalid
  friend bool operator==(const ExpectedValue&, const ExpectedValue&) = default;
};

struct Expectation {
  std::string name;
  Timing timing = Timing::at_end;
  Observation observation;
  std::vector<ObservationTerm> further;
  Comparison comparison = Comparison::equal;
  ExpectedValue expected;
  // Absolute, in the unit of the expected value; a relative tolerance is converted at load.
  Decimal tolerance;
  ExpectationSeverity severity = ExpectationSeverity::error;
  ExpectationKind kind = ExpectationKind::check;
  std::string reason;  // why a warning may differ, or where the number comes from
  std::string text;    // as written; not compared
  friend bool operator==(const Expectation& a, const Expectation& b) {
    return a.name == b.name && a.timing == b.timing && a.observation == b.observation &&
           a.further == b.further && a.comparison == b.comparison && a.expected == b.expected &&
           a.tolerance == b.tolerance && a.severity == b.severity && a.kind == b.kind &&
           a.reason == b.reason;
  }
};

// What a caller asks of a run, besides what the file expects.
struct RunQuestion {
  Observation observation;
  std::vector<ObservationTerm> further;
  ExpectedValue unit;  // of the answer; its value is one
  std::string text;    // as written
  friend bool operator==(const RunQuestion&, const RunQuestion&) = default;
};

// Something that may happen on a path, asked for by a caller: OBSERVATION COMPARISON VALUE, judged
// at the end, or with `ever` before it on every day.
struct RunEvent {
  Expectation claim;  // with `ever`, that it has not happened: judged always
  bool ever = false;
  std::string text;  // as written
  friend bool operator==(const RunEvent&, const RunEvent&) = default;
};

struct Output {
  Every every = Every::month;  // length of the rows in series.csv
  friend bool operator==(const Output&, const Output&) = default;
};

}  // namespace setoff::simulator
