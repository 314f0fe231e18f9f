#include "ledger/store/ledger_file.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <string>

#include "ledger/store/file_id.h"
#include "ledger/store/schema.h"
#include "ledger/store/wal_vfs.h"

namespace setoff {
namespace {

// Each connection is used by one thread at a time, so SQLite need not lock around each call.
constexpr int kOneThread = SQLITE_OPEN_NOMUTEX;
// Cache size in KiB (negative by SQLite's convention), for the pages that table transactions
// revisit.
constexpr const char* kCacheOfTheWriter = "PRAGMA cache_size=-32768";

// SQLite counts its memory under one global lock unless that is turned off before its first use;
// later the call has no effect.
void stop_counting_memory() {
  static const int status = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(status);
}

// Prefixes the path, so that SQLite never takes it for a URI with parameters ("file:...").
std::string name_for_sqlite(const std::filesystem::path& path) {
  return ("." / path).string();
}

std::string quoted(const std::filesystem::path& path) {
  return "'" + path.string() + "'";
}

Status check_application(SQLite::Database& database, const std::filesystem::path& path) {
  if (database.execAndGet("PRAGMA application_id").getInt() == kApplicationId) return Ok{};
  return Error(Code::not_a_ledger, quoted(path) + " is not a ledger");
}

// The log of a ledger that is being written is next to only one of its names.
Error several_names(const std::filesystem::path& path) {
  return {Code::cannot_open, quoted(path) + " has " + std::to_string(link_count(path)) +
                                 " names (hard links) and was not closed cleanly: what its log "
                                 "holds would be missing under the others"};
}

Error wrong_version(int version, const std::filesystem::path& path) {
  std::string what = quoted(path) + " is a ledger file of format " + std::to_string(version) +
                     "; this program reads format " + std::to_string(kFormatVersion);
  if (version > kFormatVersion) what += ": a newer Setoff made it, read it with that";
  if (version == kJournalOnlyVersion) what += ": `setoff rebuild` makes it into one";
  return {Code::not_a_ledger, std::move(what)};
}

void create_all(SQLite::Database& database) {
  SQLite::Transaction transaction(database);
  database.exec("PRAGMA application_id=" + std::to_string(kApplicationId));
  database.exec("PRAGMA user_version=" + std::to_string(kFormatVersion));
  database.exec(journal_sql() + tables_sql());
  transaction.commit();
}

// Format 1 had only the journal, and its triggers had other messages.
void add_tables(SQLite::Database& database) {
  SQLite::Transaction transaction(database);
  for (const auto* what : {"update", "delete", "replace"})
    database.exec(std::string("DROP TRIGGER IF EXISTS journal_no_") + what);
  database.exec(journal_triggers_sql() + tables_sql());
  database.exec("PRAGMA user_version=" + std::to_string(kFormatVersion));
  transaction.commit();
}

bool is_sealed_away(const SQLite::Exception& failure) {
  return failure.getErrorCode() == SQLITE_CANTOPEN || failure.getErrorCode() == SQLITE_READONLY;
}

}  // namespace

Error error_of(const SQLite::Exception& failure, Code otherwise) {
  switch (failure.getErrorCode()) {
    case SQLITE_BUSY:
      return {Code::in_use, failure.what()};
    case SQLITE_CORRUPT:
      return {Code::corrupt, failure.what()};
    case SQLITE_NOTADB:
      return {Code::not_a_ledger, failure.what()};
    default:
      return {otherwise, failure.what()};
  }
}

Status check_presence(const std::filesystem::path& path, OpenMode mode) {
  std::error_code ignored;
  const bool exists = std::filesystem::exists(path, ignored);
  if (mode == OpenMode::create && exists)
    return Error(Code::cannot_open, quoted(path) + " exists; a ledger is never overwritten");
  const bool fresh = !exists || std::filesystem::file_size(path, ignored) == 0;
  if ((mode == OpenMode::write || mode == OpenMode::read) && fresh)
    return Error(Code::cannot_open, "there is no ledger " + quoted(path));
  // SQLite would apply the log of a removed ledger to the new one.
  auto log = resolve_link(path);
  log += "-wal";
  if (fresh && std::filesystem::exists(log, ignored) && !std::filesystem::is_empty(log, ignored))
    return Error(Code::cannot_open, "there is no ledger " + quoted(path) +
                                        ", but its write-ahead log " + quoted(log) +
                                        " is there: put the ledger back, or move the log away");
  return Ok{};
}

Result<std::unique_ptr<SQLite::Database>> open_reading(const std::filesystem::path& path) {
  stop_counting_memory();
  try {
    auto database = std::make_unique<SQLite::Database>(name_for_sqlite(path),
                                                       SQLite::OPEN_READONLY | kOneThread, kBusyMs);
    // SQLite before 3.51.3 can damage a file when two connections run a checkpoint at once, so only
    // the writer ever does.
    sqlite3_db_config(database->getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    database->exec("PRAGMA wal_autocheckpoint=0");
    SETOFF_TRY_STATUS(check_application(*database, path));
    const auto version = database->execAndGet("PRAGMA user_version").getInt();
    if (version != kFormatVersion) return wrong_version(version, path);
    if (link_count(path) > 1 && has_log(*database)) return several_names(path);
    return database;
  } catch (const SQLite::Exception& failure) {
    auto error = error_of(failure, Code::cannot_open);
    if (error.code == Code::cannot_open && link_count(path) > 1) return several_names(path);
    if (is_sealed_away(failure))
      error.detail +=
          "; a ledger that was not closed cleanly can be read only where its folder "
          "can be written: open it for writing once (`setoff rebuild`), which closes it";
    return error;
  }
}

Result<std::unique_ptr<SQLite::Database>> open_writing(const std::filesystem::path& path) {
  stop_counting_memory();
  try {
    auto database = std::make_unique<SQLite::Database>(
        name_for_sqlite(path), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | kOneThread, kBusyMs,
        wal_vfs());
    // Before WAL mode is on: if this transaction is killed, the next process to open the file rolls
    // it back and finds the file empty again.
    if (database->execAndGet("PRAGMA page_count").getInt() == 0) create_all(*database);
    SETOFF_TRY_STATUS(check_application(*database, path));
    const auto version = database->execAndGet("PRAGMA user_version").getInt();
    if (version != kFormatVersion && version != kJournalOnlyVersion)
      return wrong_version(version, path);
    database->exec("PRAGMA journal_mode=WAL");
    database->exec("PRAGMA synchronous=FULL");
    database->exec("PRAGMA cache_spill=OFF");  // see wal_vfs.h
    database->exec(kCacheOfTheWriter);
    if (version == kJournalOnlyVersion) add_tables(*database);
    return database;
  } catch (const SQLite::Exception& failure) {
    auto error = error_of(failure, Code::cannot_open);
    if (error.code == Code::in_use)
      error.detail = "another program is reading " + quoted(path) +
                     ", which is closed; it cannot be opened for writing before that ends (" +
                     failure.what() + ")";
    return error;
  }
}

bool has_log(SQLite::Database& database) {
  return database.execAndGet("PRAGMA journal_mode").getString() == "wal";
}

Status reset_tables(SQLite::Database& database) {
  try {
    // The pages of all tables may not fit into memory, so let SQLite write them before the commit.
    // After a failure the connection is closed, so nothing is left of the transaction.
    database.exec("PRAGMA cache_spill=ON");
    SQLite::Transaction transaction(database);
    database.exec(drop_tables_sql() + tables_sql());
    transaction.commit();
    database.exec("PRAGMA cache_spill=OFF");
    return Ok{};
  } catch (const SQLite::Exception& failure) {
    return error_of(failure, Code::cannot_write);
  }
}

}  // namespace setoff
