#include "simulator/scenario/csv.h"

#include <algorithm>
#include <filesystem>

#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"
#include "ledger/text/nearest.h"
#include "ledger/text/utf8.h"

namespace setoff::simulator {

namespace {

struct Field {
  std::string text;
  Span span;
};

// The first day of a row. `month`: written as a month, 2020-01, and valid for all of it.
struct RowDay {
  Day day;
  bool month = false;
};

// The fields of one line; reports a faulty quote and returns nullopt.
std::optional<std::vector<Field>> split_line(const SourceFile& file, std::size_t line,
                                             const ReadContext& reading) {
  const std::string_view text = file.line(line);
  const std::size_t start = file.line_start(line);
  std::vector<Field> out;
  // Spreadsheets may write a byte order mark before the header.
  std::size_t at = line == 1 && text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
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
                                       const ReadContext& reading) {
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

std::optional<RowDay> read_csv_day(const Field& field, Calendar calendar,
                                   const ReadContext& reading) {
  const bool month = field.text.size() == 7;
  const auto day = parse_date(month ? field.text + "-01" : field.text, calendar);
  if (day) return RowDay{*day, month};
  reading.error("bad_date", field.span,
                "'" + field.text + "' is not a date of the " +
                    (calendar == Calendar::gregorian ? "Gregorian" : "Solar Hijri") + " calendar",
                {}, "write 2020-01-15, or 2020-01 for a month");
  return std::nullopt;
}

std::optional<Decimal> read_csv_value(const Field& field, const CsvColumns& columns,
                                      const ReadContext& reading) {
  const Node node = field_node(field);
  auto measure = columns.unit == "1" ? parse_measure(field.text)
                                     : parse_measure(field.text + " " + columns.unit);
  if (measure) return measure->value;
  reading.fault(measure.error(), node);
  return std::nullopt;
}

// The first day after the row's day or month.
Day day_after(const RowDay& row, const CsvColumns& columns) {
  const bool month = columns.gaps == GapPolicy::refuse_months ||
                     (row.month && columns.gaps != GapPolicy::refuse_days);
  return month ? next_month_start(row.day, columns.calendar) : row.day + 1;
}

// Dated rows hold until the next row unless the file says otherwise; monthly rows do not.
bool holds_in_between(const RowDay& row, const CsvColumns& columns) {
  return columns.gaps == GapPolicy::hold ||
         (columns.gaps == GapPolicy::implicit_last_value && !row.month);
}

bool check_gap(const RowDay& before, const RowDay& row, const CsvColumns& columns,
               const Field& field, const ReadContext& reading) {
  const Day expected = day_after(before, columns);
  if (holds_in_between(before, columns) || row.day == expected) return true;
  const std::string wanted = format_date(expected, columns.calendar);
  reading.error(
      "gap", field.span,
      "after " + format_date(before.day, columns.calendar).substr(0, before.month ? 7 : 10) +
          " the file needs " + wanted.substr(0, before.month ? 7 : 10) + ", found " + field.text,
      {}, "add the missing rows, or say `gaps: hold`");
  return false;
}

AfterData after_last(const RowDay& last, const CsvColumns& columns) {
  if (columns.gaps == GapPolicy::hold) return AfterData::last_value;
  return holds_in_between(last, columns) ? AfterData::implicit_last_value : AfterData::no_value;
}

// The fields of a row; reports a row whose field count differs from the header's.
std::optional<std::vector<Field>> read_row(const SourceFile& file, std::size_t line,
                                           std::size_t columns, const ReadContext& reading) {
  auto fields = split_line(file, line, reading);
  if (!fields || fields->size() == columns) return fields;
  reading.error("csv_row", span_at(file, file.line_start(line), file.line(line).size()),
                "the row has " + std::to_string(fields->size()) + " fields, the header " +
                    std::to_string(columns));
  return std::nullopt;
}

}  // namespace

const SourceFile* CsvFiles::load(const Node& node, const Node* sha256_node,
                                 const ReadContext& reading) {
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
                                              const Node& at, const ReadContext& reading) {
  const auto header = split_line(file, 1, reading);
  if (!header) return std::nullopt;
  const auto date_column = find_column(*header, columns.date, "date", at, reading);
  const auto value_column = find_column(*header, columns.value, "column", at, reading);
  if (!date_column || !value_column) return std::nullopt;
  Steps<Decimal> out;
  RowDay last;
  for (std::size_t line = 2; line <= file.line_count(); ++line) {
    if (file.line(line).empty()) continue;
    const auto fields = read_row(file, line, header->size(), reading);
    if (!fields) return std::nullopt;
    const Field& date = (*fields)[*date_column];
    const Field& value = (*fields)[*value_column];
    if (value.text.empty()) continue;  // a gap, checked at the next row that has a value
    const auto day = read_csv_day(date, columns.calendar, reading);
    const auto number = read_csv_value(value, columns, reading);
    if (!day || !number) return std::nullopt;
    if (!out.steps.empty()) {
      if (day->day <= last.day) {
        reading.error("csv_order", date.span,
                      "the date " + date.text + " does not come after that of the row before", {},
                      "sort the rows by date and keep one row for each");
        return std::nullopt;
      }
      if (!check_gap(last, *day, columns, date, reading)) return std::nullopt;
    }
    last = *day;
    out.steps.push_back({last.day, *number});
  }
  if (!out.empty()) {
    out.after_data = after_last(last, columns);
    out.covered_to = day_after(last, columns) - 1;
    return out;
  }
  const Node* column = at.find("column");
  reading.error("csv_row", column != nullptr ? column->span() : at.span(),
                "the column '" + columns.value + "' of the file has no values");
  return std::nullopt;
}

std::optional<std::vector<std::vector<std::string>>> read_csv_texts(
    const SourceFile& file, const std::vector<std::string>& columns, const Node& at,
    const ReadContext& reading) {
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
    const auto fields = read_row(file, line, header->size(), reading);
    if (!fields) return std::nullopt;
    auto& row = rows.emplace_back();
    for (const std::size_t place : places)
      row.push_back((*fields)[place].text);
  }
  return rows;
}

}  // namespace setoff::simulator
