#include "simulator/scenario/csv.h"

#include <algorithm>
#include <filesystem>

#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"
#include "ledger/text/nearest.h"

namespace setoff::sim {

namespace {

struct Field {
  std::string text;
  Span span;
};

// The fields of one line; nothing (and a report) if a quote is wrong.
std::optional<std::vector<Field>> split_line(const SourceFile& file, std::size_t line,
                                             const Reading& reading) {
  const std::string_view text = file.line(line);
  const std::size_t start = file.line_start(line);
  std::vector<Field> out;
  std::size_t at = 0;
  for (;;) {
    const std::size_t begin = at;
    std::string value;
    if (at < text.size() && text[at] == '"') {
      for (++at; at < text.size(); ++at) {
        if (text[at] != '"') {
          value += text[at];
        } else if (at + 1 < text.size() && text[at + 1] == '"') {
          value += text[at++];
        } else {
          break;
        }
      }
      if (at >= text.size() || (at + 1 < text.size() && text[at + 1] != ',')) {
        reading.error("csv_row", span_at(file, start + begin, 1),
                      at >= text.size() ? "a quote is not closed" : "text after a closing quote",
                      {}, "put the whole field in double quotes, and double the quotes inside it");
        return std::nullopt;
      }
      ++at;
    } else {
      while (at < text.size() && text[at] != ',')
        value += text[at++];
    }
    out.push_back(
        {std::move(value), span_at(file, start + begin, std::max<std::size_t>(1, at - begin))});
    if (at >= text.size()) return out;
    ++at;
  }
}

std::optional<std::size_t> find_column(const std::vector<Field>& header, const std::string& name,
                                       std::string_view key, const Node& at,
                                       const Reading& reading) {
  std::vector<std::string> names;
  for (const Field& field : header)
    names.push_back(field.text);
  const auto found = std::ranges::find(names, name);
  if (std::ranges::count(names, name) > 1) {
    reading.error("csv_row", header[static_cast<std::size_t>(found - names.begin())].span,
                  "the header names the column '" + name + "' more than once", {},
                  "give each column a name of its own");
    return std::nullopt;
  }
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  const Node* key_node = at.find(key);
  reading.error("unknown_column", key_node != nullptr ? key_node->span() : at.span(),
                "the file has no column '" + name + "'; it has " + listed(names),
                nearest(name, names));
  return std::nullopt;
}

Node field_node(const Field& field) {
  return Node::scalar(field.text, field.span);
}

std::optional<Day> read_csv_day(const Field& field, Calendar calendar, const Reading& reading) {
  const std::string text = field.text.size() == 7 ? field.text + "-01" : field.text;
  const auto day = parse_date(text, calendar);
  if (day) return *day;
  reading.error("bad_date", field.span,
                "'" + field.text + "' is not a date of the " +
                    (calendar == Calendar::gregorian ? "Gregorian" : "Solar Hijri") + " calendar",
                {}, "write 2020-01-15, or 2020-01 for a month");
  return std::nullopt;
}

std::optional<Decimal> read_csv_value(const Field& field, const CsvColumns& columns,
                                      const Reading& reading) {
  const Node node = field_node(field);
  auto measure = columns.unit == "1" ? parse_measure(field.text)
                                     : parse_measure(field.text + " " + columns.unit);
  if (measure) return measure->value;
  reading.fault(measure.error(), node);
  return std::nullopt;
}

bool check_gap(Day before, Day day, const CsvColumns& columns, const Field& field,
               const Reading& reading) {
  const Day expected = columns.gaps == GapPolicy::refuse_months
                           ? next_month_start(before, columns.calendar)
                           : before + 1;
  if (columns.gaps == GapPolicy::hold || day == expected) return true;
  reading.error("gap", field.span,
                "after " + format_date(before, columns.calendar) + " the file needs " +
                    format_date(expected, columns.calendar) + ", found " + field.text,
                {}, "add the missing rows, or say `gaps: hold`");
  return false;
}

}  // namespace

const SourceFile* CsvFiles::load(const Node& node, const Node* sha256_node,
                                 const Reading& reading) {
  namespace fs = std::filesystem;
  const fs::path folder =
      node.span().valid() ? fs::path(node.span().file->name()).parent_path() : fs::path();
  const std::string path = (folder / node.text()).lexically_normal().string();
  auto found = loaded_.find(path);
  if (found == loaded_.end()) {
    auto file = sources_.load(path);
    if (!file) {
      reading.error("data_file", node.span(),
                    "cannot read the data file '" + path + "': " + file.error().detail, {},
                    "file names are relative to the scenario file");
      return nullptr;
    }
    found = loaded_.emplace(path, Loaded{*file, sha256(bytes_of((*file)->text()))}).first;
  }
  const Loaded& loaded = found->second;
  const std::string actual = to_hex(loaded.sha256.view());
  if (sha256_node == nullptr) {
    reading.error("missing_key", node.span(), "the data file is not pinned by `sha256`", {},
                  "add sha256: " + actual);
    return nullptr;
  }
  if (sha256_node->text() != actual) {
    reading.error("wrong_sha256", sha256_node->span(),
                  "the file has another sha256 than the one pinned here", actual,
                  "look at what changed in the file before you pin the new hash");
    return nullptr;
  }
  return loaded.file;
}

std::optional<Steps<Decimal>> read_csv_series(const SourceFile& file, const CsvColumns& columns,
                                              const Node& at, const Reading& reading) {
  const auto header = split_line(file, 1, reading);
  if (!header) return std::nullopt;
  const auto date_column = find_column(*header, columns.date, "date", at, reading);
  const auto value_column = find_column(*header, columns.value, "column", at, reading);
  if (!date_column || !value_column) return std::nullopt;
  Steps<Decimal> out;
  for (std::size_t line = 2; line <= file.line_count(); ++line) {
    if (file.line(line).empty()) continue;
    const auto fields = split_line(file, line, reading);
    if (!fields) return std::nullopt;
    if (fields->size() != header->size()) {
      reading.error("csv_row", span_at(file, file.line_start(line), file.line(line).size()),
                    "the row has " + std::to_string(fields->size()) + " fields, the header " +
                        std::to_string(header->size()));
      return std::nullopt;
    }
    const Field& date = (*fields)[*date_column];
    const Field& value = (*fields)[*value_column];
    if (value.text.empty()) continue;  // a gap, judged by the next row that has a value
    const auto day = read_csv_day(date, columns.calendar, reading);
    const auto number = read_csv_value(value, columns, reading);
    if (!day || !number) return std::nullopt;
    if (!out.steps.empty()) {
      const Day before = out.steps.back().from;
      if (*day <= before) {
        reading.error("csv_order", date.span,
                      "the date " + date.text + " does not come after that of the row before", {},
                      "sort the rows by date and keep one row for each");
        return std::nullopt;
      }
      if (!check_gap(before, *day, columns, date, reading)) return std::nullopt;
    }
    out.steps.push_back({*day, *number});
  }
  if (!out.empty()) return out;
  const Node* column = at.find("column");
  reading.error("csv_row", column != nullptr ? column->span() : at.span(),
                "the column '" + columns.value + "' of the file has no values");
  return std::nullopt;
}

std::optional<std::vector<std::vector<std::string>>> read_csv_texts(
    const SourceFile& file, const std::vector<std::string>& columns, const Node& at,
    const Reading& reading) {
  const auto header = split_line(file, 1, reading);
  if (!header) return std::nullopt;
  std::vector<std::size_t> places;
  for (const std::string& column : columns) {
    const auto place = find_column(*header, column, {}, at, reading);
    if (!place) return std::nullopt;
    places.push_back(*place);
  }
  std::vector<std::vector<std::string>> rows;
  for (std::size_t line = 2; line <= file.line_count(); ++line) {
    if (file.line(line).empty()) continue;
    const auto fields = split_line(file, line, reading);
    if (!fields) return std::nullopt;
    if (fields->size() != header->size()) {
      reading.error("csv_row", span_at(file, file.line_start(line), file.line(line).size()),
                    "the row has " + std::to_string(fields->size()) + " fields, the header " +
                        std::to_string(header->size()));
      return std::nullopt;
    }
    auto& row = rows.emplace_back();
    for (const std::size_t place : places)
      row.push_back((*fields)[place].text);
  }
  return rows;
}

}  // namespace setoff::sim
