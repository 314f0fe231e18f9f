#include "ledger/store/sqlite_tables.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include "ledger/store/journal_rows.h"
#include "ledger/store/ledger_file.h"
#include "ledger/store/page_check.h"
#include "ledger/store/schema_check.h"
#include "ledger/store/table_check.h"
#include "ledger/store/table_evidence.h"

namespace setoff {
namespace {

Result<Value> one_value(sqlite3* database, const std::string& sql, std::string& keep) {
  SETOFF_TRY(rows, RowStatement::prepare(database, sql));
  SETOFF_TRY(more, rows.next());
  if (!more) return Value();
  auto value = rows.column(0);
  keep = value.text;
  value.text = keep;
  return value;
}

}  // namespace

struct SqliteTables::Impl {
  std::unique_ptr<SQLite::Database> database;
};

SqliteTables::SqliteTables(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SqliteTables::~SqliteTables() = default;

Result<std::unique_ptr<SqliteTables>> SqliteTables::open(const std::filesystem::path& path) {
  SETOFF_TRY_STATUS(check_presence(path, OpenMode::read));
  auto impl = std::make_unique<Impl>();
  SETOFF_TRY(database, open_reading(path));
  impl->database = std::move(database);
  return std::unique_ptr<SqliteTables>(new SqliteTables(std::move(impl)));
}

Result<TableReport> SqliteTables::check() const {
  auto* database = impl_->database->getHandle();
  try {
    SQLite::Transaction snapshot(*impl_->database);
    TableReport report;
    const auto add = [&report](std::vector<TableFinding> findings) {
      report.findings.insert(report.findings.end(), findings.begin(), findings.end());
    };
    std::string keep;
    SETOFF_TRY(mode, one_value(database, "PRAGMA journal_mode", keep));
    report.sealed = mode.text != "wal";
    // A last row that is out of range is reported when the journal is read.
    const auto size = journal_size(database);
    report.journal = size ? *size : 0;
    SETOFF_TRY(schema, check_schema(database));
    add(schema);
    auto reached = one_value(database, "SELECT coalesce(min(entries), 0) FROM projection", keep);
    if (reached) {
      report.reached = static_cast<Sequence>(std::max<std::int64_t>(0, reached->integer));
      if (const auto told = entries_told(database); size && told > *size)
        report.findings.push_back({*size, journal_was_cut(*size, told).detail});
      const bool whole = report.sealed && size && report.reached == *size && schema.empty();
      if (whole && pages_are_good(database, *size)) return report;
      SETOFF_TRY(rows, compare_tables(database, report.reached));
      add(rows);
    }
    SETOFF_TRY(pages, check_pages(database));
    add(pages);
    return report;
  } catch (const SQLite::Exception& failure) {
    return error_of(failure, Code::cannot_read);
  }
}

}  // namespace setoff
