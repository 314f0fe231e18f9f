#include "simulator/engine/totals.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "ledger/base/check.h"
#include "ledger/base/int128.h"
#include "ledger/base/rounding.h"

namespace setoff::simulator {

namespace {

bool in_group(const Column& column, std::string_view group) {
  return column.name.size() > group.size() && column.name.starts_with(group) &&
         column.name[group.size()] == '.';
}

// The daily sum of the columns that `wanted` accepts.
template <class Wanted>
std::vector<std::int64_t> daily_sum(const DailyTable& table, Wanted wanted) {
  std::vector<std::int64_t> sums(table.days.size(), 0);
  for (const auto& column : table.columns) {
    if (!wanted(column)) continue;
    for (std::size_t i = 0; i < sums.size(); ++i)
      sums[i] += column.values[i];
  }
  return sums;
}

enum class Combine : std::uint8_t { largest, sum, mean };

// The mean of a sum over `days`, in units of 10^-scale.
std::int64_t mean_of(std::int64_t sum, int days, int scale) {
  const auto power = power_of_ten(scale);
  const auto scaled = power ? checked_multiply(Int128{sum}, *power) : std::nullopt;
  SETOFF_CHECK(scaled.has_value());
  return narrow(divide_rounded(*scaled, days, Rounding::half_even)).value_or(INT64_MAX);
}

void add_worst(const Scenario& scenario, RunResult& result, const std::string& measure,
               const std::vector<std::int64_t>& daily, Combine combine, const Value& form) {
  const auto& days = result.daily.days;
  std::optional<WorstMonth> worst;
  for (std::size_t i = 0; i < days.size();) {
    const Day next = next_month_start(days[i], scenario.time.months);
    WorstMonth month{days[i], days[i], days[i], measure, form};
    for (; i < days.size() && days[i] < next; ++i) {
      month.to = days[i];
      const bool adds = combine != Combine::largest;
      if (adds || daily[i] > month.value.minor) month.on = days[i];
      month.value.minor =
          adds ? month.value.minor + daily[i] : std::max(month.value.minor, daily[i]);
    }
    if (combine == Combine::mean)
      month.value.minor = mean_of(month.value.minor, month.to - month.from + 1, form.scale);
    if (month.value.minor > 0 && (!worst || month.value.minor > worst->value.minor)) worst = month;
  }
  if (worst) result.worst_months.push_back(*worst);
}

}  // namespace

void add_totals(RunResult& result) {
  for (const auto& column : result.daily.columns) {
    // Levels are not summed: a dinar balance summed over the days would overflow.
    const bool adds_up = column.measure == Aggregation::flow || column.measure == Aggregation::flag;
    const std::int64_t sum =
        adds_up ? std::accumulate(column.values.begin(), column.values.end(), std::int64_t{0}) : 0;
    if (column.measure == Aggregation::flow)
      result.totals.push_back({column.name, {sum, column.scale, column.unit}});
    if (in_group(column, "short"))
      result.totals.push_back({"shortage_days" + column.name.substr(5), {sum, 0, "days"}});
    if (in_group(column, "cut"))
      result.totals.push_back({"cut_days" + column.name.substr(3), {sum, 0, "days"}});
    const bool at_end = in_group(column, "claims") || in_group(column, "earned") ||
                        in_group(column, "balance") || in_group(column, "blocked");
    if (at_end && !column.values.empty())
      result.totals.push_back({column.name, {column.values.back(), column.scale, column.unit}});
  }
}

void count_refusals(RunResult& result) {
  std::map<std::pair<EventType, Code>, RefusalCount> counts;
  for (const auto& refused : result.refusals) {
    auto& count = counts[{refused.type, refused.code}];
    if (count.count == 0) count = {refused.type, refused.code, 0, refused.day, refused.day};
    ++count.count;
    count.last = refused.day;
  }
  for (const auto& [key, count] : counts)
    result.refusal_counts.push_back(count);
  std::ranges::stable_sort(result.refusal_counts, std::ranges::greater{}, &RefusalCount::count);
}

void compute_worst_months(const Scenario& scenario, RunResult& result) {
  const Currency book = scenario.currency.contract;
  const auto overdue = daily_sum(result.daily, [](const Column& column) {
    return in_group(column, "claims") && column.name.ends_with(".overdue");
  });
  add_worst(scenario, result, "overdue", overdue, Combine::largest,
            {0, book.scale(), std::string(book.code())});
  const auto shortage =
      daily_sum(result.daily, [](const Column& column) { return in_group(column, "short"); });
  add_worst(scenario, result, "goods_below_floor", shortage, Combine::mean, {0, 1, "goods"});
  const auto refused =
      daily_sum(result.daily, [](const Column& column) { return column.name == "refused"; });
  add_worst(scenario, result, "refused", refused, Combine::sum, {0, 0, ""});
}

}  // namespace setoff::simulator
