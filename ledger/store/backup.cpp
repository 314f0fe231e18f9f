#include "ledger/store/backup.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

#include "ledger/store/file_id.h"
#include "ledger/store/sqlite_journal.h"

namespace setoff {
namespace {

Error taken(const std::filesystem::path& file) {
  return {Code::cannot_open,
          "'" + file.string() + "' exists; a backup is never written over a file"};
}

bool is_taken(const std::filesystem::path& file) {
  struct stat facts{};
  return ::lstat(file.c_str(), &facts) == 0;
}

// Creates an empty file with a unique name in the directory of `file`.
Result<std::filesystem::path> create_temporary(const std::filesystem::path& file) {
  auto name = file.string() + ".part-XXXXXX";
  const int made = ::mkostemp(name.data(), O_CLOEXEC);
  if (made < 0) return system_error(Code::cannot_write, file);
  const int status = ::fchmod(made, S_IRUSR | S_IWUSR | S_IRGRP);
  ::close(made);
  if (status != 0) return system_error(Code::cannot_write, file);
  return std::filesystem::path(name);
}

// Copies all pages in one step: SQLite reads one state of the ledger and blocks no writer.
Status copy_pages(SQLite::Database& from, const std::filesystem::path& to) {
  try {
    SQLite::Database database(("." / to).string(), SQLite::OPEN_READWRITE);
    SQLite::Backup copying(database, from);
    if (copying.executeStep() == SQLITE_DONE) return Ok{};
    return Error(Code::in_use, "the ledger is locked by another program");
  } catch (const SQLite::Exception& failure) {
    auto error = error_of(failure, Code::cannot_write);
    error.detail = "'" + to.string() + "': " + error.detail;
    return error;
  }
}

// Brings the tables up to date, because those of a ledger in use lag behind its journal.
Status complete(const std::filesystem::path& copy) {
  SETOFF_TRY(journal, SqliteJournal::open(copy, OpenMode::write));
  SETOFF_TRY_STATUS(journal->close());
  return Ok{};
}

// Syncs the file or its directory, whatever SQLite has already synced.
Status sync(const std::filesystem::path& path, int flags) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  const auto error = system_error(Code::cannot_write, path);
  if (file >= 0) ::close(file);
  return synced ? Status(Ok{}) : Status(error);
}

}  // namespace

Result<Backup> Backup::make(const std::filesystem::path& ledger,
                            const std::filesystem::path& file) {
  SETOFF_TRY_STATUS(check_presence(ledger, OpenMode::read));
  SETOFF_TRY(database, open_reading(resolve_link(ledger)));
  if (is_taken(file)) return taken(file);
  SETOFF_TRY(temporary, create_temporary(file));
  Backup backup(file, temporary);
  SETOFF_TRY_STATUS(copy_pages(*database, temporary));
  database.reset();
  SETOFF_TRY_STATUS(complete(temporary));
  return backup;
}

Backup::~Backup() {
  if (copy_.empty()) return;
  for (const auto* suffix : {"", "-wal", "-shm", "-journal"})
    ::unlink((copy_.string() + suffix).c_str());
}

Backup::Backup(Backup&& other) noexcept
    : file_(std::move(other.file_)), copy_(std::exchange(other.copy_, {})) {}

Status Backup::finish() {
  SETOFF_TRY_STATUS(sync(copy_, 0));
  if (::renameat2(AT_FDCWD, copy_.c_str(), AT_FDCWD, file_.c_str(), RENAME_NOREPLACE) != 0)
    return errno == EEXIST ? taken(file_) : system_error(Code::cannot_write, file_);
  copy_.clear();
  const auto folder = file_.has_parent_path() ? file_.parent_path() : std::filesystem::path(".");
  return sync(folder, O_DIRECTORY);
}

}  // namespace setoff
