#pragma once
// SqliteJournal: the journal port on one SQLite file (WAL, synchronous FULL). One process writes; a
// second writer is refused with in_use. A ledger closed cleanly is one file; reading leaves nothing
// beside it. Errors: cannot_open, in_use, not_a_ledger, cannot_read, cannot_write, corrupt.

#include <filesystem>
#include <memory>

#include "ledger/book/journal.h"

namespace setoff {

enum class OpenMode : std::uint8_t {
  create,           // a new file; an existing one is refused
  write,            // an existing ledger
  create_or_write,  // either
  read,
};

class SqliteJournal final : public JournalPort {
 public:
  [[nodiscard]] static Result<std::unique_ptr<SqliteJournal>> open(
      const std::filesystem::path& path, OpenMode mode);
  ~SqliteJournal() override;

  [[nodiscard]] Sequence size() const override;
  [[nodiscard]] Status append(const EntryGroup& group) override;
  [[nodiscard]] Result<ByteBuffer> read(Sequence sequence) const override;
  [[nodiscard]] Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const override;

  // Closes the file so that nothing stands beside it. Nothing else may be called afterwards.
  [[nodiscard]] Status close();

 private:
  struct Impl;
  explicit SqliteJournal(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff
