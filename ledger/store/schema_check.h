#pragma once
// Compares the schema of a ledger file (the text of every table, index, view and trigger) with the
// one this program would create, and runs SQLite's own check of the pages. Findings name the
// object.

#include <vector>

#include "ledger/writer/stored_tables.h"

namespace SQLite {
class Database;
}

namespace setoff {

[[nodiscard]] Result<std::vector<TableFinding>> check_schema(SQLite::Database& database);
// PRAGMA integrity_check. That it cannot run is a finding, too.
[[nodiscard]] std::vector<TableFinding> check_pages(SQLite::Database& database);

}  // namespace setoff
