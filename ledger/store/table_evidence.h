#pragma once
// Evidence in the derived tables that the journal was truncated. The tables are then all that is
// left of the missing entries, and must not be rebuilt. Errors: corrupt.

#include "ledger/event/entry.h"

struct sqlite3;

namespace setoff {

// Number of entries that the rows of the tables prove to have existed.
[[nodiscard]] Sequence recorded_entries(sqlite3* database);
// The error when the journal has `journal` entries and the tables prove that more, `told`, existed.
[[nodiscard]] Error journal_was_cut(Sequence journal, Sequence told);
// Whether the leaf hashes in the tables count against a journal with other bytes; they do unless
// the journal's root is known to be right.
enum class StoredHashes : std::uint8_t { trusted, known_wrong };
// Checks that the tables can be rebuilt without losing anything: a journal of `size` entries is
// readable to its end, no table has a later entry, and no hash that counts is of other bytes.
[[nodiscard]] Status check_can_be_rebuilt(sqlite3* database, Sequence size,
                                          StoredHashes stored_hashes);

}  // namespace setoff
