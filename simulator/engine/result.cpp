#include "simulator/engine/result.h"

#include <algorithm>

#include "ledger/base/amount.h"

namespace setoff::simulator {

std::string Value::text() const {
  const std::string number = format_minor(minor, scale);
  return unit.empty() ? number : number + " " + unit;
}

const Column* DailyTable::find(std::string_view name) const {
  const auto found = std::ranges::find(columns, name, &Column::name);
  return found == columns.end() ? nullptr : &*found;
}

std::optional<std::size_t> DailyTable::row(Day day) const {
  const auto found = std::ranges::lower_bound(days, day);
  if (found == days.end() || *found != day) return std::nullopt;
  return static_cast<std::size_t>(found - days.begin());
}

const Total* RunResult::find_total(std::string_view name) const {
  const auto found = std::ranges::find(totals, name, &Total::name);
  return found == totals.end() ? nullptr : &*found;
}

}  // namespace setoff::simulator
