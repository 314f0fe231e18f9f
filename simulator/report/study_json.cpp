#include "simulator/report/study_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>

#include "simulator/report/json_text.h"
#include "simulator/report/study_figures.h"

namespace setoff::simulator {
namespace {

namespace json = boost::json;

// To six significant digits, so that every way to print it shows the same.
json::value estimate_json(double number) {
  if (!std::isfinite(number)) return nullptr;
  const std::string digits = fmt::format("{:.6g}", number);
  double rounded = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), rounded);
  return rounded;
}

template <class Numbers>
json::array estimates_json(const Numbers& numbers) {
  json::array out;
  for (const auto number : numbers)
    out.push_back(estimate_json(number));
  return out;
}

json::array texts_json(const std::vector<std::string>& texts) {
  json::array out;
  for (const std::string& text : texts)
    out.push_back(json::string(text));
  return out;
}

json::value path_json(std::uint64_t path) {
  return path == 0 ? json::value(nullptr) : json::value(path);
}

// The value under `key`, its bounds under low and high; nulls unless there is `any` path.
void put_estimate(json::object& object, std::string_view key, const Estimate& estimate, bool any) {
  const double none = std::nan("");
  object[key] = estimate_json(any ? estimate.value : none);
  object["low"] = estimate_json(any ? estimate.interval.low : none);
  object["high"] = estimate_json(any ? estimate.interval.high : none);
}

json::object answer_json(const AnswerSummary& answer) {
  const bool any = answer.paths > 0;
  const auto known = [&](double number) { return estimate_json(any ? number : std::nan("")); };
  json::object object{{"question", answer.question},
                      {"unit", answer.unit},
                      {"file", estimate_json(answer.file)},
                      {"paths", answer.paths}};
  put_estimate(object, "mean", answer.mean, any);
  object["deviation"] = known(answer.deviation);
  object["p5"] = known(answer.range[0]);
  object["p50"] = known(answer.range[1]);
  object["p95"] = known(answer.range[2]);
  object["least"] = known(answer.least);
  object["least_path"] = path_json(any ? answer.least_path : 0);
  object["most"] = known(answer.most);
  object["most_path"] = path_json(any ? answer.most_path : 0);
  return object;
}

json::value first_json(const EventSummary& event) {
  const auto days = first_days(event);
  if (!days) return nullptr;
  return json::object{
      {"p10", days->early.text()}, {"p50", days->middle.text()}, {"p90", days->late.text()}};
}

json::object event_json(const EventSummary& event) {
  json::object object{
      {"event", event.event},
      {"ever", event.ever},
      {"file", event.file == Happened::unknown ? json::value(nullptr)
                                               : json::value(event.file == Happened::yes)},
      {"judged", event.judged},
      {"happened", event.happened}};
  put_estimate(object, "chance", event.chance, event.judged > 0);
  object["first"] = first_json(event);
  object["path"] = path_json(event.path.value_or(0));
  return object;
}

json::object bands_json(const PointSummary& point) {
  json::array periods;
  for (const Day day : point.shape.periods)
    periods.push_back(json::string(day.text()));
  json::array columns;
  for (const BandSummary& band : point.bands) {
    json::object column{
        {"column", band.column}, {"unit", band.unit}, {"file", estimates_json(band.file)}};
    constexpr std::array<std::string_view, kBandLevels.size()> kNames{"p5", "p25", "p50", "p75",
                                                                      "p95"};
    for (std::size_t level = 0; level < kNames.size(); ++level)
      column[kNames[level]] = estimates_json(band.levels[level]);
    columns.push_back(std::move(column));
  }
  return {{"periods", std::move(periods)}, {"columns", std::move(columns)}};
}

json::object point_json(const PointSummary& point) {
  json::array failures;
  for (const auto& [path, why] : point.failures)
    failures.push_back(json::object{{"path", path}, {"why", why}});
  json::array answers;
  for (const AnswerSummary& answer : point.answers)
    answers.push_back(answer_json(answer));
  json::array events;
  for (const EventSummary& event : point.events)
    events.push_back(event_json(event));
  return {{"name", point.point.name},
          {"variants", texts_json(point.point.variants)},
          {"sets", texts_json(point.point.sets)},
          {"scenario", point.shape.scenario},
          {"inputs", texts_json(point.shape.inputs)},
          {"paths", point.paths},
          {"failed", point.failed},
          {"failures", std::move(failures)},
          {"answers", std::move(answers)},
          {"events", std::move(events)},
          {"bands", bands_json(point)}};
}

json::object difference_json(const DifferenceSummary& difference) {
  const bool any = difference.paths > 0;
  const auto known = [&](double number) { return estimate_json(any ? number : std::nan("")); };
  json::object object{
      {"question", difference.question}, {"unit", difference.unit}, {"paths", difference.paths}};
  put_estimate(object, "mean", difference.mean, any);
  object["more"] = known(difference.more);
  object["less"] = known(difference.less);
  object["gain"] = known(difference.gain);
  return object;
}

}  // namespace

json::object study_json(const StudySummary& summary) {
  json::array points;
  for (const PointSummary& point : summary.points)
    points.push_back(point_json(point));
  json::array differences;
  for (std::size_t i = 0; i < summary.differences.size(); ++i) {
    json::array answers;
    for (const DifferenceSummary& difference : summary.differences[i])
      answers.push_back(difference_json(difference));
    differences.push_back(json::object{{"point", summary.points[i + 1].point.name},
                                       {"than", summary.points.front().point.name},
                                       {"answers", std::move(answers)}});
  }
  return {{"confidence", estimate_json(summary.confidence)},
          {"points", std::move(points)},
          {"differences", std::move(differences)}};
}

std::string study_summary_json(const StudySummary& summary) {
  return indented(study_json(summary));
}

}  // namespace setoff::simulator
