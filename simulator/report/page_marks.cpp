// Marks: figures that others have published, and checks of the file. A mark of one figure on a day,
// or of every day, is drawn on the chart of that figure; all of them are listed.

#include <boost/json.hpp>
#include <optional>

#include "simulator/report/amount_text.h"
#include "simulator/report/columns.h"
#include "simulator/report/observed_columns.h"
#include "simulator/report/page_data.h"

namespace setoff::simulator {
namespace {

namespace json = boost::json;

std::string_view verdict_text(const ExpectationRow& row) {
  if (row.verdict == ExpectationVerdict::never_judged) return "never judged";
  if (row.mark == ExpectationStatus::ok) return "ok";
  return row.mark == ExpectationStatus::warning ? "warning" : "failed";
}

// Direction of a bound; empty for a figure with a tolerance.
std::string_view sense_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::less:
    case Comparison::less_equal:
      return "at most";
    case Comparison::greater:
    case Comparison::greater_equal:
      return "at least";
    case Comparison::equal:
      break;
  }
  return "";
}

// "at most 300 M USD", "3 bn USD \u00b1 450 M", with all digits.
std::string asked_text(const Expectation& asked) {
  std::string text = short_exact(asked.expected.value);
  if (asked.expected.commodity.valid()) text += " " + std::string(asked.expected.commodity.code());
  if (asked.expected.per.valid()) text += "/" + std::string(asked.expected.per.code());
  if (const std::string_view sense = sense_of(asked.comparison); !sense.empty())
    return std::string(sense) + " " + text;
  if (asked.tolerance.mantissa() == 0) return text;
  return text + " \u00b1 " + short_exact(asked.tolerance);
}

// [low, high, run] as multiples of the published figure; empty if that is zero.
json::array ratios(const Expectation& asked, const ExpectationResult& result) {
  const double published = chart_value(asked.expected.value);
  if (published <= 0.0 || !result.observed) return {};
  const auto thousandths = [&](double value) { return std::llround(1000.0 * value / published); };
  const double tolerance = chart_value(asked.tolerance);
  const bool least = sense_of(asked.comparison) == "at least";
  const bool most = sense_of(asked.comparison) == "at most";
  return {most ? 0 : thousandths(published - tolerance),
          least ? 1'000'000 : thousandths(published + tolerance),
          thousandths(chart_value(result.observed->minor, result.observed->scale))};
}

// Where the drawing of a mark is: its day (none: every day) and money in the unit of its chart.
std::optional<json::object> drawn(const RunRecord& record, const Expectation& asked,
                                  const ExpectationResult& result) {
  const ObservedColumns of = observed_columns(record, asked.observation);
  const bool always = asked.timing == Timing::always;
  if (!asked.further.empty() || of.names.empty() || (!always && !asked.observation.on) ||
      !asked.expected.commodity.is_currency())
    return std::nullopt;
  const auto currency = *Currency::from(asked.expected.commodity);
  if (always ? currency != of.currency : !row_of(record.result.daily, *asked.observation.on))
    return std::nullopt;
  const auto rate = always ? std::optional(1.0)
                           : chart_rate(record.books, currency, of.currency, *asked.observation.on);
  if (!rate) return std::nullopt;
  const double value = chart_value(asked.expected.value) * *rate;
  const double tolerance = chart_value(asked.tolerance) * *rate;
  json::object mark{{"value", std::llround(value)},
                    {"low", std::llround(value - tolerance)},
                    {"high", std::llround(value + tolerance)},
                    {"figure", of.title},
                    {"columns", json::array(of.names.begin(), of.names.end())}};
  if (always) return mark;
  mark["day"] = asked.observation.on->since_epoch();
  if (result.observed)
    mark["observed"] =
        std::llround(chart_value(result.observed->minor, result.observed->scale) * *rate);
  return mark;
}

}  // namespace

json::array expectations_data(const RunRecord& record, const Summary& summary) {
  json::array rows;
  for (std::size_t i = 0; i < summary.expectations.size(); ++i) {
    const ExpectationRow& row = summary.expectations[i];
    const ExpectationResult& result = record.result.expectations[i];
    const Expectation& asked = record.scenario().expectations[result.expectation];
    const bool published = row.kind == ExpectationKind::benchmark;
    // What a bound leaves is no residual.
    const bool told = row.residual && (asked.comparison == Comparison::equal ||
                                       row.verdict != ExpectationVerdict::ok);
    json::object made{{"mark", verdict_text(row)},
                      {"kind", published ? "mark" : "check"},
                      {"name", row.name},
                      {"text", row.text},
                      {"asked", asked_text(asked)},
                      {"observed", row.observed ? grouped(*row.observed) : std::string()},
                      {"residual", told ? grouped(*row.residual) : std::string()},
                      {"day", row.day ? row.day->text() : std::string()},
                      {"reason", row.reason},
                      {"source", row.source},
                      {"tag", row.tag},
                      {"note", row.note}};
    if (published) {
      made["ratios"] = ratios(asked, result);
      if (asked.further.empty()) made["section"] = section_of(record, asked.observation);
      if (auto drawing = drawn(record, asked, result)) made["drawn"] = std::move(*drawing);
    }
    rows.push_back(std::move(made));
  }
  return rows;
}

}  // namespace setoff::simulator
