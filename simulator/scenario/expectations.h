#pragma once
// Expectations and output: what a run must show, in a closed list of observations. Amounts carry
// their currency or unit; a difference is allowed up to the tolerance. An expectation that could
// not be judged counts as failed.

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/payments.h"
#include "simulator/scenario/steps.h"

namespace setoff::sim {

// In the file: name(arguments). Line and account arguments may be left out: all.
enum class Observable : std::uint8_t {
  delivered_value,  // delivered_value(line, from, to): of the deliveries of these days, each at
                    // its own day's rates
  billed,           // billed(line, from, to): claims of the invoices issued on these days
  paid,             // paid(line, from, to): payments in
  delivered,        // delivered(line, from, to): quantity
  overdue,          // overdue(line, on): claims past due and grace, without penalties
  open_claims,      // claims(line, on): all open, undue and due and overdue
  penalties,        // penalties(line, on)
  restricted,       // restricted(account, on): posted and not requested, approved or converted
  balance,          // balance(account, on): posted
  approved,         // approved(account, on): live approvals, converted or not, unspent
  paid_out,         // paid_out(purpose, from, to): for goods and purposes
  landed,           // landed(good, from, to): quantity
  landed_value,     // landed_value(good, from, to): at cost
  stock,            // stock(good, on)
  shortage_days,    // shortage_days(good, from, to): days below the floor
  share_financed,   // share_financed(good, from, to): landed / need
  flow,             // flow(line, on): delivered per day
  price,            // price(line, on): fixing in force
  refusals,         // refusals(code, from, to): events refused; code optional
  imbalance,        // imbalance(): sum of postings; zero by law
};

enum class Comparison : std::uint8_t { equal, less, less_equal, greater, greater_equal };
enum class Timing : std::uint8_t {
  then,   // judged once, at the end of the run
  always  // judged each day of the run (observations without dates: on that day)
};
enum class ExpectationSeverity : std::uint8_t { error, warning };
enum class ExpectationKind : std::uint8_t {
  check,  // follows from the inputs of the file
  mark    // a figure that others published, and that no input was taken from
};

// What is observed is money, a quantity or a plain number; `unit` of the expected value decides the
// conversion of money (at the fixings of the observed day, or of each posting's day for sums over a
// range).
struct Observation {
  Observable what = Observable::imbalance;
  std::optional<LineRef> line;
  std::optional<AccountRef> account;
  std::optional<GoodRef> good;
  std::string purpose;  // used; empty: all
  std::string code;     // refusals; empty: all
  std::optional<Day> on;
  std::optional<DateRange> range;  // absent: the whole run
  friend bool operator==(const Observation&, const Observation&) = default;
};

struct ExpectedValue {
  Decimal value;        // in whole currency or units, "1211000000"; ratios as 0.2; days
  Commodity commodity;  // invalid for ratios, counts and days
  Commodity per;        // a price's denominator; else invalid
  friend bool operator==(const ExpectedValue&, const ExpectedValue&) = default;
};

struct Expectation {
  std::string name;
  Timing timing = Timing::then;
  Observation observation;
  Comparison comparison = Comparison::equal;
  ExpectedValue expected;
  Decimal
      tolerance;  // absolute, in the unit of the expected value (a relative one is turned at load)
  ExpectationSeverity severity = ExpectationSeverity::error;
  ExpectationKind kind = ExpectationKind::check;
  std::string reason;  // why a warning is expected to differ, or what the number is
  std::string text;    // as written; no part of equality
  friend bool operator==(const Expectation& a, const Expectation& b) {
    return a.name == b.name && a.timing == b.timing && a.observation == b.observation &&
           a.comparison == b.comparison && a.expected == b.expected && a.tolerance == b.tolerance &&
           a.severity == b.severity && a.kind == b.kind && a.reason == b.reason;
  }
};

struct Output {
  Every every = Every::month;  // rows of series.csv
  friend bool operator==(const Output&, const Output&) = default;
};

}  // namespace setoff::sim
