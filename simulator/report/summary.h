#pragma once
// Summary: the main figures of a run, computed here once for the terminal, summary.json and the
// report. Money is in the scenario's reporting currency, together with its amount in the books
// (reporting.h gives the rates). Levels (claims by state, money at banks) are as of the last day.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ledger/event/event.h"
#include "ledger/query/figures.h"
#include "simulator/engine/result.h"
#include "simulator/report/reporting.h"

namespace setoff::simulator {

struct LineRow {
  std::string name;
  std::string title;
  Reported billed;  // claims of the invoices issued
  Reported paid;    // by the buyer
  Value delivered;
};

struct AccountRow {
  std::string name;
  std::string title;
  Value balance;  // in its own currency
  Reported value;
  Reported blocked;  // restricted or requested
};

// What the home side bought on open account.
struct PurchaseRow {
  std::string name;
  std::string title;
  Reported billed;  // invoices of the seller
  Reported paid;
  Value supplied;
};

// A clearing account, in its own currency; a balance above zero is in favour of the home side.
struct ClearingRow {
  std::string name;
  std::string title;
  Value balance;
  Value swing;                        // narrowest limit in force; zero: none
  Value called;                       // for settlement, by either side
  Value settled;                      // of it, paid or moved
  Value moved;                        // of it, to other clearing accounts, where it is owed still
  std::vector<std::string> moved_to;  // their titles
  std::int64_t consultations = 0;

  [[nodiscard]] Value paid() const {
    return {settled.minor - moved.minor, settled.scale, settled.unit};
  }
};

struct GoodRow {
  std::string name;
  std::string title;
  std::string purpose;
  Reported spent;
  Value landed;
  Value ordered;
  Value need;                      // of the whole country
  Value stock;                     // at the end of the run
  std::int64_t shortage_days = 0;  // days with stock below the floor
  Value asked;                     // share of the need that the scheme must meet, in percent
  std::optional<Value> financed;   // landed / need, in percent with one decimal
};

// Spent for a purpose, not counting goods.
struct UseRow {
  std::string purpose;
  Reported spent;
};

// The month in which a measure was worst; money is as of the worst day.
struct WorstRow {
  std::string measure;
  Day from;
  Day to;
  Reported value;
};

// A clearing account over a quarter, in its own currency.
struct ClearingQuarter {
  Value called;
  Value settled;
  Value moved;
  Value balance;  // as of the last day
};

// Money over a quarter of the scenario's calendar; levels as of its last day.
struct QuarterRow {
  std::string name;  // "2020 Q1"
  Day from;
  Day to;
  std::vector<Value> delivered;  // by line
  Reported billed;
  Reported paid;
  Reported purchased;                      // on open account
  Reported paid_for;                       // of purchases
  std::vector<ClearingQuarter> clearings;  // as Summary::clearings
  Reported released;
  Reported spent;
  Reported overdue;
  Reported blocked;
};

// Refusals by one rule of one kind of event; those by a limit, for each limit.
struct RefusalRow {
  EventType type{};
  Code code{};
  std::string limit;    // as in the file; empty for other rules
  std::string account;  // title of the account that the rule looked at, if it names one
  std::uint64_t count = 0;
  Day first;
  Day last;
  std::string example;      // the words of the first one
  std::map<Day, int> days;  // how many there were

  // "limit stop on Won accounts", or empty.
  [[nodiscard]] std::string subject() const;
};

enum class ExpectationStatus : std::uint8_t {
  ok,
  warning,  // failed, but not an error
  failed
};

struct ExpectationRow {
  std::string name;
  std::string text;  // as written
  ExpectationStatus mark = ExpectationStatus::ok;
  ExpectationVerdict verdict = ExpectationVerdict::ok;
  ExpectationSeverity severity = ExpectationSeverity::error;
  ExpectationKind kind = ExpectationKind::check;
  std::string expected;  // expected value, "<= 300,000,000 USD"
  std::optional<Value> observed;
  std::optional<Value> residual;
  std::optional<Day> day;
  std::string reason;
  std::string source;  // of the expectation, and its tag
  std::string tag;
  std::string note;
};

struct Summary {
  std::string name;
  std::string title;
  Day from;
  Day to;
  std::string currency;      // reporting currency
  std::string book;          // book currency
  std::optional<Rate> rate;  // between them on the last day; absent if they are the same
  std::vector<LineRow> lines;
  Reported billed;
  Reported paid;
  std::array<Reported, kClaimParts> states{};  // all lines; they sum to what was earned
  std::array<Reported, kFigures> figures{};
  std::vector<AccountRow> accounts;
  std::vector<PurchaseRow> purchases;
  std::vector<ClearingRow> clearings;
  bool window_open = true;  // on the last day; always true where no waiver is needed
  std::uint64_t days_without_window = 0;
  // On goods and other purposes, each payment at the rate of its day; Figure::spent is the same
  // money at the rate of the last day.
  Reported paid_out;
  std::vector<GoodRow> goods;
  std::vector<UseRow> other_uses;
  std::vector<QuarterRow> quarters;
  std::vector<WorstRow> worst_months;
  std::vector<RefusalRow> refusals;  // the most frequent first
  std::uint64_t refused = 0;
  std::vector<ExpectationRow> expectations;
  std::uint64_t events = 0;

  [[nodiscard]] const Reported& figure(Figure of) const {
    return figures[static_cast<std::size_t>(of)];
  }
  [[nodiscard]] const Reported& state(ClaimPart part) const {
    return states[static_cast<std::size_t>(part)];
  }
};

[[nodiscard]] Result<Summary> summarize(const RunRecord& record);

[[nodiscard]] std::size_t count_of(const Summary& summary, ExpectationStatus mark);
[[nodiscard]] std::size_t count_of(const Summary& summary, ExpectationKind kind,
                                   ExpectationStatus mark);

// Five sentences that describe the run, and one paragraph more if the home side bought on open
// account or has a clearing account.
[[nodiscard]] std::vector<std::string> sentences_of(const Summary& summary);

// The text of summary.json: the summary, with exact decimals as strings.
[[nodiscard]] std::string summary_json(const RunRecord& record, const Summary& summary);

}  // namespace setoff::simulator
