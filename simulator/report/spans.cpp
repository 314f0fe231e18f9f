#include "simulator/report/spans.h"

#include <fmt/format.h>

#include <numeric>

namespace setoff::simulator {
namespace {

// A key that is equal for days of the same span and differs between neighbouring spans.
std::int64_t span_key(Day day, Every every, Calendar calendar) {
  constexpr int kMondayShift = 3;  // 1970-01-01 was a Thursday
  const auto days = static_cast<std::int64_t>(day.since_epoch());
  if (every == Every::day) return days;
  if (every == Every::week) {
    const std::int64_t shifted = days + kMondayShift;
    return (shifted - ((shifted % 7) + 7) % 7) / 7;
  }
  const YearMonthDay date = to_calendar(day, calendar);
  if (every == Every::month) return std::int64_t{date.year} * 12 + date.month;
  if (every == Every::quarter) return std::int64_t{date.year} * 4 + (date.month - 1) / 3;
  return date.year;
}

}  // namespace

std::vector<RunSpan> spans_of(const std::vector<Day>& days, Every every, Calendar calendar) {
  std::vector<RunSpan> spans;
  std::int64_t key = 0;
  for (std::size_t row = 0; row < days.size(); ++row) {
    const std::int64_t here = span_key(days[row], every, calendar);
    if (spans.empty() || here != key) spans.push_back({row, row, days[row], days[row]});
    key = here;
    spans.back().last_row = row;
    spans.back().to = days[row];
  }
  return spans;
}

std::int64_t over(const Column& column, const RunSpan& span) {
  const auto begin = column.values.begin() + static_cast<std::ptrdiff_t>(span.first_row);
  const auto end = column.values.begin() + static_cast<std::ptrdiff_t>(span.last_row) + 1;
  switch (column.measure) {
    case Aggregation::level:
    case Aggregation::rate:
      return column.values[span.last_row];
    case Aggregation::flow:
    case Aggregation::flag:
      return std::accumulate(begin, end, std::int64_t{0});
  }
  return 0;
}

std::string quarter_name(Day day, Calendar calendar) {
  const YearMonthDay date = to_calendar(day, calendar);
  const char* const prefix = calendar == Calendar::solar_hijri ? "SH " : "";
  return fmt::format("{}{} Q{}", prefix, date.year, (date.month - 1) / 3 + 1);
}

std::int64_t sum_of(const Column& column) {
  return std::accumulate(column.values.begin(), column.values.end(), std::int64_t{0});
}

std::int64_t last_of(const Column& column) {
  return column.values.empty() ? 0 : column.values.back();
}

}  // namespace setoff::simulator
