#include "cli/study_folder.h"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

#include "cli/study_points.h"
#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"
#include "ledger/store/output_file.h"
#include "simulator/report/json_text.h"

namespace setoff::cli {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

json::array array_of(const std::vector<std::string>& texts) {
  json::array out;
  for (const auto& text : texts)
    out.emplace_back(text);
  return out;
}

std::vector<std::string> texts_of(const json::value& value) {
  std::vector<std::string> out;
  for (const auto& text : value.as_array())
    out.emplace_back(text.as_string());
  return out;
}

std::string csv_text(std::string_view text) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text)
    out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

std::string changes_of(const simulator::StudyPoint& point) {
  std::string out;
  for (const auto* changes : {&point.variants, &point.sets})
    for (const auto& change : *changes)
      out += (out.empty() ? "" : "; ") + change;
  return out;
}

void write_path(std::ostream& out, const NamedStudy& study, const simulator::StudyPoint& point,
                const std::vector<std::string>& inputs, const simulator::StudyShape& shape,
                const simulator::PathRow& row) {
  const auto number = [&](const std::vector<double>& values, std::size_t i) {
    out << ',' << (i < values.size() ? number_text(values[i]) : "");
  };
  out << csv_text(point.name) << ',' << csv_text(changes_of(point)) << ',' << row.path << ','
      << csv_text(row.failure);
  for (const std::string& input : inputs) {
    const auto found = std::ranges::find(shape.inputs, input);
    number(row.inputs, static_cast<std::size_t>(found - shape.inputs.begin()));
  }
  for (std::size_t i = 0; i < study.plan.questions.size(); ++i)
    number(row.answers, i);
  for (std::size_t i = 0; i < study.plan.events.size(); ++i) {
    const bool judged = i < row.happened.size() && row.happened[i] != simulator::Happened::unknown;
    const bool happened = judged && row.happened[i] == simulator::Happened::yes;
    out << ',' << (!judged ? "" : happened ? "1" : "0") << ',';
    if (happened && row.first[i] != kLastDay) out << row.first[i].text();
  }
  out << ',' << row.events << ',' << row.refused << ','
      << (row.failure.empty() ? to_hex(row.balances.view()) : "") << '\n';
}

}  // namespace

std::string number_text(double value) {
  if (std::isnan(value)) return {};
  constexpr int kDigits = 7;
  char text[40];
  const auto end =
      std::to_chars(std::begin(text), std::end(text), value, std::chars_format::general, kDigits);
  return {text, end.ptr};
}

std::string study_text(const NamedStudy& study) {
  const auto& plan = study.plan;
  json::array files;
  for (const auto& [name, sha256] : study.files)
    files.push_back(json::object{{"name", name}, {"sha256", sha256}});
  json::array points;
  for (const auto& point : plan.points)
    points.push_back(json::object{{"name", point.name},
                                  {"variants", array_of(point.variants)},
                                  {"sets", array_of(point.sets)}});
  json::object root;
  root["format"] = 1;
  root["version"] = study.version;
  root["title"] = study.title;
  root["file"] = plan.file.generic_string();
  root["inputs"] = std::move(files);
  root["points"] = std::move(points);
  root["questions"] = array_of(plan.questions);
  root["events"] = array_of(plan.events);
  root["bands"] = array_of(plan.bands);
  root["paths"] = plan.paths;
  root["design"] = enum_name(plan.design);
  root["seed"] = study.seed;
  return simulator::indented(root);
}

Result<NamedStudy> read_study(const fs::path& folder) {
  std::ifstream in(folder / "study.json");
  if (!in)
    return Error(Code::cannot_open,
                 folder.string() + " is not the folder of a study: it has no study.json");
  std::stringstream text;
  text << in.rdbuf();
  try {
    const auto root = json::parse(text.str()).as_object();
    NamedStudy out;
    out.version = std::string(root.at("version").as_string());
    out.title = std::string(root.at("title").as_string());
    out.plan.file = std::string(root.at("file").as_string());
    for (const auto& file : root.at("inputs").as_array())
      out.files.emplace_back(std::string(file.at("name").as_string()),
                             std::string(file.at("sha256").as_string()));
    for (const auto& point : root.at("points").as_array())
      out.plan.points.push_back({std::string(point.at("name").as_string()),
                                 texts_of(point.at("variants")), texts_of(point.at("sets"))});
    out.plan.questions = texts_of(root.at("questions"));
    out.plan.events = texts_of(root.at("events"));
    out.plan.bands = texts_of(root.at("bands"));
    out.plan.paths = root.at("paths").to_number<std::uint64_t>();
    out.seed = root.at("seed").to_number<std::uint64_t>();
    out.plan.seed = out.seed;
    SETOFF_TRY(design, design_of(std::string(root.at("design").as_string())));
    out.plan.design = design;
    if (out.plan.points.empty()) return Error(Code::corrupt, "study.json names no point");
    return out;
  } catch (const std::exception&) {
    return Error(Code::corrupt, (folder / "study.json").string() + " is damaged");
  }
}

Digest study_digest(const NamedStudy& study) {
  return sha256(bytes_of(study_text(study)));
}

fs::path blocks_folder(const fs::path& folder) {
  return folder / "blocks";
}

Status open_study_folder(const fs::path& folder, const NamedStudy& study) {
  std::error_code failed;
  const fs::path file = folder / "study.json";
  if (fs::exists(file, failed)) {
    SETOFF_TRY(before, read_study(folder));
    if (study_text(before) == study_text(study)) return Ok{};
    return Error(Code::bad_field, folder.string() +
                                      " holds a study of something else: other paths, questions, "
                                      "changes, files or another version; name another folder");
  }
  if (fs::exists(folder, failed) && !fs::is_empty(folder, failed))
    return Error(Code::bad_field,
                 folder.string() + " has files that are no study; name another folder");
  fs::create_directories(blocks_folder(folder), failed);
  if (failed)
    return Error(Code::cannot_write, "cannot make " + folder.string() + ": " + failed.message());
  return write_output(file, {}, study_text(study));
}

Status write_paths_csv(const fs::path& file, const NamedStudy& study,
                       const std::vector<simulator::StudyShape>& shapes,
                       const simulator::BlockStore& store) {
  return write_output(file, {.replace = true}, [&](std::ostream& out) -> Status {
    out << "point,changes,path,failure";
    for (const auto& input : shapes.front().inputs)
      out << ',' << csv_text(input);
    for (std::size_t i = 0; i < study.plan.questions.size(); ++i)
      out << ',' << csv_text(study.plan.questions[i]);
    for (const auto& event : study.plan.events)
      out << ',' << csv_text(event) << ',' << csv_text("first day of " + event);
    out << ",events,refused,balances_sha256\n";
    for (const auto& block : simulator::blocks_of(study.plan)) {
      SETOFF_TRY(rows, store.read(block));
      for (const auto& row : rows)
        write_path(out, study, study.plan.points[block.point], shapes.front().inputs,
                   shapes[block.point], row);
    }
    return Ok{};
  });
}

Status write_bands_csv(const fs::path& file, const simulator::StudySummary& summary) {
  return write_output(file, {.replace = true}, [&](std::ostream& out) -> Status {
    out << "point,changes,series,unit,to,file,p5,p25,p50,p75,p95\n";
    for (const auto& point : summary.points)
      for (const auto& band : point.bands)
        for (std::size_t i = 0; i < point.shape.periods.size(); ++i) {
          out << csv_text(point.point.name) << ',' << csv_text(changes_of(point.point)) << ','
              << band.column << ',' << csv_text(band.unit) << ',' << point.shape.periods[i].text()
              << ',' << number_text(static_cast<double>(band.file[i]));
          for (const auto& level : band.levels)
            out << ',' << number_text(level[i]);
          out << '\n';
        }
    return Ok{};
  });
}

}  // namespace setoff::cli
