#pragma once
// Spans of a run: its days cut into weeks (from Monday), months, quarters or years of a calendar.
// The first and the last may be cut short by the run. Rows index DailyTable::days.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "ledger/base/date.h"
#include "simulator/engine/result.h"
#include "simulator/scenario/payments.h"

namespace setoff::sim {

struct RunSpan {
  std::size_t first_row = 0;
  std::size_t last_row = 0;  // belongs to the span
  Day from;
  Day to;  // last day
};

[[nodiscard]] std::vector<RunSpan> spans_of(const std::vector<Day>& days, Every every,
                                            Calendar calendar);

// What a column shows over a span: the last level or rate, the sum of a flow, the number of days on
// which a flag held.
[[nodiscard]] std::int64_t over(const Column& column, const RunSpan& span);

// "2020 Q1", "SH 1399 Q1" for the quarter that holds the day.
[[nodiscard]] std::string quarter_name(Day day, Calendar calendar);

// Adds up a flow, or counts the days of a flag, over the whole run.
[[nodiscard]] std::int64_t sum_of(const Column& column);
[[nodiscard]] std::int64_t last_of(const Column& column);

}  // namespace setoff::sim
