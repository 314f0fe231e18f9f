#pragma once
// JournalView: the first `size` entries of a journal, as one question sees it. Reads in short runs,
// so that no reader blocks the checkpoint of the writer's write-ahead log, and for as long as
// patience lasts. Errors: those of the patience and of the journal; corrupt if it is shorter.

#include "cli/daemon/answers/patience.h"
#include "ledger/writer/journal.h"

namespace setoff::cli {

class JournalView final : public JournalPort {
 public:
  JournalView(const JournalPort& journal, Sequence size, const Patience& patience)
      : journal_(journal), size_(size), patience_(patience) {}

  [[nodiscard]] Sequence size() const override { return size_; }
  [[nodiscard]] Status append(const EntryGroup& group) override;  // always cannot_write
  [[nodiscard]] Result<ByteBuffer> read(Sequence sequence) const override;
  [[nodiscard]] Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const override;

 private:
  const JournalPort& journal_;
  Sequence size_;
  const Patience& patience_;
};

}  // namespace setoff::cli
