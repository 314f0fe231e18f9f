#include "ledger/store/sqlite_journal.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <optional>

#include "ledger/base/check.h"
#include "ledger/book/beside_thread.h"
#include "ledger/store/checkpoints.h"
#include "ledger/store/journal_rows.h"
#include "ledger/store/row_statement.h"
#include "ledger/store/table_writer.h"
#include "ledger/store/writer_lock.h"

namespace setoff {

struct SqliteJournal::Impl {
  bool writes = false;
  std::optional<WriterLock> lock;  // given back after the database is closed
  Checkpoints checkpoints;
  std::unique_ptr<SQLite::Database> database;
  RowStatement insert;
  std::optional<TableWriter> tables;
  Sequence size = 0;
  EntryGroup committed;                // whose rows are written beside
  std::optional<BesideThread> beside;  // has connection and tables until it is waited for

  [[nodiscard]] sqlite3* handle() const { return database->getHandle(); }
  [[nodiscard]] EntryStream::GroupOf groups() const {
    return [this](Sequence sequence) { return journal_group(handle(), sequence); };
  }

  Status prepare_writing() {
    TRY(statement,
        RowStatement::prepare(handle(),
                              "INSERT INTO journal (first_sequence, entries, ends, bytes) "
                              "VALUES (?, ?, ?, ?)"));
    insert = std::move(statement);
    TRY(writer, TableWriter::open(handle()));
    tables.emplace(std::move(writer));
    checkpoints.come_every(Checkpoints::kSeldom, handle());
    return Ok{};
  }

  // From here on the tables are written between commits, and so is the log copied into the file: a
  // commit waits for its own bytes alone.
  void go_beside() {
    beside.emplace();
    checkpoints.come_when_asked(Checkpoints::kSeldom, handle());
  }

  void settle() {
    if (beside) beside->wait();
  }

  // What goes wrong with the tables is told when they are to be complete.
  void write_beside(const EntryGroup& group) {
    if (!beside) return;
    const bool next = tables->entries() == group.first;
    if (next) committed = group;
    beside->begin([this, next] {
      if (next) static_cast<void>(tables->take(committed).has_value());
      checkpoints.ask(handle());
    });
  }

  Status bring_up() {
    settle();
    return tables->catch_up(size, groups());
  }
};

SqliteJournal::SqliteJournal(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

SqliteJournal::~SqliteJournal() {
  if (impl_) static_cast<void>(close().has_value());
}

Sequence SqliteJournal::size() const {
  return impl_->size;
}

Result<std::unique_ptr<SqliteJournal>> SqliteJournal::open(const std::filesystem::path& path,
                                                           OpenMode mode, TablesAtOpen tables) {
  TRY(journal, open_locked(path, mode, false));
  if (mode == OpenMode::read) return std::move(journal);
  TRY_STATUS(tables == TablesAtOpen::left_behind ? journal->tables_not_ahead()
                                                 : journal->project());
  if (tables == TablesAtOpen::beside) journal->impl_->go_beside();
  return std::move(journal);
}

Result<std::unique_ptr<SqliteJournal>> SqliteJournal::open_locked(const std::filesystem::path& path,
                                                                  OpenMode mode, bool anew) {
  TRY(fresh, check_presence(path, mode));
  auto impl = std::make_unique<Impl>();
  impl->writes = mode != OpenMode::read;
  if (impl->writes) {
    TRY(lock, WriterLock::take(path));
    impl->lock.emplace(std::move(lock));
  }
  TRY(database, impl->writes ? open_writing(path, fresh) : open_reading(path));
  impl->database = std::move(database);
  TRY(size, journal_size(impl->handle()));
  impl->size = size;
  if (anew) TRY_STATUS(reset_tables(*impl->database));
  if (impl->writes) TRY_STATUS(impl->prepare_writing());
  return std::unique_ptr<SqliteJournal>(new SqliteJournal(std::move(impl)));
}

Result<Sequence> SqliteJournal::rebuild(const std::filesystem::path& path) {
  TRY(journal, open_locked(path, OpenMode::write, true));
  const auto size = journal->size();
  TRY_STATUS(journal->close());
  return size;
}

Status SqliteJournal::append(const EntryGroup& group) {
  if (group.size() == 0) return Ok{};
  if (!impl_->writes) return Error(Code::cannot_write, "the ledger is open for reading only");
  CHECK(group.first == impl_->size);
  const auto ends = packed_ends(group);
  const auto blob = [](const ByteBuffer& bytes) {
    Value value(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    value.type = Value::Type::blob;
    return value;
  };
  const Value row[] = {group.first, std::uint64_t{group.size()}, blob(ends), blob(group.bytes)};
  impl_->settle();
  // Tables that could not be written may have left their transaction open: nothing would be
  // durable.
  if (sqlite3_get_autocommit(impl_->handle()) == 0)
    return Error(Code::cannot_write, "the transaction of the tables could not be ended");
  TRY_STATUS(impl_->insert.run(row));
  impl_->size += group.size();
  impl_->write_beside(group);
  return Ok{};
}

Result<ByteBuffer> SqliteJournal::read(Sequence sequence) const {
  if (sequence >= impl_->size)
    return Error(Code::unknown_lot, "the ledger has no entry " + std::to_string(sequence));
  impl_->settle();
  return journal_entry(impl_->handle(), sequence);
}

Status SqliteJournal::each_group(Sequence from,
                                 const std::function<Status(const EntryGroup&)>& visit) const {
  impl_->settle();
  return each_journal_group(impl_->handle(), from, visit);
}

Status SqliteJournal::project() {
  if (!impl_->writes) return Error(Code::cannot_write, "the ledger is open for reading only");
  return impl_->bring_up();
}

void SqliteJournal::checkpoint_often() {
  if (impl_->writes) impl_->checkpoints.come_every(Checkpoints::kOften, impl_->handle());
}

Status SqliteJournal::tables_not_ahead() const {
  return impl_->tables->check_behind(impl_->size);
}

Status SqliteJournal::close() {
  auto impl = std::move(impl_);
  if (!impl) return Ok{};
  impl->settle();
  if (impl->writes) impl->checkpoints.come_every(Checkpoints::kSeldom, impl->handle());
  const auto projected = impl->writes && impl->tables ? impl->bring_up() : Status(Ok{});
  try {
    impl->beside.reset();
    impl->insert = RowStatement();
    impl->tables.reset();
    if (impl->writes) {
      impl->database->exec("PRAGMA wal_checkpoint(TRUNCATE)");
      impl->database->exec("PRAGMA journal_mode=DELETE");
    }
    impl->database.reset();
  } catch (const SQLite::Exception& failure) {
    return error_of(failure, Code::cannot_write);
  }
  return projected;
}

}  // namespace setoff
