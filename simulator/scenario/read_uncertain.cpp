#include "simulator/scenario/read_uncertain.h"

#include <algorithm>
#include <cmath>

#include "ledger/text/nearest.h"
#include "ledger/text/tree_path.h"
#include "simulator/random/correlation.h"
#include "simulator/scenario/numbers.h"
#include "simulator/scenario/read_random_process.h"

namespace setoff::simulator {

namespace {

constexpr std::size_t kUncertainMax = 64;
constexpr double kRoundingRoom = 1e-3;  // what is printed is accepted when it is written

struct WrittenUncertain {
  UncertainValue value;
  Span moves_with;
};

class EntryReader {
 public:
  EntryReader(const TimeFrame& time, std::vector<std::string> names)
      : time_(time), names_(std::move(names)) {}

  std::optional<WrittenUncertain> operator()(const Node& node, const ReadContext& reading) const {
    const bool named = check_name(key_text(reading), reading);
    MapReader map(node, reading);
    WrittenUncertain out;
    out.value.name = std::string(key_text(reading));
    map.required({"path", "the place of the value in the file", "releases.approval.approve"},
                 read_path_text, out.value.path);
    law(map, out.value);
    map.optional(
        {"each", "the period of which each has a draw of its own; default: one draw", "quarter"},
        period(), out.value.each);
    out.value.from = time_.from;
    map.optional({"from", "the first day that is uncertain", "2025-01-01"}, read_day,
                 out.value.from);
    map.optional(
        {"moves_with", "correlations with other entries", "{ brent: 60 % }"},
        [&](const Node& value, const ReadContext& at) {
          return correlations(value, at, out.value.name);
        },
        out.value.moves_with);
    if (const Node* place = node.find("moves_with")) out.moves_with = place->span();
    if (!map.finish() || !named) return std::nullopt;
    if (out.value.process && !out.value.each) {
      map.error("conflicting_keys", "a process moves on from period to period, so it needs `each`",
                "write each: month");
      return std::nullopt;
    }
    if (out.value.from < time_.from || out.value.from > time_.to) {
      map.error_at("from", "out_of_range", "the day is not one of the run");
      return std::nullopt;
    }
    return out;
  }

 private:
  static std::optional<std::string> read_path_text(const Node& node, const ReadContext& reading) {
    auto text = read_scalar(node, reading, "path", "releases.approval.approve");
    if (!text) return std::nullopt;
    const auto path = parse_path(*text);
    if (!path) {
      reading.fault(path.error(), node);
      return std::nullopt;
    }
    for (const char* fixed : {"scenario", "format", "extends", "variants", "uncertain", "time",
                              "seed", "expect", "sources", "output"})
      if (const auto* first = std::get_if<std::string>(&path->front().step);
          first != nullptr && *first == fixed) {
        reading.error("fixed_key", node.span(),
                      "`" + std::string(fixed) + "` is the same on every path");
        return std::nullopt;
      }
    return text;
  }

  static void law(MapReader& map, UncertainValue& out) {
    int given = 0;
    const auto take = [&](const Key& key, Influence influence) {
      std::optional<LawOrProcess> found;
      if (map.has(key.name)) {
        ++given;
        out.influence = influence;
      }
      map.optional(
          key,
          [&](const Node& node, const ReadContext& at) {
            return read_law_or_process(node, at, influence);
          },
          found);
      if (!found) return;
      out.law = std::move(found->law);
      out.process = found->process;
    };
    take({"set", "the law or process of the value itself", "triangular(40 %..62 %..80 %)"},
         Influence::set);
    take({"factor", "that of a factor by which the value is multiplied", "uniform(90 %..110 %)"},
         Influence::factor);
    take({"add", "that of an amount which is added to it", "normal(mean 0 MUSD sd 5 MUSD)"},
         Influence::add);
    if (given > 1)
      map.error("conflicting_keys", "only one of `set`, `factor` and `add` can be given");
    else if (given == 0)
      map.missing_one_of({"set", "factor", "add"},
                         "one of `set`, `factor` and `add` must say what is drawn",
                         "write factor: uniform(90 %..110 %)");
  }

  std::optional<std::vector<std::pair<std::string, double>>> correlations(
      const Node& node, const ReadContext& reading, const std::string& own) const {
    std::vector<std::pair<std::string, double>> out;
    const auto read = [&](const Node& value, const ReadContext& at) -> std::optional<double> {
      const std::string name(key_text(at));
      if (std::ranges::find(names_, name) == names_.end() || name == own) {
        at.error("unknown_name", at.key_span(),
                 name == own ? "'" + name + "' is this entry itself"
                             : "there is no uncertain '" + name + "'",
                 nearest(name, names_));
        return std::nullopt;
      }
      return read_measured(value, at, "correlation", "60 %",
                           [&](const Measure& measure) -> Parsed<double> {
                             SETOFF_TRY_PARSED(plain, expect_plain(measure));
                             const double found = to_double(plain);
                             if (found >= -1 && found <= 1) return found;
                             return Fault{.code = "out_of_range",
                                          .message = "a correlation is from -100 % to 100 %"};
                           });
    };
    if (!read_table(node, reading, "entry", read, out)) return std::nullopt;
    return out;
  }

  const TimeFrame& time_;
  std::vector<std::string> names_;
};

// Both directions, and a matrix that numbers can have.
bool check_correlations(const std::vector<WrittenUncertain>& written, const ReadContext& reading) {
  const std::size_t size = written.size();
  std::vector<double> matrix(size * size, 0.0);
  const WrittenUncertain* last = nullptr;
  for (std::size_t i = 0; i < size; ++i) {
    matrix[i * size + i] = 1;
    for (const auto& [name, correlation] : written[i].value.moves_with) {
      const auto other = std::ranges::find(
          written, name, [](const WrittenUncertain& entry) { return entry.value.name; });
      if (other == written.end()) return true;  // that entry could not be read
      const auto j = static_cast<std::size_t>(other - written.begin());
      if (matrix[i * size + j] != 0) {
        reading.error(
            "conflicting_keys", written[i].moves_with,
            "'" + name + "' says already how it moves with '" + written[i].value.name + "'");
        return false;
      }
      if (other->value.each != written[i].value.each ||
          other->value.from != written[i].value.from) {
        reading.error("correlation", written[i].moves_with,
                      "'" + name + "' is drawn for other days, so the two cannot move together", {},
                      "give both the same `each` and `from`");
        return false;
      }
      matrix[i * size + j] = matrix[j * size + i] = correlation;
      last = &written[i];
    }
  }
  if (last == nullptr || is_positive_semidefinite(matrix)) return true;
  const auto nearest_matrix = nearest_correlation(matrix, kRoundingRoom);
  std::string help = "the nearest that can be:";
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (matrix[i * size + j] == 0) continue;
      const auto percent = std::lround(nearest_matrix[i * size + j] * 1000);
      help += " " + written[i].value.name + " with " + written[j].value.name + " " +
              Decimal(percent, -1).text() + " %,";
    }
  help.pop_back();
  reading.error("correlation", last->moves_with, "no numbers have all these correlations at once",
                {}, help);
  return false;
}

}  // namespace

std::optional<std::vector<UncertainValue>> read_uncertain(const Node& node,
                                                          const ReadContext& reading,
                                                          const TimeFrame& time) {
  std::vector<std::string> names;
  for (const Member& member : node.members())
    names.push_back(member.key);
  if (names.size() > kUncertainMax) {
    reading.error("out_of_range", node.span(), "at most 64 values can be uncertain");
    return std::nullopt;
  }
  auto written = read_by_name(node, reading, "uncertain value", EntryReader(time, names));
  if (!written || !check_correlations(*written, reading)) return std::nullopt;
  std::vector<UncertainValue> out;
  for (WrittenUncertain& entry : *written)
    out.push_back(std::move(entry.value));
  return out;
}

}  // namespace setoff::simulator
