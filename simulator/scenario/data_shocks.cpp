#include "simulator/scenario/data_shocks.h"

#include <algorithm>

#include "simulator/scenario/numbers.h"
#include "simulator/scenario/read_shocks.h"

namespace setoff::simulator {

namespace {

// Inserts a step on `day` with the value in force, unless there is none or a step begins there.
void add_step(Steps<Decimal>& values, Day day) {
  const Decimal* found = values.at(day);
  if (found == nullptr) return;
  const auto place = std::ranges::lower_bound(values.steps, day, {}, &Step<Decimal>::from);
  if (place != values.steps.end() && place->from == day) return;
  values.steps.insert(place, {day, Decimal(*found)});
}

void apply(const DataShock& shock, Series& series, Diagnostics& diagnostics) {
  auto values = apply_shock(series.values, shock.when, shock.factor);
  if (values)
    series.values = std::move(*values);
  else
    diagnostics.error(
        "out_of_range", shock.place,
        "the values of data." + series.name + " times " + shock.factor.text() + " do not fit");
}

}  // namespace

std::optional<Steps<Decimal>> apply_shock(Steps<Decimal> values, DateRange when, Decimal factor) {
  add_step(values, when.from);
  if (when.to < kLastDay) add_step(values, when.to + 1);
  for (auto& step : values.steps) {
    if (!when.holds(step.from)) continue;
    const auto changed = product(step.value, factor);
    if (!changed) return std::nullopt;
    step.value = *changed;
  }
  return values;
}

void apply_data_shocks(const Node& shocks, Context& context, Diagnostics& diagnostics) {
  for (const DataShock& shock : read_data_shocks(shocks, context)) {
    if (shock.series.index() < context.series_values.size())
      apply(shock, context.series_values[shock.series.index()], diagnostics);
  }
}

}  // namespace setoff::simulator
