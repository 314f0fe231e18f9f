#pragma once
// Groups of entries as rows of the table `journal`: first sequence, number of entries, the end of
// each entry as big-endian 32-bit offsets, the bytes end to end. Errors: corrupt, naming the row,
// for a row that contradicts itself or the row in front of it; cannot_read.

#include <functional>
#include <optional>

#include "ledger/book/journal.h"
#include "ledger/store/table_rows.h"

struct sqlite3;

namespace setoff {

// Of the columns in the order above.
[[nodiscard]] Result<EntryGroup> group_of_row(Row row);
[[nodiscard]] ByteBuffer packed_ends(const EntryGroup& group);
// Number of entries, by the last row.
[[nodiscard]] Result<Sequence> journal_size(sqlite3* database);
// The group that holds the entry; corrupt if none does.
[[nodiscard]] Result<EntryGroup> journal_group(sqlite3* database, Sequence sequence);
// One entry, without reading the rest of its group; corrupt if there is none.
[[nodiscard]] Result<ByteBuffer> journal_entry(sqlite3* database, Sequence sequence);
// All groups in order from the one that holds `from`, without a gap between them.
[[nodiscard]] Status each_journal_group(sqlite3* database, Sequence from,
                                        const std::function<Status(const EntryGroup&)>& visit);

}  // namespace setoff
