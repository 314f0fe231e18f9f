#pragma once
// Reporting: money of the books in the currency that summaries are in (`currency.reporting`), by
// one rule for each sort of figure. A level is worth what it comes to at the newest rate of its
// day; a flow is added up day by day, each at the newest rate of its own day. Each is rounded once.
// Errors: those of value_on().

#include <optional>
#include <span>

#include "ledger/query/figures.h"
#include "simulator/report/run_record.h"
#include "simulator/report/spans.h"

namespace setoff::sim {

// An amount as reported and as the books have it; equal where both are in one currency.
struct Reported {
  Value value;
  Value book;
};

// What one unit of a currency is worth in another on a day, for drawing; nothing where no rate is.
[[nodiscard]] std::optional<double> drawn_rate(const State& state, Currency from, Currency to,
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
  // The rate of a day, for people; nothing where both are one currency.
  [[nodiscard]] Result<std::optional<Rate>> rate(Day day) const;

  // A column in the book currency over a span: its last level, or its flow. Nothing: zero.
  [[nodiscard]] Result<Reported> over(const Column* column, const RunSpan& span) const;
  // The same of several columns together, rounded once for each day.
  [[nodiscard]] Result<Reported> over_all(std::span<const Column* const> columns,
                                          const RunSpan& span) const;
  // The claims by state of a row of the daily table, without accounts and spendings.
  [[nodiscard]] Result<Claims> claims(std::size_t row) const;
  [[nodiscard]] Result<Claims> in_reporting(const Claims& claims) const;

 private:
  [[nodiscard]] Result<std::int64_t> turned(std::int64_t minor, Day day) const;

  const RunRecord& record_;
  Currency book_;
  Currency currency_;
};

}  // namespace setoff::sim
