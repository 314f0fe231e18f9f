#pragma once
// RowStatement: one prepared statement that takes and gives whole rows of Values. SQLiteCpp's
// columns cost an allocation-counted handle each and its bindings know no text by view; the tables
// have millions of rows, so these few calls go to SQLite itself. Values read are views into
// SQLite's memory until the next step. Errors: those of SQLite, as `code`.

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

  // Binds the row, runs the statement to its end and makes it ready again. The values are only
  // looked at during the call. Errors: cannot_write.
  [[nodiscard]] Status run(Row row);
  // Goes to the next row; false after the last. Errors: cannot_read, corrupt.
  [[nodiscard]] Result<bool> next();
  [[nodiscard]] Value column(std::size_t index) const;
  [[nodiscard]] std::size_t width() const;

 private:
  [[nodiscard]] Error error(Code otherwise) const;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace setoff
