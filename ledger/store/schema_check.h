#pragma once
// Compares the schema of a ledger file (the text of every table, index, view and trigger) with the
// one this program would create, and runs SQLite's own check of the pages. Findings name the
// object.

#include <vector>

#include "ledger/writer/stored_tables.h"

struct sqlite3;

namespace setoff {

[[nodiscard]] Result<std::vector<TableFinding>> check_schema(sqlite3* database);
// PRAGMA integrity_check.
[[nodiscard]] Result<std::vector<TableFinding>> check_pages(sqlite3* database);

}  // namespace setoff
