#pragma once
// What the derived tables know of a journal that was cut: they are then all that is left of the
// entries that are missing, and nothing may be done that makes them again. Errors: corrupt.

#include "ledger/core/entry.h"

struct sqlite3;

namespace setoff {

// How many entries the rows of the tables tell of.
[[nodiscard]] Sequence entries_told(sqlite3* database);
// The journal has `journal` entries and the tables tell of more.
[[nodiscard]] Error journal_was_cut(Sequence journal, Sequence told);
// What the hashes that the tables keep of entries are worth: they speak against a journal that has
// other bytes, unless its root is known to be right.
enum class Evidence : std::uint8_t { counts, is_known_to_be_wrong };
// Whether the tables can be made again without losing anything: a journal of `size` entries is read
// to its end, no table tells of an entry behind it, and none of other bytes that count.
[[nodiscard]] Status check_can_be_rebuilt(sqlite3* database, Sequence size, Evidence evidence);

}  // namespace setoff
