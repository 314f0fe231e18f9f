#pragma once
// The quick way to find a sealed ledger file in order: the rows that the journal gives are written
// as SQLite would store them and compared with the bytes that stand in its pages, in one pass that
// takes each page of the file once. It either finds everything as it should be, or it does not say
// what is wrong: that is left to TableCheck and check_pages(), which ask SQLite. It never calls a
// file good that they would not.

#include "ledger/core/entry.h"

struct sqlite3;

namespace setoff {

// Whether the tables hold exactly the rows of a journal of `size` entries, and every page of the
// file belongs where it is. The caller is in a transaction and checks the texts of the schema.
[[nodiscard]] bool pages_are_good(sqlite3* database, Sequence size);

}  // namespace setoff
