#include "cli/study_points.h"

#include <algorithm>
#include <fstream>
#include <string_view>

#include "ledger/base/whole_number.h"

namespace setoff::cli {
namespace {

constexpr std::size_t kPointsMax = 10'000;

std::string trimmed_text(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

std::vector<std::string> parts_of(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (true) {
    const auto end = std::min(text.find(separator), text.size());
    out.push_back(trimmed_text(text.substr(0, end)));
    if (end == text.size()) return out;
    text.remove_prefix(end + 1);
  }
}

// PATH=VALUE, VALUE: every point so far with each of the values.
Status cross(const std::string& over, std::vector<simulator::StudyPoint>& points) {
  const auto equals = over.find('=');
  if (equals == std::string::npos || equals == 0)
    return Error(Code::bad_field, "--over is PATH=VALUE, VALUE ..., not '" + over +
                                      "'; write --over payments.late_fee='0 %/year, 8 %/year'");
  const std::string path = trimmed_text(over.substr(0, equals));
  std::vector<simulator::StudyPoint> out;
  for (const auto& point : points)
    for (const auto& value : parts_of(over.substr(equals + 1), ',')) {
      if (value.empty()) return Error(Code::bad_field, "--over " + over + " has an empty value");
      simulator::StudyPoint next = point;
      const std::string set = path + "=" + value;
      next.sets.push_back(set);
      next.name += (next.name.empty() ? "" : "; ") + set;
      out.push_back(std::move(next));
    }
  if (out.size() > kPointsMax) return Error(Code::bad_field, "these are more than 10,000 points");
  points = std::move(out);
  return Ok{};
}

// A row a point: a column `name`, the others are paths; an empty cell changes nothing.
Result<std::vector<simulator::StudyPoint>> read_points(const std::string& file,
                                                       const simulator::StudyPoint& all) {
  std::ifstream in(file);
  if (!in) return Error(Code::cannot_open, "cannot open " + file);
  std::string line;
  std::vector<std::string> head;
  std::vector<simulator::StudyPoint> out;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (trimmed_text(line).empty()) continue;
    auto cells = parts_of(line, ',');
    if (head.empty()) {
      head = std::move(cells);
      continue;
    }
    const std::string place = file + ":" + std::to_string(number) + ": ";
    if (cells.size() != head.size())
      return Error(Code::bad_field, place + "the row has " + std::to_string(cells.size()) +
                                        " cells, the head has " + std::to_string(head.size()));
    simulator::StudyPoint point = all;
    point.name = "row " + std::to_string(out.size() + 1);
    for (std::size_t i = 0; i < head.size(); ++i) {
      if (head[i] == "name")
        point.name = cells[i];
      else if (!cells[i].empty())
        point.sets.push_back(head[i] + "=" + cells[i]);
    }
    out.push_back(std::move(point));
    if (out.size() > kPointsMax)
      return Error(Code::bad_field, file + " has more than 10,000 points");
  }
  if (out.empty())
    return Error(Code::bad_field, file + " has no points: a head with paths, then a row each");
  return out;
}

}  // namespace

Result<std::uint64_t> number_of_option(const std::string& text, const std::string& option,
                                       std::uint64_t most) {
  const auto number = parse_whole_number(text);
  if (!number || *number < 1 || *number > most)
    return Error(Code::bad_field, option + " is a whole number from 1 to " + std::to_string(most) +
                                      ", not '" + text + "'");
  return *number;
}

Result<simulator::SamplingDesign> design_of(const std::string& text) {
  if (const auto design = find_enum<simulator::SamplingDesign>(text)) return *design;
  return Error(Code::bad_field,
               "--design is random, antithetic, latin_hypercube or sobol, not '" + text + "'");
}

Result<std::optional<simulator::DrawOptions>> draws_of(const std::string& path,
                                                       const std::string& paths,
                                                       const std::string& design) {
  if (path.empty() && paths.empty() && design.empty())
    return std::optional<simulator::DrawOptions>();
  if (path.empty())
    return Error(Code::bad_field, "--paths and --design say which ensemble a --path belongs to");
  SETOFF_TRY(number, number_of_option(path, "--path", kPathsMax));
  simulator::DrawOptions draws;
  draws.path = number - 1;
  draws.paths = number;
  if (!paths.empty()) {
    SETOFF_TRY(all, number_of_option(paths, "--paths", kPathsMax));
    if (all < number) return Error(Code::bad_field, "there is no path " + path + " of " + paths);
    draws.paths = all;
  }
  if (!design.empty()) {
    SETOFF_TRY(found, design_of(design));
    draws.design = found;
  }
  return std::optional(draws);
}

simulator::StudyPoint point_beside(const std::string& text, const simulator::StudyPoint& all) {
  simulator::StudyPoint point{text, all.variants, all.sets};
  std::string_view changes = text;
  const auto colon = changes.find(':');
  if (colon < changes.find('=')) {
    point.name = trimmed_text(changes.substr(0, colon));
    changes.remove_prefix(colon + 1);
  }
  for (const auto& change : parts_of(changes, ';')) {
    const bool sets = change.find('=') != std::string::npos;
    if (!change.empty()) (sets ? point.sets : point.variants).push_back(change);
  }
  return point;
}

Result<std::vector<simulator::StudyPoint>> points_of(const StudyCommand& command) {
  const bool changed = !command.sets.empty() || !command.variants.empty();
  const simulator::StudyPoint all{changed ? "as_asked" : "as_it_stands", command.variants,
                                  command.sets};
  std::vector<simulator::StudyPoint> points{all};
  for (const auto& text : command.beside)
    points.push_back(point_beside(text, all));
  if (!command.over.empty()) {
    std::vector<simulator::StudyPoint> grid{{"", command.variants, command.sets}};
    for (const auto& over : command.over)
      SETOFF_TRY_STATUS(cross(over, grid));
    points.insert(points.end(), grid.begin(), grid.end());
  }
  if (!command.points.empty()) {
    SETOFF_TRY(rows, read_points(command.points, all));
    points.insert(points.end(), rows.begin(), rows.end());
  }
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (points[i].name == points[j].name)
        return Error(Code::bad_field, "two points are named '" + points[i].name +
                                          "'; name them: --beside 'NAME: CHANGE'");
  return points;
}

}  // namespace setoff::cli
