#include "tests/ledger/audit/mutants.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace setoff::tests {
namespace {

struct Column {
  std::string name;
  std::string type;
  bool nullable;
  bool key;
};

struct Shape {
  std::string table;
  std::vector<Column> columns;
  std::vector<std::string> rows;  // each as a WHERE clause that picks it by its key
};

std::vector<std::string> texts(SQLite::Database& database, const std::string& sql) {
  std::vector<std::string> out;
  SQLite::Statement rows(database, sql);
  while (rows.executeStep())
    out.push_back(rows.getColumn(0).getString());
  return out;
}

// Generated columns store nothing and are left out.
std::vector<Column> columns_of(SQLite::Database& database, const std::string& table) {
  std::vector<Column> columns;
  SQLite::Statement rows(database, "SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo('" +
                                       table + "') WHERE hidden = 0");
  while (rows.executeStep()) {
    const bool key = rows.getColumn(3).getInt() > 0;
    columns.push_back({rows.getColumn(0).getString(), rows.getColumn(1).getString(),
                       rows.getColumn(2).getInt() == 0 && !key, key});
  }
  return columns;
}

Shape shape_of(SQLite::Database& database, const std::string& table) {
  Shape shape{table, columns_of(database, table), {}};
  std::string where;
  std::string order;
  for (const auto& column : shape.columns) {
    if (!column.key) continue;
    where +=
        (where.empty() ? "'" : " || ' AND ") + column.name + " = ' || quote(" + column.name + ")";
    order += (order.empty() ? "" : ", ") + column.name;
  }
  shape.rows = texts(database, "SELECT " + where + " FROM " + table + " ORDER BY " + order);
  return shape;
}

std::vector<Shape> shapes_of(const std::filesystem::path& ledger) {
  SQLite::Database database(ledger.string(), SQLite::OPEN_READONLY);
  std::vector<Shape> shapes;
  for (const auto& table : texts(database,
                                 "SELECT name FROM sqlite_schema WHERE type = 'table' "
                                 "AND name NOT LIKE 'sqlite_%' ORDER BY name"))
    shapes.push_back(shape_of(database, table));
  return shapes;
}

// First, middle and last of the rows.
std::vector<std::string> chosen(const std::vector<std::string>& rows) {
  if (rows.size() < 3) return rows;
  return {rows.front(), rows[rows.size() / 2], rows.back()};
}

// Expressions for other values of a column than the one it has.
std::vector<std::string> others(const Column& column) {
  const auto& name = column.name;
  std::vector<std::string> values;
  if (column.type == "INTEGER") {
    values = {"coalesce(" + name + ", 0) + 1000000007"};
    if (!column.key) values.push_back("coalesce(" + name + ", 0) - 1");
  } else if (column.type == "BLOB") {
    values = {"CAST(substr(" + name + ", 1, length(" + name + ") - 1) || CASE substr(" + name +
                  ", -1) WHEN x'00' THEN x'01' ELSE x'00' END AS BLOB)",
              "CAST(substr(" + name + ", 2) AS BLOB)"};
  } else {
    values = {"coalesce(" + name + ", '') || 'x'"};
    if (!column.key) values.push_back("'' || upper(coalesce(" + name + ", '')) || ' '");
  }
  if (column.nullable) values.push_back("NULL");
  return values;
}

void add_changes(const Shape& shape, std::vector<Mutant>& out) {
  for (const auto& column : shape.columns)
    for (const auto& row : chosen(shape.rows))
      for (const auto& value : others(column))
        out.push_back(
            {shape.table + "." + column.name + " of (" + row + ") := " + value,
             shape.table,
             {"UPDATE " + shape.table + " SET " + column.name + " = " + value + " WHERE " + row}});
}

void add_deletions(const Shape& shape, std::vector<Mutant>& out) {
  for (const auto& row : chosen(shape.rows))
    out.push_back({shape.table + ": (" + row + ") deleted",
                   shape.table,
                   {"DELETE FROM " + shape.table + " WHERE " + row}});
  if (shape.rows.size() < 2) return;
  Mutant cut{shape.table + ": second half cut off", shape.table, {}};
  for (auto i = shape.rows.size() / 2; i < shape.rows.size(); ++i)
    cut.sql.push_back("DELETE FROM " + shape.table + " WHERE " + shape.rows[i]);
  out.push_back(std::move(cut));
  out.push_back({shape.table + ": emptied", shape.table, {"DELETE FROM " + shape.table}});
}

std::string listed(const Shape& shape, bool keys_changed) {
  std::string list;
  for (const auto& column : shape.columns) {
    list += list.empty() ? "" : ", ";
    if (column.key && keys_changed)
      list += column.type == "INTEGER" ? column.name + " + 1000000007" : column.name + " || 'x'";
    else
      list += column.name;
  }
  return list;
}

void add_additions(const Shape& shape, std::vector<Mutant>& out) {
  for (const auto& row : chosen(shape.rows))
    out.push_back({shape.table + ": a copy of (" + row + ") added",
                   shape.table,
                   {"INSERT INTO " + shape.table + " (" + listed(shape, false) + ") SELECT " +
                    listed(shape, true) + " FROM " + shape.table + " WHERE " + row}});
}

// Everything but the keys of two neighbours exchanged.
void add_swaps(const Shape& shape, std::vector<Mutant>& out) {
  for (std::size_t i = 0; i + 1 < shape.rows.size();
       i += std::max<std::size_t>(1, shape.rows.size() / 3)) {
    const auto& table = shape.table;
    std::string sets;
    for (const auto& column : shape.columns)
      if (!column.key)
        sets += (sets.empty() ? "" : ", ") + column.name + " = (SELECT " + column.name +
                " FROM temp.swap WHERE NOT (" + "%" + "))";
    const auto set_for = [&](const std::string& row) {
      auto text = sets;
      for (auto at = text.find('%'); at != std::string::npos; at = text.find('%', at + row.size()))
        text.replace(at, 1, row);
      return "UPDATE main." + table + " SET " + text + " WHERE " + row;
    };
    const auto& a = shape.rows[i];
    const auto& b = shape.rows[i + 1];
    out.push_back(
        {table + ": (" + a + ") and (" + b + ") swapped",
         table,
         {"CREATE TEMP TABLE swap AS SELECT * FROM main." + table + " WHERE " + a + " OR " + b,
          set_for(a), set_for(b), "DROP TABLE temp.swap"}});
  }
}

}  // namespace

std::vector<Mutant> row_mutants(const std::filesystem::path& ledger) {
  std::vector<Mutant> out;
  for (const auto& shape : shapes_of(ledger)) {
    add_changes(shape, out);
    add_deletions(shape, out);
    add_additions(shape, out);
    add_swaps(shape, out);
  }
  return out;
}

std::vector<Mutant> schema_mutants(const std::filesystem::path& ledger) {
  SQLite::Database database(ledger.string(), SQLite::OPEN_READONLY);
  std::vector<Mutant> out;
  SQLite::Statement objects(database, "SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL");
  while (objects.executeStep()) {
    const auto type = objects.getColumn(0).getString();
    const auto name = objects.getColumn(1).getString();
    out.push_back({type + " " + name + " dropped", "", {"DROP " + type + " " + name}});
    out.push_back({type + " " + name + " worded otherwise",
                   "",
                   {"PRAGMA writable_schema=ON",
                    "UPDATE sqlite_schema SET sql = sql || ' ' WHERE name = '" + name + "'"}});
  }
  for (const auto& table : texts(database, "SELECT name FROM sqlite_schema WHERE type = 'table'")) {
    const auto columns = columns_of(database, table);
    out.push_back({"an index on " + table,
                   "",
                   {"CREATE INDEX more ON " + table + " (" + columns.back().name + ")"}});
    out.push_back({"a trigger on " + table,
                   "",
                   {"CREATE TRIGGER more BEFORE INSERT ON " + table + " BEGIN SELECT 1; END"}});
    out.push_back({"a column on " + table, "", {"ALTER TABLE " + table + " ADD more TEXT"}});
  }
  out.push_back({"one more table", "", {"CREATE TABLE more (x TEXT) STRICT"}});
  out.push_back({"one more view", "", {"CREATE VIEW more AS SELECT 1 AS x"}});
  out.push_back({"statistics", "", {"ANALYZE"}});
  return out;
}

bool make_mutant(const std::filesystem::path& ledger, const Mutant& mutant,
                 const std::filesystem::path& copy) {
  std::filesystem::copy_file(ledger, copy, std::filesystem::copy_options::overwrite_existing);
  SQLite::Database database(copy.string(), SQLite::OPEN_READWRITE);
  database.exec(
      "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY; PRAGMA ignore_check_constraints=ON; "
      "BEGIN");
  const auto triggers = texts(database,
                              "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND "
                              "tbl_name = '" +
                                  mutant.table + "'");
  for (const auto& name : texts(database,
                                "SELECT name FROM sqlite_schema WHERE type = 'trigger' "
                                "AND tbl_name = '" +
                                    mutant.table + "'"))
    database.exec("DROP TRIGGER " + name);
  for (const auto& sql : mutant.sql)
    database.exec(sql);
  for (const auto& sql : triggers)
    database.exec(sql);
  database.exec("COMMIT");
  if (mutant.table.empty()) return true;
  database.exec("ATTACH '" + ledger.string() + "' AS original");
  const auto difference = [&](const char* one, const char* other) {
    return database
        .execAndGet("SELECT count(*) FROM (SELECT * FROM " + std::string(one) + "." + mutant.table +
                    " EXCEPT SELECT * FROM " + other + "." + mutant.table + ")")
        .getInt();
  };
  return difference("main", "original") + difference("original", "main") > 0;
}

}  // namespace setoff::tests
