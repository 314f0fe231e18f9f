#pragma once
// SqliteJournal: the journal port on one SQLite file (WAL, synchronous FULL), with the tables that
// are derived from it. One process writes; a second writer is refused with in_use. A commit writes
// the journal alone; the tables follow when the file is opened for writing (unless the caller
// cannot wait for them) or closed, by project(), or beside the caller's work. A ledger closed
// cleanly is one file; reading leaves nothing beside it. Errors: cannot_open, in_use, not_a_ledger,
// cannot_read, cannot_write, corrupt.

#include <filesystem>
#include <memory>

#include "ledger/book/journal.h"
#include "ledger/store/ledger_file.h"

namespace setoff {

// What opening for writing does about tables that are behind the journal, as after a kill.
enum class TablesAtOpen : std::uint8_t {
  brought_up,
  left_behind,
  beside,  // brought up, and then written in another thread between one commit and the next
};

class SqliteJournal final : public JournalPort {
 public:
  [[nodiscard]] static Result<std::unique_ptr<SqliteJournal>> open(
      const std::filesystem::path& path, OpenMode mode,
      TablesAtOpen tables = TablesAtOpen::brought_up);
  // Makes the derived tables anew from the journal, whatever stands in them, and closes the file.
  // Gives the number of entries.
  [[nodiscard]] static Result<Sequence> rebuild(const std::filesystem::path& path);
  ~SqliteJournal() override;

  [[nodiscard]] Sequence size() const override;
  [[nodiscard]] Status append(const EntryGroup& group) override;
  [[nodiscard]] Result<ByteBuffer> read(Sequence sequence) const override;
  [[nodiscard]] Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const override;

  // Brings the tables up to the journal.
  [[nodiscard]] Status project();

  // For a program that waits for each group: its commits share the work of moving the log into the
  // file in small pieces, until the file is closed.
  void checkpoint_often();

  // Brings the tables up to the journal and closes the file so that nothing stands beside it.
  // Nothing else may be called afterwards.
  [[nodiscard]] Status close();

 private:
  struct Impl;
  explicit SqliteJournal(std::unique_ptr<Impl> impl);
  static Result<std::unique_ptr<SqliteJournal>> open_locked(const std::filesystem::path& path,
                                                            OpenMode mode, bool anew);
  [[nodiscard]] Status tables_not_ahead() const;
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff
