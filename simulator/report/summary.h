#pragma once
// Summary: the few numbers of a run that matter, for the terminal, summary.json and the head of the
// report. Amounts are exact; money is in the book currency unless its unit says otherwise. Parts of
// the claim stand in the order of money's way from the invoice to the goods.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/core/event.h"
#include "simulator/engine/result.h"
#include "simulator/report/run_record.h"

namespace setoff::sim {

struct Part {
  std::string name;  // of a line, a purpose, a state ("overdue")
  Value value;
};

struct GoodRow {
  std::string name;
  std::string purpose;
  Value landed;
  Value paid;
  Value ordered;
  Value need;
  Value stock;                     // at the end
  std::int64_t shortage_days = 0;  // stock below the floor
  std::optional<Value> financed;   // landed / need, in percent with one decimal
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
  std::string book;            // currency
  std::vector<Part> revenue;   // billed for deliveries, by line
  std::vector<Part> received;  // payments, by line
  std::vector<Part> claim;     // by state at the end, all lines; zero parts too
  Value revenue_total;
  Value received_total;
  Value claim_total;
  Value owed;               // undue, due, overdue, penalty
  Value trapped;            // at the banks and not usable on the last day
  bool window_open = true;  // on the last day; always true where no waiver is needed
  Value spent_total;        // on goods and other purposes
  std::vector<GoodRow> goods;
  std::vector<Part> other_uses;  // by purpose, without the goods
  std::vector<WorstMonth> worst_months;
  std::vector<RefusalCount> refusals;
  std::uint64_t refused = 0;
  std::vector<ExpectationRow> expectations;
  std::uint64_t events = 0;
  std::uint64_t days_without_window = 0;
};

[[nodiscard]] Summary summarize(const RunRecord& record);

[[nodiscard]] std::size_t count_of(const Summary& summary, Mark mark);
[[nodiscard]] std::size_t count_of(const Summary& summary, ExpectationKind kind, Mark mark);

// "summary.json": the same, with exact decimals as texts.
[[nodiscard]] std::string summary_json(const RunRecord& record, const Summary& summary);

}  // namespace setoff::sim
