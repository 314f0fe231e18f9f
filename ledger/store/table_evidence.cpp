#include "ledger/store/table_evidence.h"

#include <algorithm>

#include "ledger/store/entry_stream.h"
#include "ledger/store/journal_rows.h"
#include "ledger/store/row_statement.h"

namespace setoff {
namespace {

// One past the last entry that has a row in the table; 0 if the table is missing or unreadable.
Sequence end_of(sqlite3* database, const char* table) {
  auto row = RowStatement::prepare(database, std::string("SELECT max(sequence) FROM ") + table);
  if (!row) return 0;
  const auto found = row->next();
  if (!found || !*found || row->column(0).type != ColumnValue::Type::integer) return 0;
  const auto last = row->column(0).integer;
  return last < 0 || last == INT64_MAX ? 0 : static_cast<Sequence>(last) + 1;
}

// The leaf hashes in the table `entry`, read in order; a missing row proves nothing.
class StoredLeafHashes {
 public:
  explicit StoredLeafHashes(sqlite3* database)
      : rows_(
            RowStatement::prepare(database, "SELECT sequence, leaf FROM entry ORDER BY sequence")) {
    step();
  }

  Status compare(Sequence first, const std::vector<Digest>& leaves) {
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      while (sequence_ && *sequence_ < first + i)
        step();
      if (!sequence_ || *sequence_ != first + i) continue;
      if (rows_->column(1) != ColumnValue(leaves[i]))
        return Error(Code::corrupt,
                     "entry " + std::to_string(first + i) +
                         ": the tables keep the hash of other bytes than the journal has, so one "
                         "of them was changed. Keep the file as it is, and restore a backup; where "
                         "the journal is known to be right, --expect-root with its root makes the "
                         "tables again");
    }
    return Ok{};
  }

 private:
  void step() {
    sequence_.reset();
    if (!rows_) return;
    const auto there = rows_->next();
    if (there && *there && rows_->column(0).type == ColumnValue::Type::integer)
      sequence_ = static_cast<Sequence>(rows_->column(0).integer);
  }

  Result<RowStatement> rows_;
  std::optional<Sequence> sequence_;
};

}  // namespace

Sequence recorded_entries(sqlite3* database) {
  Sequence most = 0;
  for (const auto* table : {"entry", "posting", "link", "lot"})
    most = std::max(most, end_of(database, table));
  return most;
}

Error journal_was_cut(Sequence journal, Sequence told) {
  const auto last = told - 1;
  const auto missing = journal == last ? "entry " + std::to_string(journal) + " is"
                                       : "entries " + std::to_string(journal) + " to " +
                                             std::to_string(last) + " are";
  return {Code::corrupt, "the journal was cut: " + missing +
                             " missing, and the tables are all that is left of them; keep the "
                             "file as it is, and restore a backup"};
}

Status check_can_be_rebuilt(sqlite3* database, Sequence size, StoredHashes stored_hashes) {
  if (const auto told = recorded_entries(database); told > size) return journal_was_cut(size, told);
  EntryStream stream(0, size,
                     [database](Sequence sequence) { return journal_group(database, sequence); });
  StoredLeafHashes kept(database);
  Sequence read = 0;
  while (read < size) {
    const auto next = stream.next();
    if (stored_hashes == StoredHashes::trusted) SETOFF_TRY_STATUS(kept.compare(read, next.leaves));
    read += next.entries.size();
    if (next.broken)
      return Error(Code::corrupt, "the journal cannot be read behind entry " +
                                      std::to_string(read) + " (" + next.broken->detail +
                                      "); the tables stay as they are");
  }
  return Ok{};
}

}  // namespace setoff
