#include "ledger/store/sqlite_tables.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

#include "ledger/store/journal_rows.h"
#include "ledger/store/ledger_file.h"
#include "ledger/store/page_check.h"
#include "ledger/store/schema_check.h"
#include "ledger/store/table_check.h"
#include "ledger/store/table_evidence.h"

namespace setoff {
namespace {

// How many entries all tables hold; nothing if that cannot be read.
std::optional<Sequence> entries_reached(SQLite::Database& database) {
  try {
    const auto reached = database.execAndGet("SELECT coalesce(min(entries), 0) FROM projection");
    return static_cast<Sequence>(std::max<std::int64_t>(0, reached.getInt64()));
  } catch (const SQLite::Exception&) {
    return std::nullopt;
  }
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
  auto* const handle = impl_->database->getHandle();
  try {
    auto& database = *impl_->database;
    SQLite::Transaction snapshot(database);
    TableReport report;
    const auto add = [&report](std::vector<TableFinding> findings) {
      report.findings.insert(report.findings.end(), findings.begin(), findings.end());
    };
    report.sealed = !has_log(database);
    // A last row that is out of range is reported when the journal is read.
    const auto size = journal_size(handle);
    report.journal = size ? *size : 0;
    SETOFF_TRY(schema, check_schema(database));
    add(schema);
    if (const auto reached = entries_reached(database)) {
      report.reached = *reached;
      if (const auto told = recorded_entries(handle); size && told > *size)
        report.findings.push_back({*size, journal_was_cut(*size, told).detail});
      const bool whole = report.sealed && size && report.reached == *size && schema.empty();
      if (whole && pages_are_good(handle, *size)) return report;
      SETOFF_TRY(rows, compare_tables(handle, report.reached));
      add(rows);
    }
    add(check_pages(database));
    return report;
  } catch (const SQLite::Exception& failure) {
    return error_of(failure, Code::cannot_read);
  }
}

}  // namespace setoff
