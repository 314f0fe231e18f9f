#include "ledger/store/sqlite_journal.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <optional>

#include "ledger/base/check.h"
#include "ledger/store/schema.h"

namespace setoff {
namespace {

constexpr int kBusyMs = 2000;

// Held for as long as the ledger is open for writing. A lock of its own kind: SQLite's locks are
// taken and given back with every transaction.
class WriterLock {
 public:
  explicit WriterLock(const std::filesystem::path& path)
      : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {}
  ~WriterLock() {
    if (file_ >= 0) ::close(file_);
  }
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;
  [[nodiscard]] bool opened() const { return file_ >= 0; }
  [[nodiscard]] bool take() const { return ::flock(file_, LOCK_EX | LOCK_NB) == 0; }

 private:
  int file_;
};

Error from(const SQLite::Exception& failure, Code otherwise) {
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

void append_end(std::vector<std::uint8_t>& out, std::uint32_t end) {
  for (const unsigned shift : {24U, 16U, 8U, 0U})
    out.push_back(static_cast<std::uint8_t>(end >> shift));
}

Result<EntryGroup> group_of_row(SQLite::Statement& row) {
  EntryGroup group;
  const auto first = row.getColumn(0).getInt64();
  const auto entries = row.getColumn(1).getInt64();
  const auto ends = row.getColumn(2);
  const auto bytes = row.getColumn(3);
  const auto where = "journal row " + std::to_string(first);
  if (first < 0 || entries <= 0 || ends.getBytes() != entries * 4)
    return Error(Code::corrupt, "the number of entries does not match their offsets", where);
  group.first = static_cast<Sequence>(first);
  const auto* end = static_cast<const std::uint8_t*>(ends.getBlob());
  std::uint32_t last = 0;
  for (std::int64_t i = 0; i < entries; ++i, end += 4) {
    const auto value = std::uint32_t{end[0]} << 24U | std::uint32_t{end[1]} << 16U |
                       std::uint32_t{end[2]} << 8U | std::uint32_t{end[3]};
    if (value <= last) return Error(Code::corrupt, "the offsets of the entries do not grow", where);
    group.ends.push_back(value);
    last = value;
  }
  if (last != static_cast<std::uint32_t>(bytes.getBytes()))
    return Error(Code::corrupt, "the bytes do not end with the last entry", where);
  const auto* data = static_cast<const std::uint8_t*>(bytes.getBlob());
  group.bytes.assign(data, data + bytes.getBytes());
  return group;
}

}  // namespace

struct SqliteJournal::Impl {
  std::filesystem::path path;
  bool writes = false;
  std::unique_ptr<WriterLock> lock;  // closed after the database
  std::unique_ptr<SQLite::Database> database;
  std::unique_ptr<SQLite::Statement> insert;
  Sequence size = 0;
};

SqliteJournal::SqliteJournal(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

SqliteJournal::~SqliteJournal() {
  if (impl_) static_cast<void>(close().has_value());
}

Sequence SqliteJournal::size() const {
  return impl_->size;
}

namespace {

void create_tables(SQLite::Database& database) {
  SQLite::Transaction transaction(database);
  database.exec("PRAGMA application_id=" + std::to_string(kApplicationId));
  database.exec("PRAGMA user_version=" + std::to_string(kFormatVersion));
  database.exec(std::string(kSchema));
  transaction.commit();
}

Status check_format(SQLite::Database& database, const std::filesystem::path& path) {
  const auto application = database.execAndGet("PRAGMA application_id").getInt();
  if (application != kApplicationId)
    return Error(Code::not_a_ledger, "'" + path.string() + "' is not a ledger");
  const auto version = database.execAndGet("PRAGMA user_version").getInt();
  if (version != kFormatVersion)
    return Error(Code::not_a_ledger, "'" + path.string() + "' is a ledger of version " +
                                         std::to_string(version) + "; this program reads version " +
                                         std::to_string(kFormatVersion));
  return Ok{};
}

Result<Sequence> stored_size(SQLite::Database& database) {
  SQLite::Statement last(
      database, "SELECT first_sequence, entries FROM journal ORDER BY first_sequence DESC LIMIT 1");
  if (!last.executeStep()) return Sequence{0};
  const auto first = last.getColumn(0).getInt64();
  const auto entries = last.getColumn(1).getInt64();
  if (first < 0 || entries <= 0)
    return Error(Code::corrupt, "the last row of the journal is out of range");
  return static_cast<Sequence>(first + entries);
}

bool is_new(const std::filesystem::path& path) {
  std::error_code ignored;
  return !std::filesystem::exists(path, ignored) || std::filesystem::file_size(path, ignored) == 0;
}

}  // namespace

Result<std::unique_ptr<SqliteJournal>> SqliteJournal::open(const std::filesystem::path& path,
                                                           OpenMode mode) {
  const bool fresh = is_new(path);
  std::error_code ignored;
  if (mode == OpenMode::create && std::filesystem::exists(path, ignored))
    return Error(Code::cannot_open,
                 "'" + path.string() + "' exists; a ledger is never overwritten");
  if ((mode == OpenMode::write || mode == OpenMode::read) && fresh)
    return Error(Code::cannot_open, "there is no ledger '" + path.string() + "'");
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->writes = mode != OpenMode::read;
  try {
    if (impl->writes) {
      impl->lock = std::make_unique<WriterLock>(path);
      if (!impl->lock->opened())
        return Error(Code::cannot_open, "cannot write '" + path.string() + "'");
      if (!impl->lock->take())
        return Error(Code::in_use, "another process has '" + path.string() + "' open for writing");
    }
    const int flags =
        impl->writes ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY;
    impl->database = std::make_unique<SQLite::Database>(path.string(), flags, kBusyMs);
    auto& database = *impl->database;
    if (impl->writes) {
      if (!fresh) TRY_STATUS(check_format(database, path));
      database.exec("PRAGMA journal_mode=WAL");
      database.exec("PRAGMA synchronous=FULL");
      database.exec("PRAGMA wal_autocheckpoint=20000");
      if (fresh) create_tables(database);
      impl->insert = std::make_unique<SQLite::Statement>(
          database,
          "INSERT INTO journal (first_sequence, entries, ends, bytes) VALUES (?, ?, ?, ?)");
    } else {
      TRY_STATUS(check_format(database, path));
    }
    TRY(size, stored_size(database));
    impl->size = size;
  } catch (const SQLite::Exception& failure) {
    return from(failure, Code::cannot_open);
  }
  return std::unique_ptr<SqliteJournal>(new SqliteJournal(std::move(impl)));
}

Status SqliteJournal::append(const EntryGroup& group) {
  if (group.size() == 0) return Ok{};
  if (!impl_->writes) return Error(Code::cannot_write, "the ledger is open for reading only");
  CHECK(group.first == impl_->size);
  std::vector<std::uint8_t> ends;
  ends.reserve(group.size() * 4);
  for (const auto end : group.ends)
    append_end(ends, end);
  try {
    auto& insert = *impl_->insert;
    insert.reset();
    insert.bind(1, static_cast<std::int64_t>(group.first));
    insert.bind(2, static_cast<std::int64_t>(group.size()));
    insert.bindNoCopy(3, ends.data(), static_cast<int>(ends.size()));
    insert.bindNoCopy(4, group.bytes.data(), static_cast<int>(group.bytes.size()));
    insert.exec();
    insert.reset();
  } catch (const SQLite::Exception& failure) {
    impl_->insert->tryReset();
    return from(failure, Code::cannot_write);
  }
  impl_->size += group.size();
  return Ok{};
}

Result<ByteBuffer> SqliteJournal::read(Sequence sequence) const {
  if (sequence >= impl_->size)
    return Error(Code::unknown_lot, "the ledger has no entry " + std::to_string(sequence));
  try {
    SQLite::Statement row(*impl_->database,
                          "SELECT first_sequence, entries, ends, bytes FROM journal "
                          "WHERE first_sequence <= ? ORDER BY first_sequence DESC LIMIT 1");
    row.bind(1, static_cast<std::int64_t>(sequence));
    if (!row.executeStep())
      return Error(Code::corrupt, "the journal lacks entry " + std::to_string(sequence));
    TRY(group, group_of_row(row));
    if (sequence - group.first >= group.size())
      return Error(Code::corrupt, "the journal lacks entry " + std::to_string(sequence));
    const auto bytes = group.at(static_cast<std::size_t>(sequence - group.first));
    return ByteBuffer(bytes.begin(), bytes.end());
  } catch (const SQLite::Exception& failure) {
    return from(failure, Code::cannot_read);
  }
}

Status SqliteJournal::each_group(Sequence from_sequence,
                                 const std::function<Status(const EntryGroup&)>& visit) const {
  try {
    SQLite::Statement rows(*impl_->database,
                           "SELECT first_sequence, entries, ends, bytes FROM journal "
                           "WHERE first_sequence + entries > ? ORDER BY first_sequence");
    rows.bind(1, static_cast<std::int64_t>(from_sequence));
    std::optional<Sequence> expected;
    if (from_sequence == 0) expected = 0;
    while (rows.executeStep()) {
      TRY(group, group_of_row(rows));
      if (expected && group.first != *expected)
        return Error(Code::corrupt, "the journal goes from entry " + std::to_string(*expected) +
                                        " to " + std::to_string(group.first));
      expected = group.first + group.size();
      TRY_STATUS(visit(group));
    }
  } catch (const SQLite::Exception& failure) {
    return from(failure, Code::cannot_read);
  }
  return Ok{};
}

Status SqliteJournal::close() {
  auto impl = std::move(impl_);
  if (!impl) return Ok{};
  try {
    impl->insert.reset();
    if (impl->writes && impl->database) {
      impl->database->exec("PRAGMA wal_checkpoint(TRUNCATE)");
      impl->database->exec("PRAGMA journal_mode=DELETE");
    }
    impl->database.reset();
  } catch (const SQLite::Exception& failure) {
    return from(failure, Code::cannot_write);
  }
  return Ok{};
}

}  // namespace setoff
