#include "ledger/store/page_check.h"

#include <algorithm>
#include <array>
#include <optional>

#include "ledger/proof/merkle.h"
#include "ledger/store/journal_pages.h"
#include "ledger/store/record.h"
#include "ledger/store/row_statement.h"
#include "ledger/store/tree_cursor.h"

namespace setoff {
namespace {

Error not_so() {
  return {Code::corrupt, "the pages of the file are not as the journal gives them"};
}

class PageCheck final : public RowSink {
 public:
  // Opens one cursor for each table, in the order of Table.
  bool open(sqlite3* database, PageReader& pages) {
    for (const auto& facts : all_tables()) {
      const auto root = root_page(database, facts.name);
      if (!root) return false;
      const bool numbered = facts.table == Table::entry || facts.table == Table::account;
      tables_.emplace_back(pages, numbered ? TreeKind::table : TreeKind::index, *root);
      numbered_.push_back(numbered);
    }
    return true;
  }

  Status accept(Table table, Row row) override {
    const auto index = static_cast<std::size_t>(table);
    auto& cursor = tables_[index];
    if (!cursor.next()) return not_so();
    std::array<ColumnValue, kColumnsMax> stored;
    if (numbered_[index]) {  // the key is the rowid; the record has NULL in its place
      if (cursor.key() != row.front().integer) return not_so();
      std::ranges::copy(row.subspan(1), stored.begin() + 1);
      row = std::span(stored).first(row.size());
    }
    if (!is_record_of(row, cursor.record())) return not_so();
    return Ok{};
  }

  // True if no table has more rows.
  bool at_end() {
    return std::ranges::none_of(
        tables_, [](TreeCursor& cursor) { return cursor.next() || cursor.broken(); });
  }

 private:
  std::vector<TreeCursor> tables_;
  std::vector<bool> numbered_;
};

// Reads the pages of the schema table, whose texts are compared elsewhere. Only tables may have
// pages.
bool walk_schema(PageReader& pages) {
  using Type = ColumnValue::Type;
  TreeCursor schema(pages, TreeKind::table, 1);
  while (schema.next()) {
    std::array<ColumnValue, 5> row;  // type, name, tbl_name, rootpage, sql
    if (!read_record(schema.record(), row) || row[0].type != Type::text ||
        row[3].type != Type::integer || row[4].type != Type::text)
      return false;
    if (row[0].text != "table" && row[3].integer != 0) return false;
  }
  return !schema.broken();
}

// The leaf hashes of a group, computed in batches, which takes a third of the time.
class LeafHashes {
 public:
  const Digest& at(const EntryGroup& group, std::size_t index) {
    if (index % kAtOnce == 0) {
      const auto count = std::min(kAtOnce, group.size() - index);
      std::array<Bytes, kAtOnce> bytes;
      for (std::size_t i = 0; i < count; ++i)
        bytes[i] = std::as_bytes(group.at(index + i));
      hash_leaves(std::span(bytes).first(count), std::span(leaves_).first(count));
    }
    return leaves_[index % kAtOnce];
  }

 private:
  static constexpr std::size_t kAtOnce = 64;
  std::array<Digest, kAtOnce> leaves_;
};

// Single-threaded, one entry at a time: another thread would save time if a core were free, but an
// audit leaves none free, and the decoded entry is still in the caches when it is compared.
bool check_group(const EntryGroup& group, LeafHashes& leaves, StoredEntry& entry, TableRows& rows,
                 PageCheck& check) {
  for (std::size_t i = 0; i < group.size(); ++i) {
    const auto& leaf = leaves.at(group, i);
    const bool decoded = decode_stored(group.at(i), entry).has_value();
    if (!decoded || entry.head.sequence != group.first + i || !rows.add_entry(entry, leaf, check))
      return false;
  }
  return true;
}

}  // namespace

bool pages_are_good(sqlite3* database, Sequence size) {
  auto pages = PageReader::open(database);
  const auto root = root_page(database, "journal");
  PageCheck check;
  if (!pages || !root || !check.open(database, *pages) || !walk_schema(*pages)) return false;
  JournalPages journal(*pages, *root);
  TableRows rows;
  LeafHashes leaves;
  StoredEntry entry;  // reuses its buffers for all entries
  while (rows.entries() < size) {
    const auto group = journal.next();
    if (!group || !check_group(*group, leaves, entry, rows, check)) return false;
  }
  return rows.finish(check) && check.at_end() && journal.at_end() && pages->read_free_list() &&
         pages->all_read();
}

}  // namespace setoff
