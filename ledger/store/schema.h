#pragma once
// The SQL of a ledger file, in one place: the journal, which is the truth, and the tables and views
// that are derived from it. Append-only tables refuse changes by triggers, which are part of the
// text. The meaning of each column: docs/ledger-file-format.md.

#include <array>
#include <string>
#include <string_view>

namespace setoff {

inline constexpr int kApplicationId = 0x5E70FF01;
// 1: the journal alone. 2: with tables and views.
inline constexpr int kFormatVersion = 2;
inline constexpr int kJournalOnlyVersion = 1;

// The derived tables. RowMaker makes their rows in the order of their keys.
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

struct TableFacts {
  Table table;
  std::string_view name;
  std::string_view columns;  // comma-separated, the key first
  std::size_t width;         // number of columns
  std::string_view key;      // columns of the primary key
  bool append_only;          // rows never change once they are there
};
[[nodiscard]] const TableFacts& facts_of(Table table);
[[nodiscard]] const std::array<TableFacts, kTables>& all_tables();

// Makes the journal and its triggers.
[[nodiscard]] std::string journal_sql();
[[nodiscard]] std::string journal_triggers_sql();
// Makes the derived tables, their triggers and the views; they hold no entry yet.
[[nodiscard]] std::string tables_sql();
// Drops what tables_sql() makes.
[[nodiscard]] std::string drop_tables_sql();

}  // namespace setoff
