#pragma once
// The schema of a ledger file, every table, index, view and trigger with its text, held against
// what this program would have made; and SQLite's own check of the pages. Findings name the object.

#include <vector>

#include "ledger/book/stored_tables.h"

struct sqlite3;

namespace setoff {

[[nodiscard]] Result<std::vector<TableFinding>> check_schema(sqlite3* database);
// PRAGMA integrity_check.
[[nodiscard]] Result<std::vector<TableFinding>> check_pages(sqlite3* database);

}  // namespace setoff
