#pragma once
// JournalPages: reads the groups of the journal in order, directly from the pages of a file that
// nobody writes. Errors: corrupt, for a row that contradicts itself or the previous row, and for
// malformed pages.

#include <optional>
#include <string_view>

#include "ledger/store/tree_cursor.h"
#include "ledger/writer/journal.h"

namespace setoff {

// The root page of a table; nullopt if the schema has no such table.
[[nodiscard]] std::optional<PageNumber> root_page(sqlite3* database, std::string_view table);

class JournalPages {
 public:
  JournalPages(PageReader& pages, PageNumber root) : rows_(pages, TreeKind::table, root) {}

  // The next group; corrupt after the last.
  [[nodiscard]] Result<EntryGroup> next();
  [[nodiscard]] bool at_end() { return !rows_.next() && !rows_.broken(); }

 private:
  TreeCursor rows_;
  Sequence expected_ = 0;
};

}  // namespace setoff
