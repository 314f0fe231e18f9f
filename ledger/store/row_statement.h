#pragma once
// RowStatement: a prepared statement that binds and returns whole rows of Values. SQLiteCpp's
// columns cost a reference-counted handle each and its bindings cannot take text by view; the
// tables have millions of rows, so these few calls use SQLite's C API. Values read are views into
// SQLite's memory, valid until the next step. Errors: those of SQLite, under the code named at each
// call.

#include <string>

#include "ledger/store/table_rows.h"

struct sqlite3;
struct sqlite3_stmt;

namespace setoff {

class RowStatement {
 public:
  [[nodiscard]] static Result<RowStatement> prepare(sqlite3* database, const std::string& sql);
  RowStatement() = default;
  ~RowStatement();
  RowStatement(RowStatement&& other) noexcept;
  RowStatement& operator=(RowStatement&& other) noexcept;

  // Binds the row, runs the statement to its end and resets it. The values must be valid only
  // during the call. Errors: cannot_write.
  [[nodiscard]] Status run(Row row);
  // Advances to the next row; false after the last. Errors: cannot_read, corrupt.
  [[nodiscard]] Result<bool> next();
  [[nodiscard]] ColumnValue column(std::size_t index) const;
  [[nodiscard]] std::size_t width() const;

 private:
  [[nodiscard]] Error error(Code otherwise) const;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace setoff
