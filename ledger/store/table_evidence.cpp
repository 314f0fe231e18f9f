#include "ledger/store/table_evidence.h"

#include <algorithm>

#include "ledger/store/entry_stream.h"
#include "ledger/store/journal_rows.h"
#include "ledger/store/row_statement.h"

namespace setoff {
namespace {

// Behind the last entry that has a row there; 0 if the table is not there or cannot say.
Sequence end_of(sqlite3* database, const char* table) {
  auto row = RowStatement::prepare(database, std::string("SELECT max(sequence) FROM ") + table);
  if (!row) return 0;
  const auto found = row->next();
  if (!found || !*found || row->column(0).type != Value::Type::integer) return 0;
  const auto last = row->column(0).integer;
  return last < 0 || last == INT64_MAX ? 0 : static_cast<Sequence>(last) + 1;
}

}  // namespace

Sequence entries_told(sqlite3* database) {
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

Status check_can_be_rebuilt(sqlite3* database, Sequence size) {
  if (const auto told = entries_told(database); told > size) return journal_was_cut(size, told);
  EntryStream stream(0, size,
                     [database](Sequence sequence) { return journal_group(database, sequence); });
  Sequence read = 0;
  while (read < size) {
    const auto next = stream.next();
    read += next.entries.size();
    if (next.broken)
      return Error(Code::corrupt, "the journal cannot be read behind entry " +
                                      std::to_string(read) + " (" + next.broken->detail +
                                      "); the tables stay as they are");
  }
  return Ok{};
}

}  // namespace setoff
