#include "ledger/query/replica_books.h"

#include <optional>

#include "ledger/writer/journal_walk.h"

namespace setoff {

Status ReplicaBooks::catch_up(const JournalPort& journal) {
  return walk_forward(journal, size(), [&](Sequence, ByteView bytes) -> Result<bool> {
    SETOFF_TRY_STATUS(apply_entry(bytes, journal));
    return true;
  });
}

Status ReplicaBooks::apply_entry(ByteView bytes, const JournalPort& journal) {
  SETOFF_TRY(head, decode_front(bytes));
  const auto where = "entry " + std::to_string(size());
  if (head.sequence != size())
    return Error(Code::corrupt, where + " says that it is entry " + std::to_string(head.sequence));
  if (head.refusal) {
    apply_refusal(state_, head.event, head.sequence);
    return Ok{};
  }
  std::optional<Entry> reversed;
  ReferencedEntries referenced;
  if (const auto needed = referenced_entry(head.event); needed && *needed < head.sequence) {
    SETOFF_TRY(entry, read_entry(journal, *needed));
    reversed = std::move(entry);
    referenced.reversed = &*reversed;
  }
  if (const auto posted = post(state_, head.event, referenced, draft_); !posted)
    return Error(Code::corrupt, where + " does not follow: " + posted.error().text());
  postings_.clear();
  apply(state_, head.event, std::move(draft_), head.sequence, postings_);
  return Ok{};
}

}  // namespace setoff
