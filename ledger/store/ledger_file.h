#pragma once
// Opens a ledger file: checks its presence and format and sets up SQLite. Reading never writes,
// never runs a checkpoint and leaves no files behind; a sealed file (closed cleanly, without a
// write-ahead log) is read as it is. Errors: cannot_open, in_use, not_a_ledger (another
// application, or a format of another version).

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

// Checks that the file exists or is absent, as the mode requires.
[[nodiscard]] Status check_presence(const std::filesystem::path& path, OpenMode mode);
// A read-only connection.
[[nodiscard]] Result<std::unique_ptr<SQLite::Database>> open_reading(
    const std::filesystem::path& path);
// The only writing connection; the caller holds the WriterLock. An empty file becomes an empty
// ledger in one transaction: a kill at any moment leaves an empty file or a complete ledger. A file
// of format 1 gets its tables, empty.
[[nodiscard]] Result<std::unique_ptr<SQLite::Database>> open_writing(
    const std::filesystem::path& path);
// Whether the file keeps a write-ahead log; a sealed one does not. Throws SQLite::Exception.
[[nodiscard]] bool has_log(SQLite::Database& database);
// Recreates the derived tables, empty.
[[nodiscard]] Status reset_tables(SQLite::Database& database);

// How long a connection waits for another one's lock, in milliseconds.
inline constexpr int kBusyMs = 2000;

// in_use, corrupt or not_a_ledger if SQLite says so, else the code `otherwise`.
[[nodiscard]] Error error_of(const SQLite::Exception& failure, Code otherwise);

}  // namespace setoff
