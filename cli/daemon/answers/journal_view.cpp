#include "cli/daemon/answers/journal_view.h"

namespace setoff::cli {

Status JournalView::append(const EntryGroup&) {
  return Error(Code::cannot_write, "questions write nothing");
}

Result<ByteBuffer> JournalView::read(Sequence sequence) const {
  TRY_STATUS(patience_());
  if (sequence < size_) return journal_.read(sequence);
  return Error(Code::unknown_lot, "the ledger has no entry " + std::to_string(sequence));
}

Status JournalView::each_group(Sequence from,
                               const std::function<Status(const EntryGroup&)>& visit) const {
  constexpr Sequence kRun = 16'384;  // entries that one transaction reads
  while (from < size_) {
    auto next = from;
    bool enough = false;
    const auto status = journal_.each_group(from, [&](const EntryGroup& group) -> Status {
      TRY_STATUS(patience_());
      TRY_STATUS(visit(group));
      next = group.first + group.size();
      enough = next >= size_ || next - from >= kRun;
      // The journal stops at an error; this one is not handed on.
      return enough ? Status(Error(Code::too_large)) : Ok{};
    });
    if (!enough && !status) return status;
    if (!enough) return Error(Code::corrupt, "the journal ends at entry " + std::to_string(next));
    from = next;
  }
  return Ok{};
}

}  // namespace setoff::cli
