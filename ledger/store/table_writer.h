#pragma once
// TableWriter: brings the derived tables up to date with the journal, in transactions of many
// entries. It continues from where the tables end; a crash leaves them behind, never wrong. It
// turns off the triggers of its connection, because it only adds. Errors: corrupt if the journal's
// bytes are not entries or the tables are ahead of it; cannot_write.

#include <memory>

#include "ledger/store/entry_stream.h"

struct sqlite3;

namespace setoff {

class TableWriter {
 public:
  // Continues the tables of an open database, which must stay open.
  [[nodiscard]] static Result<TableWriter> open(sqlite3* database);
  TableWriter(TableWriter&&) noexcept;
  TableWriter& operator=(TableWriter&&) noexcept;
  ~TableWriter();

  [[nodiscard]] Sequence entries() const;
  // corrupt if the tables hold more than the `size` entries of the journal.
  [[nodiscard]] Status check_behind(Sequence size) const;
  // Adds entries from the journal until the tables hold `size` of them.
  [[nodiscard]] Status catch_up(Sequence size, const EntryStream::GroupOf& group_of);
  // Adds the entries of the next group in one transaction, on the caller's thread alone.
  [[nodiscard]] Status add_group(const EntryGroup& group);

 private:
  struct Impl;
  explicit TableWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff
