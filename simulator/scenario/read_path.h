#pragma once
// Reads "a path of X", a value that changes on dates, into Steps, from any of the forms constant,
// steps, monthly and data. Errors: conflicting_keys, wrong_kind, table_size (a year without 12
// values), gap (a missing year), same_day, and those of measures and dates.

#include <optional>
#include <utility>
#include <vector>

#include "simulator/scenario/context.h"

namespace setoff::simulator {

inline constexpr std::size_t kMonths = 12;  // of a year, in a monthly table

// One step as written; `node` is where faults are reported.
struct WrittenStep {
  Day from;
  Measure measure;
  Node node;
};

// Steps by first day; never empty. `after_data` and `covered_to` as in Steps.
struct WrittenPath {
  std::vector<WrittenStep> steps;
  AfterData after_data = AfterData::last_value;
  Day covered_to = kLastDay;
};

// The MapReader version reads only value, steps, monthly, data, unit, calendar and gaps; the caller
// reads other keys of the mapping, such as `sha256` of a data series. `data_form` says whether the
// path may name a series.
[[nodiscard]] std::optional<WrittenPath> read_written_path(const Node& node,
                                                           const ReadContext& reading,
                                                           const Context& context);
enum class DataForm : std::uint8_t { allowed, refused };
[[nodiscard]] std::optional<WrittenPath> read_written_path(MapReader& map, const Context& context,
                                                           DataForm data_form,
                                                           std::optional<std::string> unit,
                                                           Calendar default_calendar);
// Marks these keys as known without reading them, where the unit of the values is missing or wrong.
void skip_written_path(MapReader& map, DataForm data_form);
// Of a block that needs a `unit`: a plain value, or { value: V } after its marks have been removed,
// has none, which is reported; then the block cannot be read.
bool report_without_unit(const Node& node, const ReadContext& reading, std::string_view example);

// The steps with every measure converted by `expect`, which returns Parsed<T> for a Measure.
template <class T, class Expect>
std::optional<Steps<T>> convert_path(const WrittenPath& written, const ReadContext& reading,
                                     Expect expect) {
  Steps<T> out;
  out.after_data = written.after_data;
  out.covered_to = written.covered_to;
  bool good = true;
  for (const WrittenStep& step : written.steps) {
    auto value = expect(step.measure);
    if (value) {
      out.steps.push_back({step.from, T(std::move(*value))});
    } else if (std::exchange(good, false)) {  // one report per table
      reading.fault(value.error(), step.node);
    }
  }
  return good ? std::optional<Steps<T>>(std::move(out)) : std::nullopt;
}

// What flows: goods of a unit; or money, as `worth`, one of the unit `value` for 1 of the currency.
struct FlowUnit {
  Unit unit;
  std::optional<Currency> worth;
};
[[nodiscard]] FlowUnit flow_unit_of(const Contract& contract);

// Amounts of one unit per day ("25 MCM/day"), not below zero. Without a unit, that of the first
// step is taken and stored in `unit`. `examples` shows in messages how such amounts are written.
[[nodiscard]] std::optional<Steps<Quantity>> read_flow_path(
    const Node& node, const ReadContext& reading, const Context& context,
    const std::vector<std::string>& examples, std::optional<FlowUnit>& unit);
// Money per day, month or year, as amounts of the unit `value` that are worth 1 of the currency
// each.
struct WorthPath {
  Steps<Quantity> steps;
  Currency currency;
};
[[nodiscard]] std::optional<WorthPath> read_worth_path(const Node& node, const ReadContext& reading,
                                                       const Context& context);
// One amount per day, not below zero; and one of either sign, in units.
[[nodiscard]] Parsed<Quantity> expect_flow(const Measure& measure, const FlowUnit& of);
[[nodiscard]] Parsed<Decimal> expect_flow_delta(const Measure& measure, const FlowUnit& of);
// The unit of the goods in a flow.
[[nodiscard]] std::optional<Unit> unit_of_flow(const Measure& measure);

// `season` of a flow: twelve weights, one per month of time.months.
struct Season {
  std::vector<Decimal> weights;
  bool mean_one = true;
};
[[nodiscard]] std::optional<Season> read_season(const Node& node, const ReadContext& reading);
[[nodiscard]] Result<Steps<Quantity>> with_season(const Steps<Quantity>& flow, const Season& season,
                                                  const Context& context);

// An expression, or {steps: {date: expression}}; all steps have the same unit, a currency per unit.
struct PricePath {
  Steps<Expression> steps;
  Currency currency;
  Unit unit;
};
// `per` is the unit that the price should be per, for the example in a message.
[[nodiscard]] std::optional<PricePath> read_price(const Node& node, const ReadContext& reading,
                                                  const Context& context, Unit per);

}  // namespace setoff::simulator
