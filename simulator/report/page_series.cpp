#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "simulator/report/amount_text.h"
#include "simulator/report/columns.h"
#include "simulator/report/page_data.h"
#include "simulator/report/reporting.h"
#include "simulator/scenario/evaluate.h"

namespace setoff::simulator {
namespace {

namespace json = boost::json;

constexpr std::int64_t kDrawnMax = 10'000'000;

std::string_view name_of(Aggregation measure) {
  switch (measure) {
    case Aggregation::level:
      return "level";
    case Aggregation::flow:
      return "flow";
    case Aggregation::rate:
      return "rate";
    case Aggregation::flag:
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

// Converts money of the books to the reporting currency, each day at its own rate.
Column in_reporting(const Column& column, const std::vector<double>& rates, Currency reporting) {
  constexpr double kMax = 9.0e18;
  Column out = column;
  out.unit = reporting.code();
  out.scale = reporting.scale();
  for (std::size_t row = 0; row < out.values.size(); ++row) {
    const double value = chart_value(column.values[row], column.scale) * rates[row] *
                         std::pow(10.0, reporting.scale());
    out.values[row] = std::llround(std::clamp(value, -kMax, kMax));
  }
  return out;
}

// What an account shows stays in the account's currency.
bool of_account(std::string_view column) {
  constexpr std::array<std::string_view, 9> kGroups{
      "balance", "free", "approved", "held", "swing", "called", "settled", "moved", "home_money"};
  return std::ranges::count(kGroups, column.substr(0, column.find('.'))) > 0;
}

// What is counted by its worth has the unit `value`; readers see it as money.
void name_money(Column& column, const Scenario& scenario) {
  const std::string_view name = column.name;
  const std::string_view of = name.substr(name.find('.') + 1);
  const auto is_it = [&](const Contract& contract) { return contract.name == of; };
  const auto line = std::ranges::find_if(scenario.exports, is_it);
  const auto purchase = std::ranges::find_if(scenario.purchases, is_it, &Purchase::contract);
  const Contract* const contract = line != scenario.exports.end()         ? &*line
                                   : purchase != scenario.purchases.end() ? &purchase->contract
                                                                          : nullptr;
  if (contract != nullptr) column.unit = shown_unit(*contract);
}

// One rate per day; empty if the book currency is the reporting currency.
std::vector<double> reporting_rates(const RunRecord& record) {
  const auto& currency = record.scenario().currency;
  std::vector<double> rates;
  if (currency.contract == currency.reporting) return rates;
  for (const Day day : record.result.daily.days)
    rates.push_back(
        chart_rate(record.books, currency.contract, currency.reporting, day).value_or(0.0));
  return rates;
}

std::optional<Column> floor_days(const DailyTable& table, const Good& good) {
  const Column* const need = find_column(table, "need." + good.name);
  if (need == nullptr) return std::nullopt;
  const double floor = chart_value(good.stock.floor.minor(), good.unit.scale());
  Column out{"floor." + good.name, "days", 1, Aggregation::level, {}};
  for (const std::int64_t value : need->values) {
    const double per_day = chart_value(value, need->scale);
    out.values.push_back(per_day > 0.0 ? std::llround(floor / per_day * 10.0) : 0);
  }
  return out;
}

// Landed so far, in days of the country's need on each landing day.
std::optional<Column> bought_days(const DailyTable& table, const Good& good) {
  const Column* const need = find_column(table, "need." + good.name);
  const Column* const landed = find_column(table, "landed." + good.name);
  if (need == nullptr || landed == nullptr) return std::nullopt;
  Column out{"bought." + good.name, "days", 1, Aggregation::level, {}};
  double days = 0.0;
  for (std::size_t row = 0; row < need->values.size(); ++row) {
    const double per_day = chart_value(need->values[row], need->scale);
    if (per_day > 0.0) days += chart_value(landed->values[row], landed->scale) / per_day;
    out.values.push_back(std::llround(days * 10.0));
  }
  return out;
}

// Zero before the limit is set.
std::optional<Column> limit_column(const DailyTable& table, const Scenario& scenario,
                                   const AccountLimit& limit) {
  if (!drawn_limit(limit)) return std::nullopt;
  const Currency currency = scenario.account(limit.account).currency;
  Column out{"limit." + limit.name,
             std::string(currency.code()),
             currency.scale(),
             Aggregation::level,
             {}};
  for (const Day day : table.days) {
    const Money* const amount = limit.amount.at(day);
    out.values.push_back(amount == nullptr ? 0 : amount->minor());
  }
  return out;
}

}  // namespace

bool drawn_limit(const AccountLimit& limit) {
  return (limit.kind == LimitKind::floor || limit.kind == LimitKind::cap) && !limit.then;
}

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

json::object series_data(const RunRecord& record) {
  const DailyTable& table = record.result.daily;
  const Scenario& scenario = record.scenario();
  const auto rates = reporting_rates(record);
  json::object series;
  const auto add = [&](const std::optional<Column>& column) {
    if (column) series[column->name] = column_json(*column);
  };
  const auto shown = [&](const Column& column) {
    const bool money = !rates.empty() && column.unit == scenario.currency.contract.code() &&
                       !of_account(column.name);
    return column_json(money ? in_reporting(column, rates, scenario.currency.reporting) : column);
  };
  for (const Column& column : table.columns) {
    if (column.unit != "value") {
      series[column.name] = shown(column);
      continue;
    }
    Column worth = column;
    name_money(worth, scenario);
    series[column.name] = shown(worth);
  }
  for (const AccountLimit& limit : scenario.limits)
    add(limit_column(table, scenario, limit));
  if (scenario.imports)
    for (const Good& good : scenario.imports->goods) {
      add(floor_days(table, good));
      add(bought_days(table, good));
    }
  return series;
}

}  // namespace setoff::simulator
