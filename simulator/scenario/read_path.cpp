#include "simulator/scenario/read_path.h"

#include <algorithm>

#include "ledger/base/characters.h"

namespace setoff::simulator {

namespace {

// A unit, checked once rather than at each number of the table.
std::optional<std::string> read_unit_text(const Node& node, const ReadContext& reading) {
  auto text = read_text(node, reading);
  if (!text || *text == "1") return text;
  const auto unit = parse_unit(*text);
  if (unit) return text;
  reading.fault(unit.error(), node);
  return std::nullopt;
}

// A number with a unit, or a plain number, which gets `unit`.
std::optional<Measure> read_with_unit(const Node& node, const ReadContext& reading,
                                      const std::optional<std::string>& unit) {
  const auto text = read_scalar(node, reading, "quantity", unit ? "28" : "25 MCM/day");
  if (!text) return std::nullopt;
  if (is_scenario_name(*text)) {
    reading.error("bad_number", node.span(),
                  "expected a number with its unit, found the word '" + *text + "'", {},
                  "write a number such as " + std::string(reading.example_or("25 MCM/day")) +
                      ", or { data: SERIES } for the values of a series of `data`");
    return std::nullopt;
  }
  auto measure = parse_measure(*text);
  if (measure && unit && *unit != "1" && measure->dimension.is_plain() && !measure->percent)
    measure = parse_measure(*text + " " + *unit);
  if (measure) return *measure;
  reading.fault(measure.error(), node);
  return std::nullopt;
}

std::optional<WrittenPath> read_steps(const Node& node, const ReadContext& reading,
                                      const std::optional<std::string>& unit) {
  std::vector<std::pair<Day, WrittenStep>> dated;
  const auto read = [&](const Node& value, const ReadContext& at,
                        Day day) -> std::optional<WrittenStep> {
    const auto measure = read_with_unit(value, at, unit);
    return measure ? std::optional(WrittenStep{day, *measure, value}) : std::nullopt;
  };
  if (!read_dated_table(node, reading, read, dated)) return std::nullopt;
  WrittenPath out;
  for (auto& [day, step] : dated)
    out.steps.push_back(std::move(step));
  return out;
}

std::optional<int> read_year(const ReadContext& at) {
  const std::string_view text = key_text(at);
  const bool digits = text.size() == 4 && std::ranges::all_of(text, is_digit);
  if (digits) return std::stoi(std::string(text));
  at.error("bad_date", at.key_span(),
           "expected a year such as 2020, found '" + std::string(text) + "'");
  return std::nullopt;
}

struct YearTable {
  int year = 0;
  std::vector<Measure> values;
  Node node;
};

std::optional<YearTable> read_year_table(const Node& node, const ReadContext& at,
                                         const std::optional<std::string>& unit) {
  YearTable out;
  out.node = node;
  const auto year = read_year(at);
  auto values = list_of([&](const Node& item, const ReadContext& here) {
    return read_with_unit(item, here, unit);
  })(node, at);
  if (!year || !values) return std::nullopt;
  out.year = *year;
  out.values = std::move(*values);
  if (out.values.size() == kMonths) return out;
  at.error("table_size", node.span(),
           "a year of a monthly table needs 12 values, found " + std::to_string(out.values.size()),
           {}, "give one value for each month, the first month first");
  return std::nullopt;
}

// Reports a missing year; only `gaps: hold` allows one, filled with the previous value.
bool check_years(const std::vector<std::pair<std::string, YearTable>>& years,
                 const ReadContext& reading) {
  for (std::size_t i = 1; i < years.size(); ++i) {
    const int expected = years[i - 1].second.year + 1;
    if (years[i].second.year == expected) continue;
    reading.error("gap", years[i].second.node.span(),
                  "after " + years[i - 1].first + " the table needs the year " +
                      std::to_string(expected) + ", found " + years[i].first,
                  {}, "add the missing year, or say `gaps: hold` beside `monthly`");
    return false;
  }
  return true;
}

std::optional<WrittenPath> read_monthly(const Node& node, const ReadContext& reading,
                                        const std::optional<std::string>& unit, Calendar calendar,
                                        GapPolicy gaps) {
  std::vector<std::pair<std::string, YearTable>> years;
  const auto read = [&](const Node& value, const ReadContext& at) {
    return read_year_table(value, at, unit);
  };
  if (!read_table(node, reading, "year", read, years)) return std::nullopt;
  std::ranges::sort(years, {}, [](const auto& pair) { return pair.second.year; });
  if (gaps != GapPolicy::hold && !check_years(years, reading)) return std::nullopt;
  WrittenPath out;
  for (const auto& [key, table] : years) {
    for (std::size_t i = 0; i < kMonths; ++i) {
      const auto first = from_calendar({table.year, static_cast<int>(i) + 1, 1}, calendar);
      if (!first) {
        reading.error("date_out_of_range", table.node.span(),
                      "the year " + key + " is outside the dates that the books hold", {},
                      "check `calendar`: it says how years and months are counted");
        return std::nullopt;
      }
      out.steps.push_back({*first, table.values[i], table.node.items()[i]});
    }
  }
  if (gaps == GapPolicy::hold) return out;
  out.after_data = AfterData::no_value;
  out.covered_to = next_month_start(out.steps.back().from, calendar) - 1;
  return out;
}

std::optional<WrittenPath> read_from_series(const Node& node, const ReadContext& reading,
                                            const Context& context) {
  const auto ref = reference<SeriesRef>(context.series)(node, reading);
  if (!ref || ref->index() >= context.series_values.size()) return std::nullopt;
  const Dimension& dimension = context.symbols[ref->index()].dimension;
  const Steps<Decimal>& values = context.series_values[ref->index()].values;
  if (values.empty()) return std::nullopt;  // reported where the series is read
  WrittenPath out;
  out.after_data = values.after_data;
  out.covered_to = values.covered_to;
  for (const auto& step : values.steps)
    out.steps.push_back({step.from, Measure{step.value, dimension, false}, node});
  return out;
}

constexpr Choice<GapPolicy> kSeriesGaps[] = {{"hold", GapPolicy::hold},
                                             {"refuse_months", GapPolicy::refuse_months}};

struct PathKeys {
  Calendar calendar = Calendar::gregorian;
  GapPolicy gaps = GapPolicy::implicit_last_value;
  std::optional<Node> value;
  std::optional<Node> steps;
  std::optional<Node> monthly;
  std::optional<Node> data;
  [[nodiscard]] int given() const {
    return int{value.has_value()} + int{steps.has_value()} + int{monthly.has_value()} +
           int{data.has_value()};
  }
};

PathKeys read_path_keys(MapReader& map, DataForm data_form, Calendar default_calendar) {
  PathKeys out;
  out.calendar = default_calendar;
  map.optional({"calendar", "how the monthly table counts months", "gregorian"}, one_of<Calendar>(),
               out.calendar);
  map.optional({"value", "one value for all days", "25 MCM/day"}, read_node, out.value);
  map.optional({"steps", "values by the date from which they hold", "{ 2020-01-01: 25 MCM/day }"},
               read_node, out.steps);
  map.optional({"monthly", "twelve values for each year", "{ 2020: [28, 26, ...] }"}, read_node,
               out.monthly);
  map.optional({"gaps", "whether a monthly table may have holes or end before the run", "hold"},
               one_of(kSeriesGaps), out.gaps);
  if (data_form == DataForm::allowed)
    map.optional({"data", "a series of `data`", "gas_delivered"}, read_node, out.data);
  return out;
}

void check_path_keys(MapReader& map, const PathKeys& keys, DataForm data_form) {
  const bool series = data_form == DataForm::allowed;
  const std::string help = series ? "give one of `value`, `steps`, `monthly`, `data`"
                                  : "give one of `file`, `value`, `steps`, `monthly`";
  if (keys.given() == 0)
    map.missing_one_of({"value", "steps", "monthly", series ? "data" : "file"}, "no value is given",
                       help);
  if (keys.given() > 1) map.error("conflicting_keys", "the value is given more than once", help);
  if (keys.given() == 1 && map.has("gaps") && !keys.monthly)
    map.error_at("gaps", "unused_key",
                 "only months that are missing make a gap: `gaps` stands beside `monthly`", {},
                 keys.data ? "say it where the series is declared, under `data`" : "remove it");
}

}  // namespace

void skip_written_path(MapReader& map, DataForm data_form) {
  (void)read_path_keys(map, data_form, Calendar::gregorian);
}

bool report_without_unit(const Node& node, const ReadContext& reading, std::string_view example) {
  if (!node.is_scalar()) return false;
  reading.error("missing_key", reading.key_span(), "the key 'unit' is missing in " + reading.path(),
                {}, "write { unit: " + std::string(example) + ", value: " + node.text() + " }");
  return true;
}

std::optional<WrittenPath> read_written_path(MapReader& map, const Context& context,
                                             DataForm data_form, std::optional<std::string> unit,
                                             Calendar default_calendar) {
  bool unit_good = true;
  if (!unit)
    unit_good = map.optional({"unit", "unit of plain numbers in the table", "MCM/day"},
                             read_unit_text, unit);
  const PathKeys keys = read_path_keys(map, data_form, default_calendar);
  check_path_keys(map, keys, data_form);
  if (!unit_good || keys.given() != 1) return std::nullopt;
  const auto& [calendar, gaps, value, steps, monthly, data] = keys;
  const ReadContext& reading = map.reading();
  if (value) {
    const auto measure =
        read_with_unit(*value, read_context_at(map.node(), reading, "value"), unit);
    if (!measure) return std::nullopt;
    return WrittenPath{{{kFirstDay, *measure, *value}}};
  }
  if (steps) return read_steps(*steps, read_context_at(map.node(), reading, "steps"), unit);
  if (monthly)
    return read_monthly(*monthly, read_context_at(map.node(), reading, "monthly"), unit, calendar,
                        gaps);
  return read_from_series(*data, read_context_at(map.node(), reading, "data"), context);
}

std::optional<WrittenPath> read_written_path(const Node& node, const ReadContext& reading,
                                             const Context& context) {
  reading.type("path");
  if (!node.is_mapping()) {
    const auto measure = read_with_unit(node, reading, std::nullopt);
    if (!measure) return std::nullopt;
    return WrittenPath{{{kFirstDay, *measure, node}}};
  }
  MapReader map(node, reading);
  auto out = read_written_path(map, context, DataForm::allowed, std::nullopt, context.time.months);
  return map.finish() ? out : std::nullopt;
}

}  // namespace setoff::simulator
