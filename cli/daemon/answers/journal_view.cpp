#include "cli/daemon/answers/journal_view.h"

namespace setoff::cli {
namespace {

// Copies the groups from an entry on until they are enough for one run or reach `end`. Copying
// first keeps the read short: a thread that is preempted during a read prevents the write-ahead log
// from being reused, so that it keeps growing.
Result<std::vector<EntryGroup>> read_run(const JournalPort& journal, Sequence from, Sequence end) {
  constexpr std::size_t kRunBytes = std::size_t{256} << 10U;
  std::vector<EntryGroup> run;
  std::size_t bytes = 0;
  bool enough = false;
  const auto status = journal.each_group(from, [&](const EntryGroup& group) -> Status {
    run.push_back(group);
    bytes += group.bytes.size();
    enough = bytes >= kRunBytes || group.first + group.size() >= end;
    // Any error stops the iteration; this one is not passed on.
    return enough ? Status(Error(Code::too_large)) : Ok{};
  });
  if (!enough && !status) return status.error();
  if (!enough && run.empty())
    return Error(Code::corrupt, "the journal ends at entry " + std::to_string(from));
  return run;
}

}  // namespace

Status JournalView::append(const EntryGroup&) {
  return Error(Code::cannot_write, "questions write nothing");
}

Result<ByteBuffer> JournalView::read(Sequence sequence) const {
  SETOFF_TRY_STATUS(may_continue_());
  if (sequence < size_) return journal_.read(sequence);
  return Error(Code::unknown_lot, "the ledger has no entry " + std::to_string(sequence));
}

Status JournalView::each_group(Sequence from,
                               const std::function<Status(const EntryGroup&)>& visit) const {
  while (from < size_) {
    SETOFF_TRY_STATUS(may_continue_());
    SETOFF_TRY(run, read_run(journal_, from, size_));
    for (const auto& group : run) {
      SETOFF_TRY_STATUS(may_continue_());
      SETOFF_TRY_STATUS(visit(group));
      from = group.first + group.size();
    }
  }
  return Ok{};
}

}  // namespace setoff::cli
