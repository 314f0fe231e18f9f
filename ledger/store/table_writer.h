#pragma once
// TableWriter: brings the derived tables up to the journal, in transactions of many entries. It
// goes on from where the tables stand; a crash leaves them behind, never wrong. The triggers of the
// connection are switched off: the writer knows that it only adds. Errors: corrupt if
// the journal's bytes are no entries or the tables are ahead of it; cannot_write.

#include <memory>

#include "ledger/store/entry_stream.h"

struct sqlite3;

namespace setoff {

class TableWriter {
 public:
  // Takes up the tables of an open database that stays open.
  [[nodiscard]] static Result<TableWriter> open(sqlite3* database);
  TableWriter(TableWriter&&) noexcept;
  TableWriter& operator=(TableWriter&&) noexcept;
  ~TableWriter();

  [[nodiscard]] Sequence entries() const;
  // corrupt if the tables hold more than the `size` entries of the journal.
  [[nodiscard]] Status check_behind(Sequence size) const;
  // Takes entries from the journal until the tables hold `size` of them.
  [[nodiscard]] Status catch_up(Sequence size, const EntryStream::GroupOf& group_of);
  // Takes the entries of the next group in one transaction, in the caller's thread alone.
  [[nodiscard]] Status take(const EntryGroup& group);

 private:
  struct Impl;
  explicit TableWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff
