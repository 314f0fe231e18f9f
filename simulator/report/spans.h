#pragma once
// Spans of a run: its days divided into weeks (from Monday), months, quarters or years of a
// calendar. The start and end of the run may truncate the first and last span. Rows index
// DailyTable::days.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "ledger/base/date.h"
#include "simulator/engine/result.h"
#include "simulator/scenario/payments.h"

namespace setoff::simulator {

struct RunSpan {
  std::size_t first_row = 0;
  std::size_t last_row = 0;  // inclusive
  Day from;
  Day to;  // inclusive
};

[[nodiscard]] std::vector<RunSpan> spans_of(const std::vector<Day>& days, Every every,
                                            Calendar calendar);

// The value of a column over a span: the last level or rate, the sum of a flow, the number of days
// a flag was set.
[[nodiscard]] std::int64_t over(const Column& column, const RunSpan& span);

// "2020 Q1", "SH 1399 Q1" for the quarter that contains the day.
[[nodiscard]] std::string quarter_name(Day day, Calendar calendar);

// The sum of a flow, or the number of days a flag was set, over the whole run.
[[nodiscard]] std::int64_t sum_of(const Column& column);
[[nodiscard]] std::int64_t last_of(const Column& column);

}  // namespace setoff::simulator
