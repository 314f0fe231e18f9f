#pragma once
// SqliteJournal: the journal port on one SQLite file (WAL, synchronous FULL), with the tables
// derived from it. One process writes; a second writer gets in_use. A commit writes only the
// journal; the tables are updated when the file is opened for writing (unless the caller cannot
// wait for them) or closed, by project(), or in the background. A cleanly closed ledger is one
// file; reading leaves no other files behind. One thread at a time may use it. Errors: cannot_open,
// in_use, not_a_ledger, cannot_read, cannot_write, corrupt; too_large for a group that does not fit
// into a row.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "ledger/store/ledger_file.h"
#include "ledger/store/table_evidence.h"
#include "ledger/writer/journal.h"

namespace setoff {

// What opening for writing does about tables that lag behind the journal, as after a kill. Opening
// for reading leaves them as they are.
enum class TablesAtOpen : std::uint8_t {
  caught_up,
  left_behind,
  background,  // caught up, then updated by a background thread between commits
};

// Size in bytes of a ledger's write-ahead log; 0 if there is none.
[[nodiscard]] std::uint64_t wal_bytes(const std::filesystem::path& ledger);

class SqliteJournal final : public JournalPort {
 public:
  [[nodiscard]] static Result<std::unique_ptr<SqliteJournal>> open(
      const std::filesystem::path& path, OpenMode mode,
      TablesAtOpen tables = TablesAtOpen::caught_up);
  // Rebuilds the derived tables from the journal and closes the file. Returns the number of
  // entries. Errors: corrupt, leaving the tables unchanged, if the journal cannot be read to its
  // end, if the tables have entries that it lacks, or if they keep hashes of other entries and that
  // evidence counts.
  [[nodiscard]] static Result<Sequence> rebuild(const std::filesystem::path& path,
                                                StoredHashes stored_hashes = StoredHashes::trusted);
  ~SqliteJournal() override;

  [[nodiscard]] Sequence size() const override;
  // Also fails with cannot_write once the files are no longer where they were opened, as do all
  // later calls.
  [[nodiscard]] Status append(const EntryGroup& group) override;
  [[nodiscard]] Status probe() override;
  [[nodiscard]] Result<ByteBuffer> read(Sequence sequence) const override;
  [[nodiscard]] Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const override;

  // Picks up what another connection has committed since; read() and size() then include it.
  [[nodiscard]] Status refresh();

  // Brings the tables up to date with the journal.
  [[nodiscard]] Status project();

  // For a program that waits for each group: until the file is closed, the write-ahead log is
  // copied into the file in small pieces, so that no commit waits long.
  void checkpoint_often();

  // Commits fail with cannot_write once the write-ahead log is longer than this: it cannot restart
  // while another program keeps reading an old state of the ledger.
  void limit_wal(std::uint64_t bytes);

  // Brings the tables up to date and closes the file; nothing else may be called afterwards. No
  // other files remain unless another program is reading the ledger: that is not an error, and the
  // returned note says so.
  [[nodiscard]] Result<std::optional<std::string>> close();

 private:
  struct Impl;
  explicit SqliteJournal(std::unique_ptr<Impl> impl);
  static Result<std::unique_ptr<SqliteJournal>> open_locked(const std::filesystem::path& path,
                                                            OpenMode mode,
                                                            std::optional<StoredHashes> anew);
  [[nodiscard]] Status tables_not_ahead() const;
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff
