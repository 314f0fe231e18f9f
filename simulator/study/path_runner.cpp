#include "simulator/study/path_runner.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ledger/crypto/sha256.h"
#include "ledger/query/balances.h"
#include "simulator/engine/books_sink.h"
#include "simulator/scenario/business_days.h"
#include "simulator/scenario/numbers.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

namespace {

double power_of_ten_as_double(int exponent) {
  double power = 1;
  for (int i = 0; i < std::abs(exponent); ++i)
    power *= 10;
  return power;
}

double number_of(std::int64_t minor, int scale) {
  return static_cast<double>(minor) / power_of_ten_as_double(scale);
}

std::string unit_of(const RunQuestion& question, const RunAnswer& answer) {
  const auto in = question.text.find(" in ");
  if (in != std::string::npos) return question.text.substr(in + 4);
  if (question.unit.value == Decimal(1, -2)) return "%";
  return answer.value ? answer.value->unit : "";
}

bool is_wanted(const std::string& column, const std::vector<std::string>& bands) {
  return std::ranges::any_of(bands, [&](const std::string& band) {
    if (!band.ends_with('*')) return column == band;
    return column.starts_with(std::string_view(band).substr(0, band.size() - 1));
  });
}

bool period_ends(const Scenario& scenario, Day day) {
  return day == scenario.time.to || period_begins(scenario.time, scenario.output.every, day + 1);
}

std::vector<double> inputs_of(const Scenario& scenario, const std::vector<DrawnSteps>& drawn) {
  std::vector<double> out;
  for (std::size_t i = 0; i < scenario.uncertain.size(); ++i) {
    const UncertainValue& value = scenario.uncertain[i];
    out.push_back(value.each || i >= drawn.size() ? kNoNumber : drawn[i].front().value);
  }
  return out;
}

// The column period by period: levels and rates at its end, flows and flags summed over it.
void append_band(const Scenario& scenario, const DailyTable& daily, const Column& column,
                 std::vector<float>& out) {
  const bool sums = column.measure == Aggregation::flow || column.measure == Aggregation::flag;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < daily.days.size(); ++i) {
    sum = sums ? sum + column.values[i] : column.values[i];
    if (!period_ends(scenario, daily.days[i])) continue;
    out.push_back(static_cast<float>(number_of(sum, column.scale)));
    sum = 0;
  }
}

}  // namespace

LoadOptions options_of(const StudyPlan& plan, const StudyPoint& point, std::uint64_t path) {
  LoadOptions options;
  options.variants = point.variants;
  options.sets = point.sets;
  options.seed = plan.seed;
  options.questions = plan.questions;
  options.events = plan.events;
  // A design spreads the paths 1 to N over the laws as its paths 0 to N - 1.
  if (path > 0)
    options.draws =
        DrawOptions{.path = path - 1, .paths = plan.paths, .design = plan.design, .quantile = {}};
  return options;
}

Digest balances_digest(const State& state) {
  Sha256 hash;
  hash.start();
  for (const TrialRow& row : trial_balance(state)) {
    const std::string line = std::to_string(static_cast<int>(row.layer)) + " " + row.account + " " +
                             std::string(row.commodity.code()) + " " + std::to_string(row.amount) +
                             "\n";
    hash.add(bytes_of(line));
  }
  return hash.finish();
}

PathRunner::PathRunner(const StudyPlan& plan) : plan_(plan), source_(plan.file) {}

Result<Scenario> PathRunner::scenario_of(const StudyPoint& point, std::uint64_t path) {
  Diagnostics found;
  auto scenario = source_.at(options_of(plan_, point, path), found);
  if (!scenario) return found.first_error();
  return std::move(*scenario);
}

Result<PathRunner::Outcome> PathRunner::outcome_of(const StudyPoint& point, std::uint64_t path,
                                                   const Recording& recording) {
  SETOFF_TRY(scenario, scenario_of(point, path));
  BooksSink sink;
  RunOptions options;
  options.path = path;
  options.recording = recording;
  SETOFF_TRY(result, simulator::run(scenario, sink, options));
  const Digest balances = balances_digest(sink.state());
  return Outcome{std::move(scenario), std::move(result), balances};
}

Result<StudyShape> PathRunner::shape_of(const StudyPoint& point) {
  SETOFF_TRY(outcome, outcome_of(point, 0, Recording{}));
  const auto& [scenario, result, balances] = outcome;
  StudyShape shape;
  shape.scenario = scenario.name;
  for (const auto& value : scenario.uncertain)
    shape.inputs.push_back(value.name);
  for (std::size_t i = 0; i < scenario.questions.size(); ++i)
    shape.units.push_back(unit_of(scenario.questions[i], result.answers[i]));
  for (const Day day : result.daily.days)
    if (period_ends(scenario, day)) shape.periods.push_back(day);
  for (const Column& column : result.daily.columns) {
    if (!is_wanted(column.name, plan_.bands)) continue;
    shape.columns.push_back(column.name);
    shape.column_units.push_back(column.unit);
  }
  shape.base = row_of(point, shape, 0, outcome);
  return shape;
}

PathRow PathRunner::run(const StudyPoint& point, const StudyShape& shape, std::uint64_t path) {
  Recording recording;
  recording.everything = false;
  recording.columns = shape.columns;
  const auto outcome = outcome_of(point, path, recording);
  if (outcome) return row_of(point, shape, path, *outcome);
  PathRow row;
  row.path = path;
  row.failure = outcome.error().text();
  return row;
}

PathRow PathRunner::row_of(const StudyPoint& point, const StudyShape& shape, std::uint64_t path,
                           const Outcome& outcome) const {
  const auto& [scenario, result, balances] = outcome;
  const auto options = options_of(plan_, point, path);
  const auto drawn = options.draws ? draw_uncertain(scenario.uncertain, scenario.time,
                                                    scenario.seed, *options.draws)
                                   : std::vector<DrawnSteps>{};
  PathRow row;
  row.path = path;
  row.inputs = inputs_of(scenario, drawn);
  for (std::size_t i = 0; i < scenario.questions.size(); ++i) {
    const auto& value = result.answers[i].value;
    row.answers.push_back(value ? number_of(value->minor, value->scale) /
                                      to_double(scenario.questions[i].unit.value)
                                : kNoNumber);
  }
  for (const EventAnswer& event : result.event_answers) {
    row.happened.push_back(!event.happened   ? Happened::unknown
                           : *event.happened ? Happened::yes
                                             : Happened::no);
    row.first.push_back(event.first.value_or(kLastDay));
  }
  for (const std::string& name : shape.columns)
    if (const Column* column = result.daily.find(name))
      append_band(scenario, result.daily, *column, row.bands);
  row.bands.resize(shape.columns.size() * shape.periods.size(),
                   std::numeric_limits<float>::quiet_NaN());
  row.events = result.events;
  row.refused = result.refusals.size();
  row.balances = balances;
  return row;
}

}  // namespace setoff::simulator
