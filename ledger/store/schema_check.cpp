#include "ledger/store/schema_check.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>

#include "ledger/store/ledger_file.h"
#include "ledger/store/schema.h"

namespace setoff {
namespace {

// Maps a name such as "trigger posting_no_update" to its SQL; an index that SQLite creates itself
// has none.
using Schema = std::map<std::string, std::string, std::less<>>;

Schema schema_of(SQLite::Database& database) {
  Schema schema;
  SQLite::Statement rows(
      database,
      "SELECT type || ' ' || name, tbl_name || ': ' || coalesce(sql, '') FROM sqlite_schema");
  while (rows.executeStep()) {
    auto name = rows.getColumn(0).getString();
    while (schema.contains(name))
      name += " (again)";
    schema.emplace(std::move(name), rows.getColumn(1).getString());
  }
  return schema;
}

Schema expected_schema() {
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec(journal_sql() + tables_sql());
  return schema_of(database);
}

std::vector<TableFinding> differences(const Schema& expected, const Schema& stored) {
  std::vector<TableFinding> findings;
  for (const auto& [name, text] : expected) {
    const auto found = stored.find(name);
    if (found == stored.end())
      findings.push_back({{}, "the schema lacks the " + name});
    else if (found->second != text)
      findings.push_back({{}, "the schema's " + name + " is not as this program makes it"});
  }
  for (const auto& [name, text] : stored)
    if (!expected.contains(name))
      findings.push_back({{}, "the schema has a " + name + ", which does not belong there"});
  return findings;
}

}  // namespace

Result<std::vector<TableFinding>> check_schema(SQLite::Database& database) {
  try {
    return differences(expected_schema(), schema_of(database));
  } catch (const SQLite::Exception& failure) {
    return error_of(failure, Code::cannot_read);
  }
}

std::vector<TableFinding> check_pages(SQLite::Database& database) {
  std::vector<TableFinding> findings;
  try {
    SQLite::Statement rows(database, "PRAGMA integrity_check");
    while (rows.executeStep())
      if (const auto text = rows.getColumn(0).getString(); text != "ok")
        findings.push_back({{}, "the pages of the file: " + text});
  } catch (const SQLite::Exception& failure) {
    findings.push_back(
        {{}, "the pages of the file cannot be checked: " + std::string(failure.what())});
  }
  return findings;
}

}  // namespace setoff
