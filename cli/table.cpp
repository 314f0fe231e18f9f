#include "cli/table.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <ostream>

#include "cli/printable_stream.h"
#include "ledger/base/amount.h"
#include "ledger/base/grouped.h"
#include "ledger/text/printable.h"

namespace setoff::cli {
namespace {

template <class... Visits>
struct Visit : Visits... {
  using Visits::operator()...;
};

bool is_number(const Cell& cell) {
  return std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<AmountCell>(cell);
}

// For machines: no thousands separators.
std::string plain_text(const Cell& cell) {
  return std::visit(
      Visit{[](std::monostate) { return std::string(); },
            [](const std::string& text) { return text; },
            [](std::int64_t number) { return std::to_string(number); },
            [](Day day) { return day.text(); },
            [](const AmountCell& amount) { return format_minor(amount.minor, amount.scale); }},
      cell);
}

std::string display_text(const Cell& cell) {
  if (const auto* amount = std::get_if<AmountCell>(&cell))
    return grouped(amount->minor, amount->scale);
  return plain_text(cell);
}

std::string heading(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

// Quoted where RFC 4180 asks for it. A text that a spreadsheet would take for a formula begins with
// an apostrophe.
std::string csv_field(const Cell& cell) {
  std::string text = plain_text(cell);
  if (std::holds_alternative<std::string>(cell) && !text.empty() &&
      std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
    text.insert(0, 1, '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text)
    quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

boost::json::value json_value(const Cell& cell) {
  if (std::holds_alternative<std::monostate>(cell)) return nullptr;
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number;
  return boost::json::string(plain_text(cell));
}

}  // namespace

AmountCell amount_cell(std::int64_t minor, Commodity commodity) {
  return {minor, commodity.scale()};
}

void add_table_output(CLI::App& command, TableOutput& output) {
  command.add_flag("--json", output.json, "as JSON");
  command.add_flag("--csv", output.csv, "as CSV, with all columns");
  command.add_option("--xlsx", output.workbook, "into an Excel workbook");
  command.add_flag("--force", output.force, "replace a workbook that is there");
}

void print_text(std::ostream& out, const Terminal& terminal, const CellTable& table) {
  std::vector<std::size_t> widths;
  std::vector<bool> right;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    std::size_t width = table.columns[column].size();
    bool number = false;
    for (const auto& row : table.rows) {
      width = std::max(width, display_text(row[column]).size());
      number = number || is_number(row[column]);
    }
    widths.push_back(width);
    right.push_back(number);
  }
  const auto line = [&](auto&& text_of) {
    std::string text;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      if (column > 0) text += "  ";
      text += right[column] ? fmt::format("{:>{}}", text_of(column), widths[column])
                            : fmt::format("{:<{}}", text_of(column), widths[column]);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  };
  const auto head_of = [&](std::size_t i) {
    return table.plain_heads ? table.columns[i] : heading(table.columns[i]);
  };
  out << toned(terminal, Tone::faint, line(head_of)) << "\n";
  for (const auto& row : table.rows)
    out << line([&](std::size_t i) { return display_text(row[i]); }) << "\n";
}

void print_csv(std::ostream& out, const CellTable& table) {
  const auto line = [&](std::size_t count, auto&& field) {
    for (std::size_t i = 0; i < count; ++i)
      out << (i > 0 ? "," : "") << field(i);
    out << "\n";
  };
  line(table.columns.size(), [&](std::size_t i) { return table.columns[i]; });
  for (const auto& row : table.rows)
    line(row.size(), [&](std::size_t i) { return csv_field(row[i]); });
}

std::string json_of(const CellTable& table) {
  boost::json::array rows;
  for (const auto& row : table.rows) {
    boost::json::object object;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      object[table.columns[i]] = json_value(row[i]);
    rows.push_back(std::move(object));
  }
  return boost::json::serialize(rows);
}

Status give_out(std::ostream& out, const TableOutput& output, std::span<const CellTable> tables,
                const std::string& ledger) {
  if (int{output.json} + int{output.csv} + int{!output.workbook.empty()} > 1)
    return Error(Code::bad_field, "--json, --csv and --xlsx exclude each other");
  if (output.force && output.workbook.empty())
    return Error(Code::bad_field, "--force replaces a workbook; name it with --xlsx");
  if (output.json) {
    print_json(out, json_of(tables.front()));
  } else if (output.csv) {
    print_csv(out, tables.front());
  } else {
    return write_workbook(output.workbook, {output.force, {}, {ledger}}, tables);
  }
  return Ok{};
}

}  // namespace setoff::cli
