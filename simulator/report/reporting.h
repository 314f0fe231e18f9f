#pragma once
// Reporting: converts money of the books into the currency of summaries (`currency.reporting`),
// with one rule per kind of figure. A level is converted at the latest rate of its day; a flow day
// by day, each day at its own latest rate. Each daily amount is rounded once. Errors: those of
// value_on().

#include <optional>
#include <span>

#include "ledger/query/figures.h"
#include "simulator/report/run_record.h"
#include "simulator/report/spans.h"

namespace setoff::simulator {

// An amount in the reporting currency and in that of the books; equal if both are the same
// currency.
struct Reported {
  Value value;
  Value book;
};

// The rate between two currencies on a day, for drawing; nullopt if there is none.
[[nodiscard]] std::optional<double> chart_rate(const State& state, Currency from, Currency to,
                                               Day day);

class Reporting {
 public:
  explicit Reporting(const RunRecord& record)
      : record_(record),
        book_(record.scenario().currency.contract),
        currency_(record.scenario().currency.reporting) {}

  [[nodiscard]] bool differs() const { return book_ != currency_; }
  [[nodiscard]] Currency currency() const { return currency_; }
  [[nodiscard]] Currency book() const { return book_; }
  // The rate of a day, for display; nullopt if both are the same currency.
  [[nodiscard]] Result<std::optional<Rate>> rate(Day day) const;

  // A column in the book currency over a span: its last level, or its flow. A null column counts as
  // zero.
  [[nodiscard]] Result<Reported> over(const Column* column, const RunSpan& span) const;
  // The same for the sum of several columns, rounded once per day.
  [[nodiscard]] Result<Reported> over_all(std::span<const Column* const> columns,
                                          const RunSpan& span) const;
  // The claims by state from a row of the daily table, without accounts and spending.
  [[nodiscard]] Result<Claims> claims(std::size_t row) const;
  [[nodiscard]] Result<Claims> in_reporting(const Claims& claims) const;
  // All lines together, by state.
  struct ClaimsOfDay {
    LineClaims reported;
    LineClaims book;
  };
  [[nodiscard]] Result<ClaimsOfDay> all_lines_on(std::size_t row) const;
  [[nodiscard]] Reported both(std::int64_t in_reporting, std::int64_t in_books) const;

 private:
  [[nodiscard]] Result<std::int64_t> to_reporting(std::int64_t minor, Day day) const;

  const RunRecord& record_;
  Currency book_;
  Currency currency_;
};

}  // namespace setoff::simulator
