#pragma once
// TableCheck: compares the rows derived from the journal with the stored ones, table by table in
// the order of the keys, with one row of each in memory. It keeps the first difference of each
// table.

#include <array>
#include <optional>

#include "ledger/store/row_statement.h"
#include "ledger/writer/stored_tables.h"

namespace setoff {

class TableCheck final : public RowSink {
 public:
  explicit TableCheck(sqlite3* database);

  // Compares the next row; a difference is recorded, never returned as an error.
  [[nodiscard]] Status accept(Table table, Row row) override;
  // Called after the last row: a row that is left in a table is a difference.
  void finish();
  [[nodiscard]] std::vector<TableFinding> findings() const;

 private:
  struct Cursor {
    RowStatement rows;
    std::optional<TableFinding> finding;
  };
  void compare(const TableInfo& facts, Cursor& cursor, Row row);

  std::array<Cursor, kTables> cursors_;
};

// Compares the rows of the first `reached` entries. If the journal ends early, the comparison stops
// without a finding: the replay reports the place.
[[nodiscard]] Result<std::vector<TableFinding>> compare_tables(sqlite3* database, Sequence reached);

}  // namespace setoff
