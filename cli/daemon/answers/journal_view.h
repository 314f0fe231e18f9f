#pragma once
// JournalView: the first `size` entries of a journal, as one question sees it. Reads in short runs,
// so that no reader blocks the checkpoint of the writer's write-ahead log, and for as long as the
// question may continue. Errors: those of the cancellation check and of the journal; corrupt if it
// is shorter.

#include "cli/daemon/answers/cancellation_check.h"
#include "ledger/writer/journal.h"

namespace setoff::cli {

class JournalView final : public JournalPort {
 public:
  JournalView(const JournalPort& journal, Sequence size, const CancellationCheck& may_continue)
      : journal_(journal), size_(size), may_continue_(may_continue) {}

  [[nodiscard]] Sequence size() const override { return size_; }
  [[nodiscard]] Status append(const EntryGroup& group) override;  // always cannot_write
  [[nodiscard]] Result<ByteBuffer> read(Sequence sequence) const override;
  [[nodiscard]] Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const override;

 private:
  const JournalPort& journal_;
  Sequence size_;
  const CancellationCheck& may_continue_;
};

}  // namespace setoff::cli
