#pragma once
// TableCheck: the rows that the journal gives, held against those that are stored, table by table
// in the order of the keys, one row of each in memory. It keeps the first difference of each table.

#include <array>
#include <optional>

#include "ledger/book/stored_tables.h"
#include "ledger/store/row_statement.h"

namespace setoff {

class TableCheck final : public RowSink {
 public:
  explicit TableCheck(sqlite3* database);

  // Compares the next row; a difference is noted, never an error.
  [[nodiscard]] Status take(Table table, Row row) override;
  // After the last row: whatever is left in a table is too much.
  void finish();
  [[nodiscard]] std::vector<TableFinding> findings() const;

 private:
  struct Cursor {
    RowStatement rows;
    std::optional<TableFinding> finding;
  };
  void compare(const TableFacts& facts, Cursor& cursor, Row row);

  std::array<Cursor, kTables> cursors_;
};

// Compares the rows of the first `reached` entries. A journal that breaks off before ends it
// without a finding: whoever replays it names the place.
[[nodiscard]] Result<std::vector<TableFinding>> compare_tables(sqlite3* database, Sequence reached);

}  // namespace setoff
