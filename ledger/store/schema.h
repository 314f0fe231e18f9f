#pragma once
// The SQL schema of a ledger file, in one place: the journal, which is authoritative, and the
// tables and views derived from it. Append-only tables reject changes by triggers, which are part
// of the schema. The meaning of each column: docs/ledger-file-format.md.

#include <array>
#include <string>
#include <string_view>

namespace setoff {

inline constexpr int kApplicationId = 0x5E70FF01;
// 1: only the journal. 2: with tables and views.
inline constexpr int kFormatVersion = 2;
inline constexpr int kJournalOnlyVersion = 1;

// The derived tables. TableRows makes their rows in the order of their keys.
enum class Table : std::uint8_t {
  entry,
  link,
  lot,
  account,
  posting,
  commodity,
  balance,
  projection
};
inline constexpr std::size_t kTables = 8;
inline constexpr std::size_t kColumnsMax = 13;

struct TableInfo {
  Table table;
  std::string_view name;
  std::string_view columns;  // comma-separated, the key first
  std::size_t width;         // number of columns
  std::string_view key;      // columns of the primary key
  bool append_only;          // rows never change once inserted
};
[[nodiscard]] const TableInfo& info_of(Table table);
[[nodiscard]] const std::array<TableInfo, kTables>& all_tables();

// Creates the journal and its triggers.
[[nodiscard]] std::string journal_sql();
[[nodiscard]] std::string journal_triggers_sql();
// Creates the derived tables, their triggers and the views; the tables cover no entry yet.
[[nodiscard]] std::string tables_sql();
// Drops what tables_sql() creates.
[[nodiscard]] std::string drop_tables_sql();

}  // namespace setoff
