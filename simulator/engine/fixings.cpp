#include "simulator/engine/fixings.h"

#include <algorithm>
#include <set>

#include "simulator/scenario/currencies.h"

namespace setoff::simulator {

namespace {

void add_series(std::set<SeriesRef>& used, const Steps<Expression>& prices) {
  for (const auto& step : prices.steps) {
    for (const auto& node : step.value.nodes)
      if (node.op == ExpressionOp::series) used.insert(node.series);
  }
}

std::set<SeriesRef> used_series(const Scenario& scenario) {
  std::set<SeriesRef> used;
  for (const auto& line : scenario.exports)
    add_series(used, line.price);
  for (const auto& purchase : scenario.purchases)
    add_series(used, purchase.contract.price);
  if (scenario.imports) {
    for (const auto& good : scenario.imports->goods)
      add_series(used, good.price);
  }
  return used;
}

Tag tag_of(std::string_view text) {
  return find_enum<Tag>(text).value_or(Tag::assumed);
}

// The value to fix on `day`: a step that begins on it or, on the first day, the value in force.
const Decimal* new_value(const Steps<Decimal>& values, Day day, bool first_day) {
  if (first_day) return values.at(day);
  const auto step = std::ranges::lower_bound(values.steps, day, {}, &Step<Decimal>::from);
  return step != values.steps.end() && step->from == day ? &step->value : nullptr;
}

}  // namespace

MarketFixings::MarketFixings(const Scenario& scenario) : scenario_(scenario) {
  auto currencies = named_currencies(scenario);
  currencies.insert(pivot_of(scenario));
  for (const auto& question : scenario.questions)
    if (const auto currency = Currency::from(question.unit.commodity)) currencies.insert(*currency);
  for (const auto& event : scenario.events)
    if (const auto currency = Currency::from(event.claim.expected.commodity))
      currencies.insert(*currency);
  for (std::size_t i = 0; i < scenario.fx.size(); ++i) {
    if (currencies.contains(scenario.fx[i].numerator) &&
        currencies.contains(scenario.fx[i].denominator))
      pairs_.push_back(i);
  }
  for (const SeriesRef ref : used_series(scenario)) {
    const std::string& unit = scenario.series[ref.index()].unit;
    const auto slash = unit.find('/');
    if (slash == std::string::npos) continue;
    const auto numerator = find_commodity(std::string_view(unit).substr(0, slash));
    const auto denominator = find_commodity(std::string_view(unit).substr(slash + 1));
    if (numerator && denominator) series_.push_back({ref, *numerator, *denominator});
  }
}

Status MarketFixings::run_day(DayContext& today) const {
  const bool first_day = today.day == scenario_.time.from;
  for (const std::size_t i : pairs_) {
    const RatePath& path = scenario_.fx[i];
    const Decimal* value = new_value(path.values, today.day, first_day);
    if (value == nullptr) continue;
    const std::string key = ledger_name(path.name);
    SETOFF_TRY_STATUS(
        today.events.require("rate-" + key + "-" + today.day.text(),
                             RateFixed{.key = key,
                                       .date = today.day,
                                       .value = {*value, path.numerator, path.denominator},
                                       .source = {path.source},
                                       .tag = tag_of(path.tag),
                                       .supersedes = false}));
  }
  for (const auto& used : series_) {
    const Series& series = scenario_.series[used.series.index()];
    const Decimal* value = new_value(series.values, today.day, first_day);
    if (value == nullptr || value->mantissa() <= 0) continue;
    const std::string key = ledger_name(series.name);
    SETOFF_TRY_STATUS(
        today.events.require("index-" + key + "-" + today.day.text(),
                             PriceFixed{.key = key,
                                        .date = today.day,
                                        .value = {*value, used.numerator, used.denominator},
                                        .source = {"data." + series.name},
                                        .tag = Tag::derived,
                                        .supersedes = false}));
  }
  return Ok{};
}

}  // namespace setoff::simulator
