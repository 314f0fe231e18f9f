#include "ledger/store/row_statement.h"

#include <sqlite3.h>

#include <utility>

namespace setoff {

Result<RowStatement> RowStatement::prepare(sqlite3* database, const std::string& sql) {
  RowStatement made;
  const auto status = sqlite3_prepare_v3(database, sql.c_str(), static_cast<int>(sql.size()),
                                         SQLITE_PREPARE_PERSISTENT, &made.statement_, nullptr);
  if (status != SQLITE_OK)
    return Error(
        status == SQLITE_CORRUPT || status == SQLITE_ERROR ? Code::corrupt : Code::cannot_read,
        sqlite3_errmsg(database), sql);
  return made;
}

RowStatement::~RowStatement() {
  sqlite3_finalize(statement_);
}
RowStatement::RowStatement(RowStatement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)) {}
RowStatement& RowStatement::operator=(RowStatement&& other) noexcept {
  std::swap(statement_, other.statement_);
  return *this;
}

Error RowStatement::error(Code otherwise) const {
  auto* database = sqlite3_db_handle(statement_);
  const auto status = sqlite3_errcode(database);
  return {status == SQLITE_CORRUPT ? Code::corrupt : otherwise, sqlite3_errmsg(database)};
}

Status RowStatement::run(Row row) {
  int status = SQLITE_OK;
  int index = 0;
  for (const auto& value : row) {
    ++index;
    const auto size = static_cast<int>(value.text.size());
    switch (value.type) {
      case ColumnValue::Type::null:
        status |= sqlite3_bind_null(statement_, index);
        break;
      case ColumnValue::Type::integer:
        status |= sqlite3_bind_int64(statement_, index, value.integer);
        break;
      case ColumnValue::Type::text:
        status |= sqlite3_bind_text(statement_, index, value.text.data(), size, nullptr);
        break;
      case ColumnValue::Type::blob:
        status |= sqlite3_bind_blob(statement_, index, value.text.data(), size, nullptr);
        break;
    }
  }
  if (status != SQLITE_OK) return error(Code::cannot_write);
  if (sqlite3_step(statement_) != SQLITE_DONE) {
    auto failed = error(Code::cannot_write);
    sqlite3_reset(statement_);
    return failed;
  }
  sqlite3_reset(statement_);
  return Ok{};
}

Result<bool> RowStatement::next() {
  const auto status = sqlite3_step(statement_);
  if (status == SQLITE_ROW) return true;
  if (status == SQLITE_DONE) return false;
  return error(Code::cannot_read);
}

ColumnValue RowStatement::column(std::size_t index) const {
  const auto at = static_cast<int>(index);
  ColumnValue value;
  switch (sqlite3_column_type(statement_, at)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement_, at)};
    case SQLITE_NULL:
      return value;
    case SQLITE_TEXT:
      value.type = ColumnValue::Type::text;
      break;
    default:  // a blob, or a floating-point number, which no table of ours holds
      value.type = ColumnValue::Type::blob;
      break;
  }
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, at));
  value.text = {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, at))};
  return value;
}

std::size_t RowStatement::width() const {
  return static_cast<std::size_t>(sqlite3_column_count(statement_));
}

}  // namespace setoff
