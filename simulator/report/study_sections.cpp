// The rest of a study's report: its charts, the paths to look at, those that failed, and what it is
// based on.

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <map>

#include "ledger/base/grouped.h"
#include "simulator/report/columns.h"
#include "simulator/report/html_text.h"
#include "simulator/report/manifest.h"
#include "simulator/report/series_words.h"
#include "simulator/report/study_figures.h"
#include "simulator/report/study_page_parts.h"

namespace setoff::simulator {
namespace {

namespace json = boost::json;

constexpr std::size_t kTableRowsMax = 24;
constexpr std::string_view kFolderToFill = "FOLDER";

// Every so many periods, counted back from the last.
std::vector<std::size_t> table_periods(std::size_t periods) {
  std::vector<std::size_t> out;
  const std::size_t step = (periods + kTableRowsMax - 1) / kTableRowsMax;
  for (std::size_t back = 0; back < periods; back += step)
    out.push_back(periods - 1 - back);
  std::ranges::reverse(out);
  return out;
}

std::string band_title(const BandSummary& band) {
  std::string title = with_first_capital(column_words(band.column));
  if (!band.unit.empty()) title += ", " + band.unit;
  return title;
}

std::string band_table(const PointSummary& point, const BandSummary& band) {
  std::vector<std::vector<std::string>> rows;
  const auto periods = table_periods(point.shape.periods.size());
  for (const std::size_t period : periods) {
    std::vector<std::string> row{point.shape.periods[period].text()};
    for (const auto& level : band.levels)
      row.push_back(shown_number(level[period], band.unit));
    row.push_back(shown_number(double{band.file[period]}, band.unit));
    rows.push_back(std::move(row));
  }
  const std::string summary = periods.size() == point.shape.periods.size()
                                  ? "Data table"
                                  : fmt::format("Data table ({} of {} periods)", periods.size(),
                                                point.shape.periods.size());
  return "<details><summary>" + summary + "</summary>" +
         html_table(band_title(band),
                    {{"period to", "nowrap"},
                     {"5 %", "n"},
                     {"25 %", "n"},
                     {"middle", "n"},
                     {"75 %", "n"},
                     {"95 %", "n"},
                     {"file", "n"}},
                    rows) +
         "</details>";
}

// Its title is that of the point if several are side by side.
std::string band_figure(const StudySummary& summary, std::size_t point, std::size_t band) {
  const PointSummary& of = summary.points[point];
  return fmt::format(
      "<figure class=\"fan\" data-point=\"{}\" data-band=\"{}\"><h3>{}</h3>{}</figure>\n", point,
      band, html_text(summary.points.size() > 1 ? point_title(of) : band_title(of.bands[band])),
      band_table(of, of.bands[band]));
}

// A path of a point, and why one would look at it.
using PathReasons = std::map<std::pair<std::size_t, std::uint64_t>, std::vector<std::string>>;

void add_extremes(std::size_t point, const AnswerSummary& answer, PathReasons& reasons) {
  if (answer.paths == 0 || answer.least == answer.most) return;
  const std::string_view unit = answer_unit(answer.question, answer.unit);
  const std::string title = question_title(answer.question);
  const auto add = [&](std::uint64_t path, std::string_view which, double value) {
    reasons[{point, path}].push_back(
        fmt::format("{}: {}, {}", title, which, shown_figure(value, unit)));
  };
  // What one path in twenty shares is no extreme.
  if (answer.most > answer.range[2]) add(answer.most_path, "the most", answer.most);
  if (answer.least < answer.range[0]) add(answer.least_path, "the least", answer.least);
}

std::string replay_command(const StudySummary& summary, const StudyPageFacts& facts,
                           std::size_t point, std::uint64_t path) {
  std::string command = fmt::format("setoff replay {} --path {}", shell_word(facts.folder), path);
  if (point > 0) command += " --point " + shell_word(summary.points[point].point.name);
  return command;
}

std::string definition(std::string_view term, const std::string& text) {
  return fmt::format("<dt>{}</dt><dd>{}</dd>\n", term, html_text(text));
}

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items)
    out += (out.empty() ? "" : ", ") + item;
  return out;
}

std::string_view design_words(SamplingDesign design) {
  switch (design) {
    case SamplingDesign::random:
      return "independent draws";
    case SamplingDesign::antithetic:
      return "antithetic pairs";
    case SamplingDesign::latin_hypercube:
      return "Latin hypercube";
    case SamplingDesign::sobol:
      return "scrambled Sobol points";
  }
  return "";
}

std::string points_table(const StudySummary& summary) {
  std::vector<std::vector<std::string>> rows;
  for (const PointSummary& point : summary.points) {
    const StudyPoint& of = point.point;
    rows.push_back({html_text(point_title(point)), html_text(joined(of.variants)),
                    "<code>" + html_text(joined(of.sets)) + "</code>"});
  }
  return html_table("Points", {{"point", ""}, {"variants", ""}, {"changes", "wide"}}, rows);
}

std::string interval_sentence(const StudySummary& summary, const StudyPageFacts& facts) {
  std::string text = fmt::format(
      "A {} interval says how well these paths know a number: of 100 such studies with other "
      "draws, "
      "about {:.0f} have the number that infinitely many paths would give inside their interval. "
      "It says nothing about whether the file is right.",
      confidence_text(summary), 100 * summary.confidence);
  if (facts.design != SamplingDesign::random)
    text += " These paths are not independent, so the intervals are not exact.";
  return text;
}

}  // namespace

std::string bands_section(const StudySummary& summary) {
  const std::size_t bands = summary.points.front().bands.size();
  if (bands == 0) return "";
  std::string content =
      "<ul class=\"keys\"><li class=\"outer\">5 % to 95 % of the paths</li>"
      "<li class=\"inner\">25 % to 75 %</li><li class=\"line\">middle</li>"
      "<li class=\"dashed\">file without draws</li></ul>\n";
  const bool several = summary.points.size() > 1;
  if (!several) content += "<div class=\"fans\">\n";
  for (std::size_t band = 0; band < bands; ++band) {
    if (several)
      content += "<h3>" + html_text(band_title(summary.points.front().bands[band])) +
                 "</h3>\n<div class=\"fans\">\n";
    for (std::size_t point = 0; point < summary.points.size(); ++point)
      if (band < summary.points[point].bands.size()) content += band_figure(summary, point, band);
    if (several) content += "</div>\n";
  }
  if (!several) content += "</div>\n";
  return html_section("time", "Over time",
                      "Each date by itself: no single path follows an edge of a band. Point at a "
                      "chart, or move along it with the arrow keys, to read its numbers; drag to "
                      "look closer, double-click to come back.",
                      content);
}

json::object study_chart_data(const StudySummary& summary) {
  json::array points;
  for (const PointSummary& point : summary.points) {
    json::array periods;
    for (const Day day : point.shape.periods)
      periods.push_back(day.since_epoch());
    json::array bands;
    for (const BandSummary& band : point.bands) {
      json::array levels;
      for (const auto& level : band.levels)
        levels.push_back(json::array(level.begin(), level.end()));
      bands.push_back(json::object{{"title", band_title(band)},
                                   {"unit", band.unit},
                                   {"file", json::array(band.file.begin(), band.file.end())},
                                   {"levels", std::move(levels)}});
    }
    points.push_back(json::object{
        {"name", point.point.name}, {"periods", std::move(periods)}, {"bands", std::move(bands)}});
  }
  return {{"points", std::move(points)}};
}

std::string paths_section(const StudySummary& summary, const StudyPageFacts& facts) {
  PathReasons reasons;
  for (std::size_t point = 0; point < summary.points.size(); ++point) {
    for (const AnswerSummary& answer : summary.points[point].answers)
      add_extremes(point, answer, reasons);
    for (const EventSummary& event : summary.points[point].events)
      if (event.path && event.happened < event.judged)
        reasons[{point, *event.path}].push_back(
            event_words(event.event).title + (event.ever ? ": it happens first" : ": it happens"));
  }
  if (reasons.empty()) return "";
  std::vector<std::vector<std::string>> rows;
  std::size_t last = 0;
  for (const auto& [at, why] : reasons) {
    const auto& [point, path] = at;
    if (summary.points.size() > 1 && (rows.empty() || point != last))
      rows.push_back({html_text(point_title(summary.points[point]))});
    last = point;
    std::string list;
    for (const std::string& reason : why)
      list += (list.empty() ? "" : "<br>") + html_text(reason);
    rows.push_back({std::to_string(path), list,
                    "<code>" + html_text(replay_command(summary, facts, point, path)) + "</code>"});
  }
  return html_section(
      "paths", "Paths to look at",
      std::string("A path can be run again by its number, with its own ledger and report.") +
          (facts.folder == kFolderToFill ? " FOLDER is where this report was written." : ""),
      html_table("Paths to look at", {{"path", ""}, {"why", "wide"}, {"command", "nowrap"}}, rows));
}

std::string failures_section(const StudySummary& summary) {
  std::vector<std::vector<std::string>> rows;
  std::uint64_t failed = 0;
  for (const PointSummary& point : summary.points) {
    failed += point.failed;
    for (const auto& [path, why] : point.failures)
      rows.push_back({html_text(point_title(point)), std::to_string(path), html_text(why)});
  }
  if (failed == 0) return "";
  return html_section(
      "failed", "Paths that could not be run",
      fmt::format("{} could not be run with {} draws, and {} in none of the numbers above. If what "
                  "makes a path fail also makes it a bad one, the numbers above are too "
                  "optimistic.",
                  with_first_capital(counted(failed, "path")), failed == 1 ? "its" : "their",
                  failed == 1 ? "is" : "are") +
          (rows.size() < failed ? " The first of each point:" : ""),
      html_table("Paths that could not be run", {{"point", ""}, {"path", "n"}, {"why", "wide"}},
                 rows));
}

std::string basis_section(const StudySummary& summary, const StudyPageFacts& facts) {
  std::string content = "<p>" + html_text(interval_sentence(summary, facts)) + "</p>\n";
  content += "<pre tabindex=\"0\">" + html_text(facts.command) + "</pre>\n<dl>\n";
  content += definition("program", "setoff " + facts.version) + definition("scenario", facts.file) +
             definition("paths", grouped(static_cast<std::int64_t>(facts.paths), 0) +
                                     (summary.points.size() > 1 ? " of each point, by " : ", by ") +
                                     std::string(design_words(facts.design))) +
             definition("seed", std::to_string(facts.seed));
  std::vector<std::string> inputs;
  for (const std::string& input : summary.points.front().shape.inputs)
    inputs.push_back(with_spaces(input));
  if (!inputs.empty()) content += definition("uncertain", joined(inputs));
  content += "</dl>\n";
  if (summary.points.size() > 1) content += points_table(summary);
  std::vector<std::vector<std::string>> files;
  for (const auto& [name, hash] : facts.files)
    files.push_back({"<code>" + html_text(name) + "</code>",
                     "<code class=\"faint\">" + html_text(hash) + "</code>"});
  if (!files.empty()) content += html_table("Files", {{"file", "nowrap"}, {"SHA-256", ""}}, files);
  return html_section("basis", "What this is based on",
                      "The same files, options and seed give the same numbers, on any machine and "
                      "any number of threads.",
                      content);
}

}  // namespace setoff::simulator
