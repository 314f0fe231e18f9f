#include "ledger/store/schema_check.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>

#include "ledger/store/ledger_file.h"
#include "ledger/store/row_statement.h"

namespace setoff {
namespace {

// Maps a name such as "trigger posting_no_update" to its SQL; an index that SQLite creates itself
// has none.
using Schema = std::map<std::string, std::string, std::less<>>;

Result<Schema> schema_of(sqlite3* database) {
  Schema schema;
  SETOFF_TRY(rows,
             RowStatement::prepare(database,
                                   "SELECT type || ' ' || name, tbl_name || ': ' || coalesce(sql, "
                                   "'') FROM sqlite_schema"));
  while (true) {
    SETOFF_TRY(more, rows.next());
    if (!more) return schema;
    auto name = std::string(rows.column(0).text);
    while (schema.contains(name))
      name += " (again)";
    schema.emplace(std::move(name), rows.column(1).text);
  }
}

Result<Schema> expected_schema() {
  try {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(journal_sql() + tables_sql());
    return schema_of(database.getHandle());
  } catch (const SQLite::Exception& failure) {
    return error_of(failure, Code::cannot_read);
  }
}

}  // namespace

Result<std::vector<TableFinding>> check_schema(sqlite3* database) {
  SETOFF_TRY(expected, expected_schema());
  SETOFF_TRY(stored, schema_of(database));
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

Result<std::vector<TableFinding>> check_pages(sqlite3* database) {
  SETOFF_TRY(rows, RowStatement::prepare(database, "PRAGMA integrity_check"));
  std::vector<TableFinding> findings;
  while (true) {
    const auto more = rows.next();
    if (!more) {
      findings.push_back({{}, "the pages of the file cannot be checked: " + more.error().detail});
      return findings;
    }
    if (!*more) return findings;
    if (rows.column(0).text != "ok")
      findings.push_back({{}, "the pages of the file: " + std::string(rows.column(0).text)});
  }
}

}  // namespace setoff
