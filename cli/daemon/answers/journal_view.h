#pragma once
// JournalView: a journal as one question sees it: its first `size` entries, read in short runs, so
// that no reader keeps the writer's log from being moved into the file, for as long as there is
// patience. Errors: those of the patience and of the journal; corrupt if it is shorter.

#include "cli/daemon/answers/patience.h"
#include "ledger/book/journal.h"

namespace setoff::cli {

class JournalView final : public JournalPort {
 public:
  JournalView(const JournalPort& journal, Sequence size, const Patience& patience)
      : journal_(journal), size_(size), patience_(patience) {}

  [[nodiscard]] Sequence size() const override { return size_; }
  [[nodiscard]] Status append(const EntryGroup& group) override;  // cannot_write
  [[nodiscard]] Result<ByteBuffer> read(Sequence sequence) const override;
  [[nodiscard]] Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const override;

 private:
  const JournalPort& journal_;
  Sequence size_;
  const Patience& patience_;
};

}  // namespace setoff::cli
