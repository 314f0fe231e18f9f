#include "ledger/store/table_writer.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>

#include "ledger/base/check.h"
#include "ledger/store/row_statement.h"
#include "ledger/store/table_rows.h"

namespace setoff {
namespace {

// Entries of one transaction: large enough that the commit costs nothing, small enough that a
// crash loses little work.
constexpr Sequence kEntriesPerTransaction = 50'000;
// Few enough to stay in the caches.
constexpr std::size_t kEntriesAtOnce = 256;

Status execute(sqlite3* database, const std::string& sql) {
  if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return Ok{};
  const auto status = sqlite3_errcode(database);
  return Error(status == SQLITE_CORRUPT ? Code::corrupt : Code::cannot_write,
               sqlite3_errmsg(database));
}

std::string insert_sql(const TableFacts& facts, std::size_t rows) {
  std::string row = "(?";
  for (std::size_t i = 1; i < facts.width; ++i)
    row += ", ?";
  std::string sql = facts.append_only ? "INSERT INTO " : "INSERT OR REPLACE INTO ";
  sql.append(facts.name).append(" (").append(facts.columns).append(") VALUES ").append(row + ")");
  for (std::size_t i = 1; i < rows; ++i)
    sql.append(", ").append(row + ")");
  return sql;
}

// Rows go in one by one, but postings by the dozen: there are most of them, and their values stay
// where they are as long as their entries.
class Inserts final : public RowSink {
 public:
  Status prepare(sqlite3* database) {
    for (const auto& facts : all_tables()) {
      TRY(statement, RowStatement::prepare(database, insert_sql(facts, 1)));
      statements_[static_cast<std::size_t>(facts.table)] = std::move(statement);
    }
    const auto& postings = facts_of(Table::posting);
    TRY(statement, RowStatement::prepare(database, insert_sql(postings, kPostingsAtOnce)));
    many_postings_ = std::move(statement);
    return Ok{};
  }
  Status take(Table table, Row row) override {
    if (table != Table::posting) return statements_[static_cast<std::size_t>(table)].run(row);
    postings_.insert(postings_.end(), row.begin(), row.end());
    if (postings_.size() < kPostingsAtOnce * row.size()) return Ok{};
    auto status = many_postings_.run(postings_);
    postings_.clear();
    return status;
  }
  // Stores the postings that wait, before the entries that they view into go away.
  Status flush() {
    const auto width = facts_of(Table::posting).width;
    const Row waiting(postings_);
    auto& one = statements_[static_cast<std::size_t>(Table::posting)];
    Status status = Ok{};
    for (std::size_t i = 0; i < waiting.size() && status; i += width)
      status = one.run(waiting.subspan(i, width));
    postings_.clear();
    return status;
  }

 private:
  static constexpr std::size_t kPostingsAtOnce = 24;
  std::array<RowStatement, kTables> statements_;
  RowStatement many_postings_;
  std::vector<Value> postings_;
};

// Every row of a query, given to visit(row).
template <class Visit>
Status each_row(sqlite3* database, const std::string& sql, Visit&& visit) {
  TRY(rows, RowStatement::prepare(database, sql));
  std::vector<Value> row(rows.width());
  while (true) {
    TRY(more, rows.next());
    if (!more) return Ok{};
    for (std::size_t i = 0; i < row.size(); ++i)
      row[i] = rows.column(i);
    TRY_STATUS(visit(Row(row)));
  }
}

Status restore(sqlite3* database, TableRows& rows) {
  TRY_STATUS(
      each_row(database, "SELECT path FROM account ORDER BY account", [&](Row row) -> Status {
        rows.restore_account(row[0].text);
        return Ok{};
      }));
  TRY_STATUS(each_row(database, "SELECT account, commodity, amount, last, postings FROM balance",
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
  std::optional<Error> broken;  // rows taken in memory were not stored

  Status take_stream(Sequence end, EntryStream& entries) {
    while (rows.entries() < end) {
      const auto next = entries.next();
      if (next.entries.empty() && !next.broken)
        return Error(Code::corrupt, "the journal lacks entry " + std::to_string(rows.entries()));
      TRY_STATUS(take(next));
      if (next.broken) return *next.broken;
    }
    return rows.finish_changed(inserts);
  }

  Status take(const DecodedEntries& next) {
    for (std::size_t i = 0; i < next.entries.size(); ++i)
      TRY_STATUS(rows.take(next.entries[i], next.leaves[i], inserts));
    return inserts.flush();
  }

  Status take_group(const EntryGroup& group) {
    for (std::size_t i = 0; i < group.size(); i += kEntriesAtOnce) {
      decoded.entries.clear();
      decoded.leaves.clear();
      add_entries(group, i, std::min(i + kEntriesAtOnce, group.size()), decoded);
      TRY_STATUS(take(decoded));
      if (decoded.broken) return *decoded.broken;
    }
    return rows.finish_changed(inserts);
  }

  // In which add() adds rows.
  template <class Add>
  Status transaction(Add&& add) {
    TRY_STATUS(execute(database, "BEGIN IMMEDIATE"));
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
  TRY_STATUS(restore(database, impl->rows));
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  TRY_STATUS(impl->inserts.prepare(database));
  return TableWriter(std::move(impl));
}

Sequence TableWriter::entries() const {
  return impl_->rows.entries();
}

Status TableWriter::check_behind(Sequence size) const {
  if (entries() <= size) return Ok{};
  return Error(Code::corrupt, "the tables hold " + std::to_string(entries()) +
                                  " entries and the journal " + std::to_string(size) +
                                  "; `setoff rebuild` makes them again from the journal");
}

Status TableWriter::catch_up(Sequence size, const EntryStream::GroupOf& group_of) {
  if (impl_->broken) return *impl_->broken;
  TRY_STATUS(check_behind(size));
  if (entries() == size) return Ok{};
  EntryStream stream(entries(), size, group_of);
  while (entries() < size) {
    const auto end = std::min(size, entries() + kEntriesPerTransaction);
    TRY_STATUS(impl_->transaction([&] { return impl_->take_stream(end, stream); }));
  }
  return Ok{};
}

Status TableWriter::take(const EntryGroup& group) {
  if (impl_->broken) return *impl_->broken;
  CHECK(group.first == entries());
  return impl_->transaction([&] { return impl_->take_group(group); });
}

}  // namespace setoff
