#include "simulator/report/columns.h"

#include <algorithm>

#include "simulator/report/spans.h"

namespace setoff::simulator {

std::string claims_column(std::string_view line, ClaimPart part) {
  return "claims." + std::string(line) + "." + std::string(enum_name(part));
}

std::string_view shown_unit(const Contract& contract) {
  const bool by_worth = contract.unit.code() == "value";
  return by_worth ? contract.price_currency.code() : contract.unit.code();
}

std::optional<std::size_t> row_of(const DailyTable& table, Day day) {
  if (table.days.empty() || day < table.days.front() || day > table.days.back()) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(day - table.days.front());
}

const Column* find_column(const DailyTable& table, std::string_view name) {
  const auto found = std::ranges::find(table.columns, name, &Column::name);
  return found == table.columns.end() ? nullptr : &*found;
}

std::int64_t at(const DailyTable& table, std::string_view name, std::size_t row) {
  const Column* const column = find_column(table, name);
  return column == nullptr ? 0 : column->values[row];
}

Value last_level(const DailyTable& table, std::string_view name, std::string_view fallback_unit,
                 int fallback_scale) {
  const Column* const column = find_column(table, name);
  if (column == nullptr) return {0, fallback_scale, std::string(fallback_unit)};
  return {last_of(*column), column->scale, column->unit};
}

Value run_total(const DailyTable& table, std::string_view name, std::string_view fallback_unit,
                int fallback_scale) {
  const Column* const column = find_column(table, name);
  if (column == nullptr) return {0, fallback_scale, std::string(fallback_unit)};
  return {sum_of(*column), column->scale, column->unit};
}

}  // namespace setoff::simulator
