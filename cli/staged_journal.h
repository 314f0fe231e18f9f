#pragma once
// StagedJournal: a ledger as it would be with the entries of one input, which wait beside it until
// all of the input is judged: then release() appends them, or they are dropped with this object and
// the ledger never saw them. Their bytes lie in memory, and above a limit in a file without a name.
// Errors: those of the journal; cannot_write where the waiting entries find no room.

#include <filesystem>
#include <vector>

#include "ledger/book/journal.h"

namespace setoff::cli {

class StagedJournal final : public JournalPort {
 public:
  // A file, if one is needed, is made in `folder`.
  StagedJournal(JournalPort& under, std::filesystem::path folder)
      : under_(under), folder_(std::move(folder)), size_(under.size()) {}
  ~StagedJournal() override;

  [[nodiscard]] Sequence size() const override { return size_; }
  [[nodiscard]] Status append(const EntryGroup& group) override;
  [[nodiscard]] Result<ByteBuffer> read(Sequence sequence) const override;
  [[nodiscard]] Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const override;

  // Appends to the ledger, group by group, in the order in which they came.
  [[nodiscard]] Status release();

 private:
  struct Waiting {
    EntryGroup group;        // without its bytes where they are in the file
    std::uint64_t at = 0;    // in the file
    std::uint32_t size = 0;  // bytes in the file; 0: they are here
  };
  [[nodiscard]] Status put_into_file(Waiting& waiting);
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
