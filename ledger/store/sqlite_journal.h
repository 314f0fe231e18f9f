#pragma once
// SqliteJournal: the journal port on one SQLite file (WAL, synchronous FULL), with the tables that
// are derived from it. One process writes; a second writer is refused with in_use. A commit writes
// the journal alone; the tables follow when the file is opened for writing (unless the caller
// cannot wait for them) or closed, by project(), or beside the caller's work. A ledger closed
// cleanly is one file; reading leaves nothing beside it. Errors: cannot_open, in_use, not_a_ledger,
// cannot_read, cannot_write, corrupt.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "ledger/book/journal.h"
#include "ledger/store/ledger_file.h"
#include "ledger/store/table_evidence.h"

namespace setoff {

// What opening for writing does about tables that are behind the journal, as after a kill.
enum class TablesAtOpen : std::uint8_t {
  brought_up,
  left_behind,
  beside,  // brought up, and then written in another thread between one commit and the next
};

// Bytes of the log beside a ledger; 0 if there is none.
[[nodiscard]] std::uint64_t log_bytes(const std::filesystem::path& ledger);

class SqliteJournal final : public JournalPort {
 public:
  [[nodiscard]] static Result<std::unique_ptr<SqliteJournal>> open(
      const std::filesystem::path& path, OpenMode mode,
      TablesAtOpen tables = TablesAtOpen::brought_up);
  // Makes the derived tables anew from the journal and closes the file. Returns the number of
  // entries. corrupt, with the tables as they were, if the journal cannot be read to its end, the
  // tables know entries that it lacks, or keep hashes of other entries and these count.
  [[nodiscard]] static Result<Sequence> rebuild(const std::filesystem::path& path,
                                                Evidence evidence = Evidence::counts);
  ~SqliteJournal() override;

  [[nodiscard]] Sequence size() const override;
  // cannot_write also once the files are no longer where they were opened, as for all that follows.
  [[nodiscard]] Status append(const EntryGroup& group) override;
  [[nodiscard]] Status probe() override;
  [[nodiscard]] Result<ByteBuffer> read(Sequence sequence) const override;
  [[nodiscard]] Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const override;

  // Takes note of what another connection committed since; read() and size() know it then.
  [[nodiscard]] Status refresh();

  // Brings the tables up to the journal.
  [[nodiscard]] Status project();

  // For a program that waits for each group: its commits share the work of moving the log into the
  // file in small pieces, until the file is closed.
  void checkpoint_often();

  // A log longer than this takes no further commit (cannot_write): it cannot begin anew while
  // another program keeps reading an old state of the ledger.
  void limit_log(std::uint64_t bytes);

  // Brings the tables up to the journal and closes the file. Nothing else may be called afterwards.
  // Nothing stands beside it then, unless another program is reading it: that is no error, and the
  // value is a note that says so.
  [[nodiscard]] Result<std::optional<std::string>> close();

 private:
  struct Impl;
  explicit SqliteJournal(std::unique_ptr<Impl> impl);
  static Result<std::unique_ptr<SqliteJournal>> open_locked(const std::filesystem::path& path,
                                                            OpenMode mode,
                                                            std::optional<Evidence> anew);
  [[nodiscard]] Status tables_not_ahead() const;
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff
