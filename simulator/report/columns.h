#pragma once
// Lookup of a run's columns. A missing column counts as zero: a run without imports has no columns
// of goods.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/query/claims.h"
#include "simulator/engine/result.h"
#include "simulator/scenario/model.h"

namespace setoff::simulator {

// "claims.gas.overdue"
[[nodiscard]] std::string claims_column(std::string_view line, ClaimPart part);

// A name as readers see it: "third_country" is "third country".
[[nodiscard]] inline std::string with_spaces(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}
// The display title of an item of the scenario: its title, or its name with spaces.
template <class Thing>
[[nodiscard]] std::string title_of(const Thing& thing) {
  return thing.title.empty() ? with_spaces(thing.name) : thing.title;
}

// The unit of what a contract delivers, as readers see it: goods counted by their worth are money.
[[nodiscard]] std::string_view shown_unit(const Contract& contract);

// Index of the day's row; nullopt outside the run.
[[nodiscard]] std::optional<std::size_t> row_of(const DailyTable& table, Day day);
[[nodiscard]] const Column* find_column(const DailyTable& table, std::string_view name);
[[nodiscard]] std::int64_t at(const DailyTable& table, std::string_view name, std::size_t row);
// The column's last level, or its sum over the run; zero in `fallback_unit` if the column is
// missing.
[[nodiscard]] Value last_level(const DailyTable& table, std::string_view name,
                               std::string_view fallback_unit, int fallback_scale);
[[nodiscard]] Value run_total(const DailyTable& table, std::string_view name,
                              std::string_view fallback_unit, int fallback_scale);

}  // namespace setoff::simulator
