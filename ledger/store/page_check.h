#pragma once
// The fast check of a sealed ledger file: compares the rows derived from the journal, encoded as
// SQLite would store them, with the bytes in the file's pages, in one pass that reads each page
// once. It reports only success or failure; TableCheck and check_pages() ask SQLite what is wrong.
// It never accepts a file that they would reject.

#include "ledger/event/entry.h"

struct sqlite3;

namespace setoff {

// Whether the tables hold exactly the rows of a journal of `size` entries, and every page of the
// file is accounted for. The caller holds a transaction and checks the SQL texts of the schema.
[[nodiscard]] bool pages_are_good(sqlite3* database, Sequence size);

}  // namespace setoff
