#pragma once
// Opening a ledger file: who may, in what format, with which settings of SQLite. Reading never
// writes, checkpoints or leaves anything behind; a sealed file is read as it stands. Errors:
// cannot_open, in_use, not_a_ledger (another application, or a format of another version).

#include <filesystem>
#include <memory>

#include "ledger/base/result.h"

namespace SQLite {
class Database;
class Exception;
}  // namespace SQLite

namespace setoff {

enum class OpenMode : std::uint8_t {
  create,           // a new file; an existing one is refused
  write,            // an existing ledger
  create_or_write,  // either
  read,
};

// Checks that the mode fits what is there.
[[nodiscard]] Status check_presence(const std::filesystem::path& path, OpenMode mode);
// A connection that only reads.
[[nodiscard]] Result<std::unique_ptr<SQLite::Database>> open_reading(
    const std::filesystem::path& path);
// The one connection that writes; the caller holds the WriterLock. An empty file becomes an empty
// ledger, in one transaction: killed at any moment it leaves an empty file or a whole ledger. A
// file of format 1 gets its tables, empty.
[[nodiscard]] Result<std::unique_ptr<SQLite::Database>> open_writing(
    const std::filesystem::path& path);
// Makes the derived tables anew, empty.
[[nodiscard]] Status reset_tables(SQLite::Database& database);

// How long a connection waits for another one's lock.
inline constexpr int kBusyMs = 2000;

[[nodiscard]] Error error_of(const SQLite::Exception& failure, Code otherwise);

}  // namespace setoff
