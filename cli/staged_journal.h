#pragma once
// StagedJournal: a ledger with the entries of one input added. They stay outside the ledger until
// all of the input has been checked; then release() appends them. If this object is destroyed
// first, they are dropped and the ledger is unchanged. Their bytes are kept in memory and, above a
// limit, in an unnamed file. Errors: those of the journal; cannot_write if there is no space for
// the staged entries.

#include <filesystem>
#include <vector>

#include "ledger/writer/journal.h"

namespace setoff::cli {

class StagedJournal final : public JournalPort {
 public:
  // Creates the file, if one is needed, in `folder`.
  StagedJournal(JournalPort& under, std::filesystem::path folder)
      : under_(under), folder_(std::move(folder)), size_(under.size()) {}
  ~StagedJournal() override;

  [[nodiscard]] Sequence size() const override { return size_; }
  [[nodiscard]] Status append(const EntryGroup& group) override;
  [[nodiscard]] Result<ByteBuffer> read(Sequence sequence) const override;
  [[nodiscard]] Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const override;

  // Appends the staged groups to the ledger in order.
  [[nodiscard]] Status release();

 private:
  struct Waiting {
    EntryGroup group;        // without its bytes if they are in the file
    std::uint64_t at = 0;    // offset in the file
    std::uint32_t size = 0;  // bytes in the file; 0: they are in `group`
  };
  [[nodiscard]] Status spill_to_file(Waiting& waiting);
  [[nodiscard]] Status open_file();
  [[nodiscard]] Result<ByteBuffer> from_file(std::uint64_t at, std::size_t size) const;
  [[nodiscard]] Result<EntryGroup> whole(const Waiting& waiting) const;

  JournalPort& under_;
  std::filesystem::path folder_;
  Sequence size_;
  std::vector<Waiting> waiting_;
  std::size_t in_memory_ = 0;  // bytes
  int file_ = -1;
  std::uint64_t file_size_ = 0;
};

}  // namespace setoff::cli
