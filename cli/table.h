#pragma once
// CellTable: rows of typed cells under named columns, in any form that a command gives out: aligned
// text for people, JSON (an array of objects), CSV (RFC 4180) and an Excel workbook. Amounts are
// exact in all but the workbook, which keeps 15 digits as every spreadsheet does; longer ones are
// text there. Errors: cannot_write; bad_field for options that do not go together.

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "ledger/base/commodity.h"
#include "ledger/base/date.h"
#include "ledger/store/output_file.h"

namespace CLI {
class App;
}

namespace setoff::cli {

// In minor units.
struct AmountCell {
  std::int64_t minor = 0;
  int scale = 0;
};
// Empty, text, a whole number, a day or an amount.
using Cell = std::variant<std::monostate, std::string, std::int64_t, Day, AmountCell>;

[[nodiscard]] AmountCell amount_cell(std::int64_t minor, Commodity commodity);

struct CellTable {
  std::string title;                 // of the sheet
  std::vector<std::string> columns;  // in snake_case: names in JSON and CSV
  std::vector<std::vector<Cell>> rows;
  bool plain_heads = false;  // text shows the names of the columns as they are
};

// Options --json, --csv, --xlsx (of which one may be given) and --force.
void add_table_output(CLI::App& command, TableOutput& output);

void print_text(std::ostream& out, const Terminal& terminal, const CellTable& table);
void print_csv(std::ostream& out, const CellTable& table);
[[nodiscard]] std::string json_of(const CellTable& table);
// A sheet for each table.
[[nodiscard]] Status write_workbook(const std::filesystem::path& file, const OutputRules& rules,
                                    std::span<const CellTable> tables);

// Prints or writes the table in the form asked for, which is not text; a workbook has further ones.
[[nodiscard]] Status give_out(std::ostream& out, const TableOutput& output,
                              std::span<const CellTable> tables, const std::string& ledger);
[[nodiscard]] inline Status give_out(std::ostream& out, const TableOutput& output,
                                     const CellTable& table, const std::string& ledger) {
  return give_out(out, output, {&table, 1}, ledger);
}

}  // namespace setoff::cli
