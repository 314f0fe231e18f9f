#pragma once
// Summary: the few numbers of a run that matter, for the terminal, summary.json and the report, all
// made here, once. Money is in the reporting currency of the scenario, beside what the books have
// (reporting.h says at which rates). What is levelled (the claims by state, money at banks) is as
// of the last day.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/core/event.h"
#include "ledger/query/figures.h"
#include "simulator/engine/result.h"
#include "simulator/report/reporting.h"

namespace setoff::sim {

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
  Reported blocked;  // restricted and requested
};

struct GoodRow {
  std::string name;
  std::string title;
  std::string purpose;
  Reported spent;
  Value landed;
  Value ordered;
  Value need;                      // of the country
  Value stock;                     // at the end
  std::int64_t shortage_days = 0;  // stock below the floor
  Value asked;                     // share of the need that the scheme is asked for, in percent
  std::optional<Value> financed;   // landed / need, in percent with one decimal
};

// Spent for a purpose, without goods.
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

// Money over a quarter of the scenario's calendar; levels as of its last day.
struct QuarterRow {
  std::string name;  // "2020 Q1"
  Day from;
  Day to;
  std::vector<Value> delivered;  // by line
  Reported billed;
  Reported paid;
  Reported released;
  Reported spent;
  Reported overdue;
  Reported blocked;
};

enum class Mark : std::uint8_t { ok, warning, failed };  // warning: failed, but not an error

struct ExpectationRow {
  std::string name;
  std::string text;  // as written
  Mark mark = Mark::ok;
  Verdict verdict = Verdict::ok;
  ExpectationSeverity severity = ExpectationSeverity::error;
  ExpectationKind kind = ExpectationKind::check;
  std::string expected;  // "<= 300,000,000 USD", from the file
  std::optional<Value> observed;
  std::optional<Value> residual;
  std::optional<Day> day;
  std::string reason;
  std::string note;
};

struct Summary {
  std::string name;
  std::string title;
  Day from;
  Day to;
  std::string currency;      // of reports
  std::string book;          // of the books
  std::optional<Rate> rate;  // between them on the last day; nothing if they are one
  std::vector<LineRow> lines;
  Reported billed;
  Reported paid;
  std::array<Reported, kClaimParts> states{};  // all lines; they add up to what was earned
  std::array<Reported, kFigures> figures{};
  std::vector<AccountRow> accounts;
  bool window_open = true;  // on the last day; always true where no waiver is needed
  std::uint64_t days_without_window = 0;
  // For goods and other purposes, each payment at the rate of its day; Figure::spent is the same
  // money at the rate of the last day.
  Reported paid_out;
  std::vector<GoodRow> goods;
  std::vector<UseRow> other_uses;
  std::vector<QuarterRow> quarters;
  std::vector<WorstRow> worst_months;
  std::vector<RefusalCount> refusals;
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

[[nodiscard]] std::size_t count_of(const Summary& summary, Mark mark);
[[nodiscard]] std::size_t count_of(const Summary& summary, ExpectationKind kind, Mark mark);

// What a run shows, in five sentences made of its figures.
[[nodiscard]] std::vector<std::string> sentences_of(const Summary& summary);

// "summary.json": the same, with exact decimals as texts.
[[nodiscard]] std::string summary_json(const RunRecord& record, const Summary& summary);

}  // namespace setoff::sim
