#include "cli/study_tables.h"

#include <cmath>
#include <ostream>

namespace setoff::cli {
namespace {

// Three significant digits, or whole where it is large; empty for NaN.
std::string shown(double value) {
  if (std::isnan(value)) return {};
  const double size = std::abs(value);
  int decimals = 0;
  for (double limit = 100; size < limit && decimals < 4 && size > 0; limit /= 10)
    ++decimals;
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string per_cent(double share) {
  const double percent = share * 100;
  const bool is_whole = std::abs(percent - std::round(percent)) < 1e-9;
  return (is_whole ? std::to_string(std::lround(percent)) : shown(percent)) + " %";
}

std::string between(const simulator::Interval& interval, bool shares) {
  return shares ? shown(interval.low * 100) + " to " + per_cent(interval.high)
                : shown(interval.low) + " to " + shown(interval.high);
}

Cell whole(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

Cell day_or_nothing(const std::vector<Day>& sorted, double share) {
  if (sorted.empty()) return {};
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

std::string in_words(simulator::Happened happened) {
  switch (happened) {
    case simulator::Happened::yes:
      return "yes";
    case simulator::Happened::no:
      return "no";
    case simulator::Happened::unknown:
      break;
  }
  return {};
}

CellTable answers_table(const simulator::StudySummary& summary) {
  CellTable table{"answers",
                  {"point", "question", "unit", "file", "mean", "interval", "p5", "median", "p95",
                   "lowest", "on_path", "highest", "on_its_path", "paths"},
                  {},
                  false};
  for (const auto& point : summary.points)
    for (const auto& answer : point.answers)
      table.rows.push_back(
          {point.point.name, answer.question.substr(0, answer.question.find(" in ")), answer.unit,
           shown(answer.file), shown(answer.mean.value), between(answer.mean.interval, false),
           shown(answer.range[0]), shown(answer.range[1]), shown(answer.range[2]),
           shown(answer.least), whole(answer.least_path), shown(answer.most),
           whole(answer.most_path), whole(answer.paths)});
  return table;
}

CellTable events_table(const simulator::StudySummary& summary) {
  CellTable table{"events",
                  {"point", "event", "chance", "interval", "in_the_file", "first_10_%",
                   "first_50_%", "first_90_%", "on_path", "paths"},
                  {},
                  false};
  for (const auto& point : summary.points)
    for (const auto& event : point.events)
      table.rows.push_back({point.point.name, event.event, per_cent(event.chance.value),
                            between(event.chance.interval, true), in_words(event.file),
                            day_or_nothing(event.first, 0.1), day_or_nothing(event.first, 0.5),
                            day_or_nothing(event.first, 0.9),
                            event.path ? whole(*event.path) : Cell(), whole(event.judged)});
  return table;
}

CellTable differences_table(const simulator::StudySummary& summary) {
  CellTable table{"differences",
                  {"point", "question", "unit", "difference", "interval", "higher_on", "lower_on",
                   "gain_of_common_draws", "paths"},
                  {},
                  false};
  for (std::size_t i = 0; i < summary.differences.size(); ++i)
    for (const auto& difference : summary.differences[i])
      table.rows.push_back({summary.points[i + 1].point.name,
                            difference.question.substr(0, difference.question.find(" in ")),
                            difference.unit, shown(difference.mean.value),
                            between(difference.mean.interval, false), per_cent(difference.more),
                            per_cent(difference.less), shown(difference.gain),
                            whole(difference.paths)});
  return table;
}

// Without the columns that are empty or the same in every row and need no words.
CellTable without(CellTable table, const std::vector<std::string>& names) {
  for (const auto& name : names) {
    const auto at = std::ranges::find(table.columns, name) - table.columns.begin();
    if (at == std::ssize(table.columns)) continue;
    table.columns.erase(table.columns.begin() + at);
    for (auto& row : table.rows)
      row.erase(row.begin() + at);
  }
  return table;
}

}  // namespace

std::vector<CellTable> study_tables(const simulator::StudySummary& summary) {
  std::vector<CellTable> out;
  for (auto& table : {answers_table(summary), events_table(summary), differences_table(summary)})
    if (!table.rows.empty()) out.push_back(table);
  if (out.empty()) out.push_back(answers_table(summary));
  return out;
}

void print_study(std::ostream& out, const Terminal& terminal, const NamedStudy& study,
                 const simulator::StudySummary& summary) {
  const auto& first = summary.points.front();
  out << study.title << "\n" << first.paths << " paths";
  if (summary.points.size() > 1) out << " at each of " << summary.points.size() << " points";
  out << ", seed " << study.seed << "; intervals of " << per_cent(summary.confidence) << "\n";
  const std::vector<std::string> alone =
      summary.points.size() == 1 ? std::vector<std::string>{"point"} : std::vector<std::string>{};
  auto hidden = alone;
  hidden.insert(hidden.end(), {"lowest", "highest", "paths", "on_path", "on_its_path"});
  for (const auto& table : study_tables(summary)) {
    if (table.rows.empty()) continue;
    out << "\n";
    print_text(out, terminal, without(table, hidden));
  }
  for (const auto& point : summary.points) {
    if (point.failed == 0) continue;
    out << "\n"
        << point.failed << " of " << point.paths << " paths of " << point.point.name
        << " could not be run:\n";
    for (const auto& [path, why] : point.failures)
      out << "  path " << path << ": " << why << "\n";
  }
}

}  // namespace setoff::cli
