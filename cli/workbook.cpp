// Tables as an Excel workbook, by libxlsxwriter.

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <ostream>
#include <utility>

#include "cli/table.h"

namespace setoff::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kExactInSpreadsheets = 1'000'000'000'000'000;  // 15 digits
constexpr double kWidest = 60;                                        // of a column, in characters

class Workbook {
 public:
  explicit Workbook(const fs::path& file) : book_(workbook_new(file.c_str())) {
    // The same tables give the same bytes.
    lxw_doc_properties properties{};
    properties.created = 315'532'800;  // 1980-01-01, the first day that a zip file knows
    workbook_set_properties(book_, &properties);
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
    day_ = workbook_add_format(book_);
    format_set_num_format(day_, "yyyy-mm-dd");
    text_right_ = workbook_add_format(book_);
    format_set_align(text_right_, LXW_ALIGN_RIGHT);
  }

  void add(const CellTable& table) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, table.title.substr(0, 31).c_str());
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_write_string(sheet, 0, column, table.columns[i].c_str(), head_);
      auto width = static_cast<double>(table.columns[i].size());
      for (const auto& row : table.rows)
        width = std::max(width, width_of(row[i]));
      worksheet_set_column(sheet, column, column, std::min(width + 2, kWidest), nullptr);
    }
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      for (std::size_t c = 0; c < table.rows[r].size(); ++c)
        write(sheet, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(c), table.rows[r][c]);
    worksheet_freeze_panes(sheet, 1, 0);
    if (!table.rows.empty())
      worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(table.rows.size()),
                           static_cast<lxw_col_t>(table.columns.size() - 1));
  }

  // The workbook is gone afterwards.
  [[nodiscard]] bool close() { return workbook_close(book_) == LXW_NO_ERROR; }

 private:
  static double width_of(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell))
      return static_cast<double>(text->size());
    return std::holds_alternative<AmountCell>(cell) ? 20 : 11;
  }

  // Whether the amount has at most 15 digits, without the decimals of a whole number.
  static bool is_exact(const AmountCell& amount) {
    auto minor = amount.minor;
    for (int i = 0; i < amount.scale && minor % 10 == 0; ++i)
      minor /= 10;
    return minor < kExactInSpreadsheets && minor > -kExactInSpreadsheets;
  }

  void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
      worksheet_write_string(sheet, row, column, text->c_str(), nullptr);
    } else if (const auto* number = std::get_if<std::int64_t>(&cell)) {
      worksheet_write_number(sheet, row, column, static_cast<double>(*number), nullptr);
    } else if (const auto* day = std::get_if<Day>(&cell)) {
      const auto date = to_calendar(*day, Calendar::gregorian);
      lxw_datetime at{date.year, date.month, date.day, 0, 0, 0};
      worksheet_write_datetime(sheet, row, column, &at, day_);
    } else if (const auto* amount = std::get_if<AmountCell>(&cell)) {
      const std::string digits = format_minor(amount->minor, amount->scale);
      if (!is_exact(*amount))
        worksheet_write_string(sheet, row, column, digits.c_str(), text_right_);
      else
        worksheet_write_number(sheet, row, column, std::stod(digits), format_of(amount->scale));
    }
  }

  lxw_format* format_of(int scale) {
    auto& format = amounts_[static_cast<std::size_t>(scale)];
    if (format != nullptr) return format;
    format = workbook_add_format(book_);
    const std::string code =
        scale == 0 ? "#,##0" : "#,##0." + std::string(static_cast<std::size_t>(scale), '0');
    format_set_num_format(format, code.c_str());
    return format;
  }

  lxw_workbook* book_;
  lxw_format* head_ = nullptr;
  lxw_format* day_ = nullptr;
  lxw_format* text_right_ = nullptr;
  std::array<lxw_format*, 20> amounts_{};  // by scale
};

// A folder of this process alone, removed with what is in it.
class TemporaryFolder {
 public:
  [[nodiscard]] static Result<TemporaryFolder> make() {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "setoff-XXXXXX").string();
    if (error || ::mkdtemp(pattern.data()) == nullptr)
      return Error(Code::cannot_write, "cannot make a folder for the workbook in " + pattern);
    return TemporaryFolder(pattern);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  explicit TemporaryFolder(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

}  // namespace

Status write_workbook(const fs::path& file, const OutputRules& rules,
                      std::span<const CellTable> tables) {
  SETOFF_TRY_STATUS(check_output(file, rules));
  SETOFF_TRY(folder, TemporaryFolder::make());
  const auto made = folder.path() / "tables.xlsx";
  Workbook book(made);
  for (const auto& table : tables)
    book.add(table);
  if (!book.close()) return Error(Code::cannot_write, "cannot make the workbook " + made.string());
  return write_output(file, rules, [&](std::ostream& out) -> Status {
    std::ifstream in(made, std::ios::binary);
    if (in && out << in.rdbuf()) return Ok{};
    return Error(Code::cannot_read, "cannot read the workbook " + made.string());
  });
}

}  // namespace setoff::cli
