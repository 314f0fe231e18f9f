#include "ledger/store/table_writer.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>

#include "ledger/base/check.h"
#include "ledger/store/row_statement.h"
#include "ledger/store/table_evidence.h"
#include "ledger/store/table_rows.h"

namespace setoff {
namespace {

// Entries per transaction: enough that the commit costs almost nothing, few enough that a crash
// loses little work.
constexpr Sequence kEntriesPerTransaction = 50'000;
// Entries decoded at a time: few enough to stay in the caches.
constexpr std::size_t kEntriesPerBatch = 256;

Status execute(sqlite3* database, const std::string& sql) {
  if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return Ok{};
  const auto status = sqlite3_errcode(database);
  return Error(status == SQLITE_CORRUPT ? Code::corrupt : Code::cannot_write,
               sqlite3_errmsg(database));
}

std::string insert_sql(const TableInfo& facts, std::size_t rows) {
  std::string row = "(?";
  for (std::size_t i = 1; i < facts.width; ++i)
    row += ", ?";
  std::string sql = facts.append_only ? "INSERT INTO " : "INSERT OR REPLACE INTO ";
  sql.append(facts.name).append(" (").append(facts.columns).append(") VALUES ").append(row + ")");
  for (std::size_t i = 1; i < rows; ++i)
    sql.append(", ").append(row + ")");
  return sql;
}

// Entries, links and postings are inserted several rows at a time: they are the most numerous, and
// their values stay valid long enough.
std::size_t rows_at_once(Table table) {
  if (table == Table::posting) return 3 * kEntriesKept;
  return table == Table::entry || table == Table::link ? kEntriesKept : 1;
}

class Inserts final : public RowSink {
 public:
  Status prepare(sqlite3* database) {
    for (const auto& facts : all_tables()) {
      auto& table = tables_[static_cast<std::size_t>(facts.table)];
      table.width = facts.width;
      table.most = rows_at_once(facts.table);
      SETOFF_TRY(one, RowStatement::prepare(database, insert_sql(facts, 1)));
      SETOFF_TRY(many, RowStatement::prepare(database, insert_sql(facts, table.most)));
      table.one = std::move(one);
      table.many = std::move(many);
    }
    return Ok{};
  }
  Status accept(Table name, Row row) override {
    auto& table = tables_[static_cast<std::size_t>(name)];
    if (table.most == 1) return table.one.run(row);
    table.waiting.insert(table.waiting.end(), row.begin(), row.end());
    if (table.waiting.size() < table.most * table.width) return Ok{};
    auto status = table.many.run(table.waiting);
    table.waiting.clear();
    return status;
  }
  // Inserts the waiting rows before the entries that they view are released.
  Status flush() {
    Status status = Ok{};
    for (auto& table : tables_) {
      const Row waiting(table.waiting);
      for (std::size_t i = 0; i < waiting.size() && status; i += table.width)
        status = table.one.run(waiting.subspan(i, table.width));
      table.waiting.clear();
    }
    return status;
  }

 private:
  struct Insert {
    RowStatement one;
    RowStatement many;
    std::size_t most = 1;   // rows per run of `many`
    std::size_t width = 0;  // columns of a row
    std::vector<ColumnValue> waiting;
  };
  std::array<Insert, kTables> tables_;
};

// Calls visit(row) for every row of a query.
template <class Visit>
Status each_row(sqlite3* database, const std::string& sql, Visit&& visit) {
  SETOFF_TRY(rows, RowStatement::prepare(database, sql));
  std::vector<ColumnValue> row(rows.width());
  while (true) {
    SETOFF_TRY(more, rows.next());
    if (!more) return Ok{};
    for (std::size_t i = 0; i < row.size(); ++i)
      row[i] = rows.column(i);
    SETOFF_TRY_STATUS(visit(Row(row)));
  }
}

Status restore(sqlite3* database, TableRows& rows) {
  SETOFF_TRY_STATUS(
      each_row(database, "SELECT path FROM account ORDER BY account", [&](Row row) -> Status {
        rows.restore_account(row[0].text);
        return Ok{};
      }));
  SETOFF_TRY_STATUS(each_row(database,
                             "SELECT account, commodity, amount, last, postings FROM balance",
                             [&](Row row) { return rows.restore_balance(row); }));
  return each_row(database, "SELECT coalesce(min(entries), 0) FROM projection",
                  [&](Row row) -> Status {
                    rows.restore_entries(static_cast<Sequence>(row[0].integer));
                    return Ok{};
                  });
}

}  // namespace

struct TableWriter::Impl {
  sqlite3* database = nullptr;
  TableRows rows;
  Inserts inserts;
  DecodedEntries decoded;
  std::optional<Error> broken;  // set if `rows` is ahead of what was stored

  Status write_stream(Sequence end, EntryStream& entries) {
    while (rows.entries() < end) {
      const auto next = entries.next();
      if (next.entries.empty() && !next.broken)
        return Error(Code::corrupt, "the journal lacks entry " + std::to_string(rows.entries()));
      SETOFF_TRY_STATUS(write_entries(next));
      if (next.broken) return *next.broken;
    }
    return rows.finish_changed(inserts);
  }

  Status write_entries(const DecodedEntries& next) {
    for (std::size_t i = 0; i < next.entries.size(); ++i)
      SETOFF_TRY_STATUS(rows.add_entry(next.entries[i], next.leaves[i], inserts));
    return inserts.flush();
  }

  Status write_group(const EntryGroup& group) {
    for (std::size_t i = 0; i < group.size(); i += kEntriesPerBatch) {
      decoded.entries.clear();
      decoded.leaves.clear();
      add_entries(group, i, std::min(i + kEntriesPerBatch, group.size()), decoded);
      SETOFF_TRY_STATUS(write_entries(decoded));
      if (decoded.broken) return *decoded.broken;
    }
    return rows.finish_changed(inserts);
  }

  // Runs add(), which adds rows, in one transaction.
  template <class Add>
  Status transaction(Add&& add) {
    SETOFF_TRY_STATUS(execute(database, "BEGIN IMMEDIATE"));
    auto status = add();
    if (status) status = execute(database, "COMMIT");
    if (status) return Ok{};
    broken = status.error();
    static_cast<void>(execute(database, "ROLLBACK").has_value());
    return status;
  }
};

TableWriter::TableWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TableWriter::TableWriter(TableWriter&&) noexcept = default;
TableWriter& TableWriter::operator=(TableWriter&&) noexcept = default;
TableWriter::~TableWriter() = default;

Result<TableWriter> TableWriter::open(sqlite3* database) {
  auto impl = std::make_unique<Impl>();
  impl->database = database;
  SETOFF_TRY_STATUS(restore(database, impl->rows));
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  SETOFF_TRY_STATUS(impl->inserts.prepare(database));
  return TableWriter(std::move(impl));
}

Sequence TableWriter::entries() const {
  return impl_->rows.entries();
}

Status TableWriter::check_behind(Sequence size) const {
  if (entries() <= size) return Ok{};
  if (const auto told = recorded_entries(impl_->database); told > size)
    return journal_was_cut(size, told);
  return Error(Code::corrupt, "the tables say that they hold " + std::to_string(entries()) +
                                  " entries, and the journal has " + std::to_string(size) +
                                  "; `setoff rebuild` makes them again from the journal");
}

Status TableWriter::catch_up(Sequence size, const EntryStream::GroupOf& group_of) {
  if (impl_->broken) return *impl_->broken;
  SETOFF_TRY_STATUS(check_behind(size));
  if (entries() == size) return Ok{};
  EntryStream stream(entries(), size, group_of);
  while (entries() < size) {
    const auto end = std::min(size, entries() + kEntriesPerTransaction);
    SETOFF_TRY_STATUS(impl_->transaction([&] { return impl_->write_stream(end, stream); }));
  }
  return Ok{};
}

Status TableWriter::add_group(const EntryGroup& group) {
  if (impl_->broken) return *impl_->broken;
  SETOFF_CHECK(group.first == entries());
  return impl_->transaction([&] { return impl_->write_group(group); });
}

}  // namespace setoff
