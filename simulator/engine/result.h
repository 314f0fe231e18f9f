#pragma once
// RunResult: the results of a run as exact numbers. A value is an integer in units of 10^-scale of
// its column's unit ("EUR" with scale 2: cents), so nothing is rounded twice. Levels are as of the
// end of the day, flows are sums over the day. Formulas: docs/model.md.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/base/error.h"
#include "ledger/event/event.h"
#include "simulator/scenario/expectations.h"

namespace setoff::simulator {

// How days combine into a longer period: last level, sum of flows, last rate, days a flag was set.
enum class Aggregation : std::uint8_t { level, flow, rate, flag };

// A number with its unit: "12.50 EUR" is {1250, 2, "EUR"}. A plain number has an empty unit.
struct Value {
  std::int64_t minor = 0;
  int scale = 0;
  std::string unit;
  [[nodiscard]] std::string text() const;
  friend bool operator==(const Value&, const Value&) = default;
};

// Column names are dotted, <what>.<of>. The groups, in order; money is in the book currency unless
// another one is named:
//   claims.<line>.<part>, earned.<line>
//     levels: the parts of ledger/query/claims.h, which sum to earned; other currencies at the
//     latest rate
//   balance.<account>, free.<account>, approved.<account>, held.<account>
//     levels, in the currency of the account; approved includes converted
//   value.<account>, blocked.<account>
//     levels: the balance, and the part of it that is restricted or requested
//   delivered.<line>, retained.<line>, delivered_value.<line>
//     flows, in the unit of the line and in the price currency; retained (of purchases, too): kept
//     in kind by whoever carries it, if the contract says so
//   billed.<line>, paid.<line>, released, converted
//     flows; billed: claims of the invoices issued
//   spent_on.<good or purchase>, spent_for.<purpose>
//     flows; a purpose includes its goods
//   supplied.<purchase>, purchased.<purchase>, paid_for.<purchase>, cut.<purchase>
//     flows: quantity; invoices of sellers abroad, and what was paid of them; cut is a flag
//   home_money.<issue>
//     flow, in the currency of the home money
//   swing.<account>
//     level, in the currency of the account: the narrowest swing limit in force, zero before it is
//     set
//   called.<account>, settled.<account>, moved.<account>, consulted.<account>
//     flows, in the currency of the account; moved: settled by moving it to another clearing
//     account, where a settlement does that; consulted is a flag
//   price.<line>, fx.<rate>, series.<name>, reporting_rate
//     rates in force; the last one between book and reporting currency, if they differ: its unit
//     says which way
//   stock.<good>, need.<good>, landed.<good>, ordered.<good>
//     a level and flows, in the unit of the good; need is that of the country
//   cover.<good>, national_cover.<good>
//     levels in days, one decimal: the stock divided by the need that the scheme must meet, and by
//     the whole need
//   short.<good>, window.<line>, cut.<line>
//     flags; short: the stock is below the floor
//   events, refused
//     flows, counts
//   imbalance
//     level: absolute sum of all postings; always zero
struct Column {
  std::string name;
  std::string unit;  // "EUR", "m3", "USD/MMBtu", "days"; empty for counts and flags
  int scale = 0;
  Aggregation measure = Aggregation::level;
  std::vector<std::int64_t> values;  // one per day
  friend bool operator==(const Column&, const Column&) = default;
};

struct DailyTable {
  std::vector<Day> days;
  std::vector<Column> columns;  // in the order of the groups above
  [[nodiscard]] const Column* find(std::string_view name) const;
  [[nodiscard]] std::optional<std::size_t> row(Day day) const;
  friend bool operator==(const DailyTable&, const DailyTable&) = default;
};

// An event that the rules refused.
struct RefusedEvent {
  Day day;
  EventType type{};
  std::string id;  // id of the event in the ledger
  Code code{};
  std::string detail;
  friend bool operator==(const RefusedEvent&, const RefusedEvent&) = default;
};

struct RefusalCount {
  EventType type{};
  Code code{};
  std::uint64_t count = 0;
  Day first;
  Day last;
  friend bool operator==(const RefusalCount&, const RefusalCount&) = default;
};

struct Total {
  std::string name;  // as in the columns: "billed.gas", "landed.wheat", "shortage_days.wheat"
  Value value;
  friend bool operator==(const Total&, const Total&) = default;
};

// The month (of time.months) in which a measure was worst, and its value.
struct WorstMonth {
  Day from;
  Day to;  // last day
  Day on;  // day of the largest value; for means and sums the last day of the month
  // "overdue" (largest of the month), "goods_below_floor" (mean over its days), "refused" (sum).
  std::string measure;
  Value value;
  friend bool operator==(const WorstMonth&, const WorstMonth&) = default;
};

enum class ExpectationVerdict : std::uint8_t { ok, failed, never_judged };

struct ExpectationResult {
  std::size_t expectation = 0;  // index into Scenario::expectations
  ExpectationVerdict verdict = ExpectationVerdict::never_judged;
  std::optional<Value> observed;
  std::optional<Value> residual;  // observed - expected
  std::optional<Day> day;         // for `always`: the first day it failed, else the worst day
  std::string note;               // why it could not be judged
  friend bool operator==(const ExpectationResult&, const ExpectationResult&) = default;
};

struct RunAnswer {
  std::optional<Value> value;
  std::string note;  // why there is none
  friend bool operator==(const RunAnswer&, const RunAnswer&) = default;
};

struct EventAnswer {
  std::optional<bool> happened;  // absent if it cannot be judged
  std::optional<Day> first;      // with `ever`, the first day
  std::string note;              // why it cannot be judged
  friend bool operator==(const EventAnswer&, const EventAnswer&) = default;
};

// Something the run had to do differently from what the scenario says.
struct RunNote {
  Day day;
  std::string text;
  friend bool operator==(const RunNote&, const RunNote&) = default;
};

struct RunResult {
  DailyTable daily;
  std::vector<RefusedEvent> refusals;           // in chronological order
  std::vector<RefusalCount> refusal_counts;     // most frequent first
  std::vector<Total> totals;                    // of the columns in `daily`
  std::vector<WorstMonth> worst_months;         // without measures that were never above zero;
                                                // none unless everything is recorded
  std::vector<ExpectationResult> expectations;  // one per Scenario::expectations, in its order
  std::vector<RunAnswer> answers;               // one per Scenario::questions, in its order
  std::vector<EventAnswer> event_answers;       // one per Scenario::events, in its order
  std::vector<RunNote> notes;
  std::uint64_t events = 0;  // submitted, including refused ones
  friend bool operator==(const RunResult&, const RunResult&) = default;

  [[nodiscard]] const Total* find_total(std::string_view name) const;
};

}  // namespace setoff::simulator
