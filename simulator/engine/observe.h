#pragma once
// Observer: evaluates an observation over a finished run, exactly, in the unit of the value it is
// compared with. Errors (the expectation is then never judged): bad_field for days outside the run,
// a unit mismatch or a zero divisor; fixing_missing where money cannot be converted.

#include "simulator/engine/expectations.h"

namespace setoff::simulator {

// Rows of the daily table, both inclusive.
struct RowRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

// A column that an observation reads, and its rows.
struct ColumnRead {
  std::string column;
  RowRange rows;
};

class Observer {
 public:
  // Appends to `reads`, if given, what it reads, whether the result has such a column or not; which
  // columns an observation reads does not depend on their values (columns_read.h).
  Observer(const Scenario& scenario, const State& state, const MoneyFlows& flows,
           const RunResult& result, std::vector<ColumnRead>* reads = nullptr)
      : scenario_(scenario), state_(state), flows_(flows), result_(result), reads_(reads) {}

  // `day` replaces dates that the observation omits; with `whole_run`, an omitted range is the
  // whole run.
  [[nodiscard]] Result<Value> observe(const Observation& what, const ExpectedValue& unit, Day day,
                                      bool whole_run) const;
  // The sum of an observation and of further ones.
  [[nodiscard]] Result<Value> observe(const Observation& what,
                                      const std::vector<ObservationTerm>& further,
                                      const ExpectedValue& unit, Day day, bool whole_run) const;

 private:
  struct Query {
    const Observation& what;
    Commodity unit;
    RowRange rows;    // for an observation over a range
    std::size_t row;  // for an observation on a day
  };
  [[nodiscard]] Result<RowRange> rows_of(const Observation& what, Day day, bool whole_run) const;
  [[nodiscard]] Result<Value> money(const Query& query) const;
  [[nodiscard]] Result<Value> quantity(const Query& query) const;
  [[nodiscard]] Result<Value> number(const Query& query) const;
  [[nodiscard]] Result<Value> price(const Query& query) const;

  [[nodiscard]] Result<std::int64_t> claims(const Query& query, Currency target) const;
  [[nodiscard]] Result<std::int64_t> by_line(const Query& query, Currency target) const;
  [[nodiscard]] Result<std::int64_t> home_money(const Query& query, Currency target) const;
  [[nodiscard]] Result<std::int64_t> at_banks(const Query& query, Currency target) const;
  [[nodiscard]] Result<std::int64_t> delivered_value(const Query& query, Currency target) const;
  [[nodiscard]] Result<std::int64_t> billed(const Query& query, Currency target) const;
  [[nodiscard]] Result<std::int64_t> paid_in(const Query& query, Currency target) const;
  [[nodiscard]] Result<std::int64_t> paid_out(const Query& query, Currency target) const;
  [[nodiscard]] Result<std::int64_t> purchased(const Query& query, Currency target) const;
  [[nodiscard]] Result<std::int64_t> summed_by_day(const std::vector<const Column*>& columns,
                                                   const RowRange& rows, Currency target) const;
  [[nodiscard]] Result<std::int64_t> settlements(const Query& query, Currency target) const;
  [[nodiscard]] Result<std::int64_t> landed_value(const Query& query, Currency target) const;
  [[nodiscard]] Result<std::int64_t> in_currency(std::int64_t minor, Currency from, Currency to,
                                                 Day day) const;
  // The column for these rows; null if the run did not record it.
  [[nodiscard]] const Column* column(const std::string& name, const RowRange& rows) const;
  [[nodiscard]] std::int64_t at(const std::string& column, std::size_t row) const;
  [[nodiscard]] std::int64_t sum(const std::string& column, const RowRange& rows) const;
  // The lines or goods observed: the one named, or all.
  [[nodiscard]] std::vector<const Contract*> lines(const Observation& what) const;
  [[nodiscard]] std::vector<const Good*> goods(const Observation& what) const;
  [[nodiscard]] bool within(Day day, const RowRange& rows) const;

  const Scenario& scenario_;
  const State& state_;
  MoneyFlows flows_;
  const RunResult& result_;
  std::vector<ColumnRead>* reads_;
};

}  // namespace setoff::simulator
