#include "ledger/store/table_check.h"

#include <algorithm>

#include "ledger/crypto/encoding.h"
#include "ledger/store/entry_stream.h"
#include "ledger/store/journal_rows.h"

namespace setoff {
namespace {

std::string select_sql(const TableInfo& facts) {
  std::string sql = "SELECT ";
  sql.append(facts.columns).append(" FROM ").append(facts.name).append(" ORDER BY ");
  return sql.append(facts.key);
}

std::size_t key_width(const TableInfo& facts) {
  return facts.key.find(',') == std::string_view::npos ? 1 : 2;
}

std::string_view column_name(const TableInfo& facts, std::size_t index) {
  auto names = facts.columns;
  for (; index > 0; --index)
    names.remove_prefix(names.find(", ") + 2);
  return names.substr(0, names.find(','));
}

std::string shown(const ColumnValue& value) {
  switch (value.type) {
    case ColumnValue::Type::null:
      return "NULL";
    case ColumnValue::Type::integer:
      return std::to_string(value.integer);
    case ColumnValue::Type::text:
      return "'" + std::string(value.text) + "'";
    case ColumnValue::Type::blob:
      return "x'" + to_hex(bytes_of(value.text)) + "'";
  }
  return {};
}

std::string shown_key(const TableInfo& facts, Row row) {
  std::string text;
  for (std::size_t i = 0; i < key_width(facts); ++i)
    text += (i == 0 ? "" : ", ") + shown(row[i]);
  return text;
}

std::string in_table(const TableInfo& facts) {
  return "table " + std::string(facts.name);
}

// The entry of a row, if its table is ordered by entries.
std::optional<Sequence> entry_of(const TableInfo& facts, Row row) {
  if (!facts.key.starts_with("sequence")) return std::nullopt;
  return static_cast<Sequence>(row[0].integer);
}

std::strong_ordering order_of(const ColumnValue& a, const ColumnValue& b) {
  if (a.type != b.type) return a.type <=> b.type;
  if (a.type == ColumnValue::Type::integer) return a.integer <=> b.integer;
  return a.text <=> b.text;
}

}  // namespace

TableCheck::TableCheck(sqlite3* database) {
  for (const auto& facts : all_tables()) {
    auto& cursor = cursors_[static_cast<std::size_t>(facts.table)];
    auto rows = RowStatement::prepare(database, select_sql(facts));
    if (rows)
      cursor.rows = std::move(*rows);
    else
      cursor.finding =
          TableFinding{{}, in_table(facts) + " cannot be read: " + rows.error().detail};
  }
}

Status TableCheck::accept(Table table, Row row) {
  auto& cursor = cursors_[static_cast<std::size_t>(table)];
  if (!cursor.finding) compare(info_of(table), cursor, row);
  return Ok{};
}

void TableCheck::compare(const TableInfo& facts, Cursor& cursor, Row row) {
  const auto differs = [&](std::optional<Sequence> entry, const std::string& what) {
    cursor.finding = TableFinding{entry, in_table(facts) + ", " + what};
  };
  const auto more = cursor.rows.next();
  if (!more) return differs(entry_of(facts, row), "it cannot be read: " + more.error().detail);
  if (!*more)
    return differs(entry_of(facts, row), "row " + shown_key(facts, row) + ": it is missing");
  std::array<ColumnValue, kColumnsMax> stored;
  bool same = true;
  for (std::size_t i = 0; i < row.size(); ++i) {
    stored[i] = cursor.rows.column(i);
    same = same && stored[i] == row[i];
  }
  if (same) return;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto order = order_of(stored[i], row[i]);
    if (order == 0) continue;
    if (i >= key_width(facts))
      return differs(entry_of(facts, row), "row " + shown_key(facts, row) + ", column " +
                                               std::string(column_name(facts, i)) + ": it is " +
                                               shown(stored[i]) + ", the journal gives " +
                                               shown(row[i]));
    if (order > 0)
      return differs(entry_of(facts, row), "row " + shown_key(facts, row) + ": it is missing");
    return differs(entry_of(facts, stored),
                   "row " + shown_key(facts, stored) + ": the journal does not give such a row");
  }
}

void TableCheck::finish() {
  for (const auto& facts : all_tables()) {
    auto& cursor = cursors_[static_cast<std::size_t>(facts.table)];
    if (cursor.finding) continue;
    const auto more = cursor.rows.next();
    if (!more) {
      cursor.finding =
          TableFinding{{}, in_table(facts) + " cannot be read: " + more.error().detail};
    } else if (*more) {
      std::array<ColumnValue, 2> key;
      for (std::size_t i = 0; i < key_width(facts); ++i)
        key[i] = cursor.rows.column(i);
      cursor.finding =
          TableFinding{entry_of(facts, key), in_table(facts) + ", row " + shown_key(facts, key) +
                                                 ": the journal does not give such a row"};
    }
  }
}

std::vector<TableFinding> TableCheck::findings() const {
  std::vector<TableFinding> found;
  for (const auto& cursor : cursors_)
    if (cursor.finding) found.push_back(*cursor.finding);
  return found;
}

Result<std::vector<TableFinding>> compare_tables(sqlite3* database, Sequence reached) {
  TableCheck check(database);
  TableRows rows;
  EntryStream stream(0, reached,
                     [database](Sequence sequence) { return journal_group(database, sequence); });
  while (rows.entries() < reached) {
    const auto next = stream.next();
    for (std::size_t i = 0; i < next.entries.size(); ++i)
      if (!rows.add_entry(next.entries[i], next.leaves[i], check)) return check.findings();
    if (next.broken && next.broken->code != Code::corrupt) return *next.broken;
    if (next.broken || next.entries.empty()) return check.findings();
  }
  SETOFF_TRY_STATUS(rows.finish(check));
  check.finish();
  return check.findings();
}

}  // namespace setoff
