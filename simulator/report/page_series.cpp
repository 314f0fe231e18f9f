#include <fmt/format.h>

#include <boost/json.hpp>
#include <cmath>
#include <cstdlib>

#include "simulator/report/amount_text.h"
#include "simulator/report/columns.h"
#include "simulator/report/page_data.h"

namespace setoff::sim {
namespace {

namespace json = boost::json;

constexpr std::int64_t kDrawnMax = 10'000'000;

std::string_view name_of(Measure measure) {
  switch (measure) {
    case Measure::level:
      return "level";
    case Measure::flow:
      return "flow";
    case Measure::rate:
      return "rate";
    case Measure::flag:
      return "flag";
  }
  return "";
}

json::object column_json(const Column& column) {
  std::int64_t largest = 0;
  for (const std::int64_t value : column.values)
    largest = std::max(largest, value < 0 ? -(value + 1) : value);
  std::int64_t divisor = 1;
  int scale = column.scale;
  for (; largest / divisor >= kDrawnMax; divisor *= 10)
    --scale;
  std::vector<std::int64_t> values(column.values.size());
  for (std::size_t row = 0; row < values.size(); ++row)
    values[row] =
        (column.values[row] + (column.values[row] < 0 ? -divisor / 2 : divisor / 2)) / divisor;
  return {{"unit", column.unit},
          {"scale", scale},
          {"measure", name_of(column.measure)},
          {"values", packed(values)}};
}

std::optional<double> direct(const DailyTable& table, std::string_view from, std::string_view to,
                             std::size_t row) {
  for (const Column& column : table.columns) {
    if (!column.name.starts_with("fx.")) continue;
    const double rate = drawn(column.values[row], column.scale);
    if (rate <= 0.0) continue;
    if (column.unit == fmt::format("{}/{}", to, from)) return rate;
    if (column.unit == fmt::format("{}/{}", from, to)) return 1.0 / rate;
  }
  return std::nullopt;
}

// A column of an account in the book currency; empty values where no rate is known.
std::optional<Column> in_book(const DailyTable& table, const std::string& source, std::string name,
                              const Currency& book) {
  const Column* const column = find_column(table, source);
  if (column == nullptr) return std::nullopt;
  Column out{std::move(name), std::string(book.code()), book.scale(), Measure::level, {}};
  out.values.reserve(column->values.size());
  for (std::size_t row = 0; row < column->values.size(); ++row) {
    const double money = drawn(column->values[row], column->scale);
    const double rate = rate_on(table, column->unit, book.code(), row).value_or(0.0);
    out.values.push_back(std::llround(money * rate * std::pow(10.0, book.scale())));
  }
  return out;
}

std::optional<Column> floor_days(const DailyTable& table, const Good& good) {
  const Column* const need = find_column(table, "need." + good.name);
  if (need == nullptr) return std::nullopt;
  const double floor = drawn(good.stock.floor.minor(), good.unit.scale());
  Column out{"floor." + good.name, "days", 1, Measure::level, {}};
  for (const std::int64_t value : need->values) {
    const double per_day = drawn(value, need->scale);
    out.values.push_back(per_day > 0.0 ? std::llround(floor / per_day * 10.0) : 0);
  }
  return out;
}

}  // namespace

std::string packed(const std::vector<std::int64_t>& values) {
  std::string text;
  std::int64_t last = 0;
  for (std::size_t row = 0; row < values.size();) {
    const std::int64_t step = values[row] - last;
    std::size_t count = 0;
    for (; row < values.size() && values[row] - last == step; ++row, ++count)
      last = values[row];
    if (!text.empty()) text += ' ';
    text += std::to_string(step);
    if (count > 1) text += "*" + std::to_string(count);
  }
  return text;
}

std::optional<double> rate_on(const DailyTable& table, std::string_view from, std::string_view to,
                              std::size_t row) {
  if (from == to) return 1.0;
  if (const auto rate = direct(table, from, to, row)) return rate;
  for (const Column& column : table.columns) {
    const std::size_t slash = column.unit.find('/');
    if (!column.name.starts_with("fx.") || slash == std::string::npos) continue;
    for (const std::string& middle :
         {column.unit.substr(0, slash), column.unit.substr(slash + 1)}) {
      const auto first = direct(table, from, middle, row);
      const auto second = direct(table, middle, to, row);
      if (first && second) return *first * *second;
    }
  }
  return std::nullopt;
}

json::object series_data(const RunRecord& record) {
  const DailyTable& table = record.result.daily;
  const Scenario& scenario = record.scenario();
  json::object series;
  const auto add = [&](const std::optional<Column>& column) {
    if (column) series[column->name] = column_json(*column);
  };
  for (const Column& column : table.columns)
    series[column.name] = column_json(column);
  for (const BankAccount& account : scenario.accounts) {
    const Currency& book = scenario.currency.contract;
    add(in_book(table, "balance." + account.name, "bank." + account.name, book));
    add(in_book(table, "free." + account.name, "blocked." + account.name, book));
  }
  if (scenario.imports)
    for (const Good& good : scenario.imports->goods)
      add(floor_days(table, good));
  return series;
}

}  // namespace setoff::sim
