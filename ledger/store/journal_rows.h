#pragma once
// Groups of entries as rows of the table `journal`: first sequence, number of entries, the end
// offset of each entry (32 bits, big-endian), the bytes back to back. Errors: corrupt, naming the
// row, for a row that contradicts itself or the previous row; cannot_read.

#include <functional>
#include <optional>

#include "ledger/store/table_rows.h"
#include "ledger/writer/journal.h"

struct sqlite3;

namespace setoff {

// `row` has the columns in the order above.
[[nodiscard]] Result<EntryGroup> group_of_row(Row row);
[[nodiscard]] ByteBuffer packed_ends(const EntryGroup& group);
// Number of entries according to the last row.
[[nodiscard]] Result<Sequence> journal_size(sqlite3* database);
// The group that contains the entry; corrupt if there is none.
[[nodiscard]] Result<EntryGroup> journal_group(sqlite3* database, Sequence sequence);
// One entry, without reading the rest of its group; corrupt if there is none.
[[nodiscard]] Result<ByteBuffer> journal_entry(sqlite3* database, Sequence sequence);
// Visits all groups in order, starting with the one that contains `from`; corrupt if one is missing
// between them.
[[nodiscard]] Status each_journal_group(sqlite3* database, Sequence from,
                                        const std::function<Status(const EntryGroup&)>& visit);

}  // namespace setoff
