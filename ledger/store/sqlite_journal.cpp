#include "ledger/store/sqlite_journal.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <optional>

#include "ledger/base/check.h"
#include "ledger/store/file_id.h"
#include "ledger/store/journal_rows.h"
#include "ledger/store/open_file_guard.h"
#include "ledger/store/row_statement.h"
#include "ledger/store/table_evidence.h"
#include "ledger/store/table_writer.h"
#include "ledger/store/wal_checkpointer.h"
#include "ledger/store/writer_lock.h"
#include "ledger/writer/background_worker.h"

namespace setoff {
namespace {

constexpr std::size_t kPageBytes = 4096;
constexpr std::size_t kPagesAround = 4;  // that a commit writes in addition to its bytes
constexpr std::size_t kProbedMax = 32;

}  // namespace

struct SqliteJournal::Impl {
  std::filesystem::path path;
  bool writes = false;
  std::optional<WriterLock> lock;  // released after the database is closed
  WalCheckpointer checkpoints;
  std::unique_ptr<SQLite::Database> database;
  RowStatement insert;
  std::optional<TableWriter> tables;
  std::optional<OpenFileGuard> files;
  std::optional<Error> lost;  // the files are not where they were: all calls fail
  Sequence size = 0;
  std::size_t failed_pages = 0;                // of the last append, if it failed
  EntryGroup committed;                        // its rows are written in the background
  std::optional<BackgroundWorker> background;  // uses connection and tables until wait()

  [[nodiscard]] sqlite3* handle() const { return database->getHandle(); }
  [[nodiscard]] EntryStream::GroupOf groups() const {
    return [this](Sequence sequence) { return journal_group(handle(), sequence); };
  }

  Status prepare_writing() {
    SETOFF_TRY(statement,
               RowStatement::prepare(handle(),
                                     "INSERT INTO journal (first_sequence, entries, ends, bytes) "
                                     "VALUES (?, ?, ?, ?)"));
    insert = std::move(statement);
    SETOFF_TRY(writer, TableWriter::open(handle()));
    tables.emplace(std::move(writer));
    checkpoints.run_every(WalCheckpointer::kSeldom, handle());
    files.emplace(path);
    return Ok{};
  }

  Status in_place() {
    if (!lost && files)
      if (auto there = files->check(); !there) lost = there.error();
    return lost ? Status(*lost) : Status(Ok{});
  }

  // From now on the tables are updated and WAL checkpoints run between commits, so that a commit
  // waits only for its own bytes.
  void start_background() {
    background.emplace();
    checkpoints.run_on_request(WalCheckpointer::kSeldom, handle());
  }

  void settle() {
    if (background) background->wait();
  }

  Status can_write() {
    settle();
    // A failed update of the tables may have left their transaction open: nothing would be durable.
    if (sqlite3_get_autocommit(handle()) == 0)
      return Error(Code::cannot_write, "the transaction of the tables could not be ended");
    SETOFF_TRY_STATUS(in_place());
    return checkpoints.make_room(handle());
  }

  Status append(const EntryGroup& group) {
    if (group.bytes.size() > kGroupBytesMax + kEntrySizeMax)
      return Error(Code::too_large, "a group of more than 512 MiB does not fit into a row");
    const auto ends = packed_ends(group);
    const auto blob = [](const ByteBuffer& bytes) {
      ColumnValue value(
          std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
      value.type = ColumnValue::Type::blob;
      return value;
    };
    const ColumnValue row[] = {group.first, std::uint64_t{group.size()}, blob(ends),
                               blob(group.bytes)};
    SETOFF_TRY_STATUS(can_write());
    SETOFF_TRY_STATUS(insert.run(row));
    // Checks again, so that no commit into removed files is reported as done.
    return in_place();
  }

  // An error in the tables is reported when they must be complete.
  void write_in_background(const EntryGroup& group) {
    if (!background) return;
    const bool next = tables->entries() == group.first;
    if (next) committed = group;
    background->begin([this, next] {
      if (next) static_cast<void>(tables->add_group(committed).has_value());
      checkpoints.request(handle());
    });
  }

  Status catch_up_tables() {
    settle();
    SETOFF_TRY_STATUS(in_place());
    return tables->catch_up(size, groups());
  }

  // Copies the log into the file and removes it; false if another program is reading. SQLite
  // removes the log by its name, which by now may refer to another program's log.
  bool seal() {
    constexpr int kWaitMs = 250;
    try {
      database->setBusyTimeout(kWaitMs);
      database->exec("PRAGMA wal_checkpoint(TRUNCATE)");
      if (in_place())
        database->exec("PRAGMA journal_mode=DELETE");
      else
        leave_log_on_close();
      return true;
    } catch (const SQLite::Exception& failure) {
      if (failure.getErrorCode() == SQLITE_BUSY) return false;
      throw;
    }
  }

  // The names refer to other files now, which another program may be using: leave those untouched.
  void leave_log_on_close() {
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  }
};

std::uint64_t wal_bytes(const std::filesystem::path& ledger) {
  auto log = resolve_link(ledger);
  log += "-wal";
  std::error_code failed;
  const auto size = std::filesystem::file_size(log, failed);
  return failed ? 0 : size;
}

SqliteJournal::SqliteJournal(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

SqliteJournal::~SqliteJournal() {
  if (impl_) static_cast<void>(close().has_value());
}

Sequence SqliteJournal::size() const {
  return impl_->size;
}

Result<std::unique_ptr<SqliteJournal>> SqliteJournal::open(const std::filesystem::path& path,
                                                           OpenMode mode, TablesAtOpen tables) {
  SETOFF_TRY(journal, open_locked(path, mode, std::nullopt));
  if (mode == OpenMode::read) return std::move(journal);
  SETOFF_TRY_STATUS(tables == TablesAtOpen::left_behind ? journal->tables_not_ahead()
                                                        : journal->project());
  if (tables == TablesAtOpen::background) journal->impl_->start_background();
  return std::move(journal);
}

Result<std::unique_ptr<SqliteJournal>> SqliteJournal::open_locked(
    const std::filesystem::path& path, OpenMode mode, std::optional<StoredHashes> anew) {
  SETOFF_TRY_STATUS(check_presence(path, mode));
  auto impl = std::make_unique<Impl>();
  impl->path = resolve_link(path);
  impl->writes = mode != OpenMode::read;
  if (impl->writes) {
    SETOFF_TRY(lock, WriterLock::acquire(impl->path));
    impl->lock.emplace(std::move(lock));
  }
  SETOFF_TRY(database, impl->writes ? open_writing(impl->path) : open_reading(impl->path));
  impl->database = std::move(database);
  SETOFF_TRY(size, journal_size(impl->handle()));
  impl->size = size;
  if (anew) {
    SETOFF_TRY_STATUS(check_can_be_rebuilt(impl->handle(), size, *anew));
    SETOFF_TRY_STATUS(reset_tables(*impl->database));
  }
  if (impl->writes) SETOFF_TRY_STATUS(impl->prepare_writing());
  return std::unique_ptr<SqliteJournal>(new SqliteJournal(std::move(impl)));
}

Result<Sequence> SqliteJournal::rebuild(const std::filesystem::path& path,
                                        StoredHashes stored_hashes) {
  SETOFF_TRY(journal, open_locked(path, OpenMode::write, stored_hashes));
  const auto size = journal->size();
  SETOFF_TRY_STATUS(journal->project());
  SETOFF_TRY_STATUS(journal->close());  // keeps its log if another program is reading
  return size;
}

Status SqliteJournal::append(const EntryGroup& group) {
  if (group.size() == 0) return Ok{};
  if (!impl_->writes) return Error(Code::cannot_write, "the ledger is open for reading only");
  SETOFF_CHECK(group.first == impl_->size);
  auto status = impl_->append(group);
  impl_->failed_pages = status ? 0 : group.bytes.size() / kPageBytes + kPagesAround;
  if (!status) return status;
  impl_->size += group.size();
  impl_->write_in_background(group);
  return Ok{};
}

// Writes as many pages to the log as the failed append would have, without changing them: if there
// is room for only some of them, the probe itself uses that room, and fails.
Status SqliteJournal::probe() {
  SETOFF_TRY_STATUS(impl_->can_write());
  const char* const sql = "UPDATE projection SET entries = entries WHERE name = 'entry'";
  for (auto left = std::min(impl_->failed_pages, kProbedMax); left > 0; --left)
    if (impl_->database->tryExec(sql) != SQLITE_OK)
      return Error(Code::cannot_write, impl_->database->getErrorMsg());
  impl_->failed_pages = 0;
  return Ok{};
}

Result<ByteBuffer> SqliteJournal::read(Sequence sequence) const {
  if (sequence >= impl_->size)
    return Error(Code::unknown_lot, "the ledger has no entry " + std::to_string(sequence));
  impl_->settle();
  if (impl_->lost) return *impl_->lost;
  return journal_entry(impl_->handle(), sequence);
}

Status SqliteJournal::each_group(Sequence from,
                                 const std::function<Status(const EntryGroup&)>& visit) const {
  impl_->settle();
  if (impl_->lost) return *impl_->lost;
  return each_journal_group(impl_->handle(), from, visit);
}

Status SqliteJournal::refresh() {
  impl_->settle();
  SETOFF_TRY(size, journal_size(impl_->handle()));
  impl_->size = size;
  return Ok{};
}

Status SqliteJournal::project() {
  if (!impl_->writes) return Error(Code::cannot_write, "the ledger is open for reading only");
  return impl_->catch_up_tables();
}

void SqliteJournal::checkpoint_often() {
  if (impl_->writes) impl_->checkpoints.run_every(WalCheckpointer::kOften, impl_->handle());
}

void SqliteJournal::limit_wal(std::uint64_t bytes) {
  impl_->checkpoints.limit(bytes);
}

Status SqliteJournal::tables_not_ahead() const {
  return impl_->tables->check_behind(impl_->size);
}

Result<std::optional<std::string>> SqliteJournal::close() {
  std::optional<std::string> note;
  auto impl = std::move(impl_);
  if (!impl) return note;
  impl->settle();
  if (impl->writes) impl->checkpoints.run_every(WalCheckpointer::kSeldom, impl->handle());
  const auto projected = impl->writes && impl->tables ? impl->catch_up_tables() : Status(Ok{});
  try {
    impl->background.reset();
    impl->insert = RowStatement();
    impl->tables.reset();
    if (!impl->in_place())
      impl->leave_log_on_close();
    else if (impl->writes && !impl->seal())
      note = "'" + impl->path.string() +
             "' keeps its log beside it, because another program is reading it; all entries are "
             "there, and whoever writes it next makes it one file";
    impl->database.reset();
  } catch (const SQLite::Exception& failure) {
    return error_of(failure, Code::cannot_write);
  }
  if (impl->lost) return *impl->lost;
  SETOFF_TRY_STATUS(projected);
  return note;
}

}  // namespace setoff
