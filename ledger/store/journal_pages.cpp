#include "ledger/store/journal_pages.h"

#include <array>

#include "ledger/store/journal_rows.h"
#include "ledger/store/record.h"
#include "ledger/store/row_statement.h"

namespace setoff {

std::optional<PageNumber> root_page(sqlite3* database, std::string_view table) {
  auto row = RowStatement::prepare(
      database, "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = '" +
                    std::string(table) + "'");
  if (!row) return std::nullopt;
  const auto found = row->next();
  if (!found || !*found) return std::nullopt;
  const auto page = row->column(0);
  if (page.type != ColumnValue::Type::integer || page.integer < 2 || page.integer > UINT32_MAX)
    return std::nullopt;
  return static_cast<PageNumber>(page.integer);
}

Result<EntryGroup> JournalPages::next() {
  std::array<ColumnValue, 4> row;
  if (!rows_.next() || !read_record(rows_.record(), row) || row[0].type != ColumnValue::Type::null)
    return Error(Code::corrupt, "the journal ends in front of entry " + std::to_string(expected_));
  row[0] = rows_.key();
  SETOFF_TRY(group, group_of_row(row));
  if (group.first != expected_)
    return Error(Code::corrupt, "the journal lacks entry " + std::to_string(expected_));
  expected_ += group.size();
  return std::move(group);
}

}  // namespace setoff
