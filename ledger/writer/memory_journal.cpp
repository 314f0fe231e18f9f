#include <algorithm>

#include "ledger/writer/journal.h"

namespace setoff {

Status MemoryJournal::append(const EntryGroup& group) {
  if (group.first != size_)
    return Error(Code::cannot_write, "the group begins at entry " + std::to_string(group.first) +
                                         "; the next one is " + std::to_string(size_));
  if (group.size() == 0) return Ok{};
  groups_.push_back(group);
  size_ += group.size();
  return Ok{};
}

Result<ByteBuffer> MemoryJournal::read(Sequence sequence) const {
  if (sequence >= size_)
    return Error(Code::unknown_lot, "there is no entry " + std::to_string(sequence));
  const auto after = std::ranges::upper_bound(groups_, sequence, {}, &EntryGroup::first);
  const auto& group = *std::prev(after);
  const auto bytes = group.at(sequence - group.first);
  return ByteBuffer(bytes.begin(), bytes.end());
}

Status MemoryJournal::each_group(Sequence from,
                                 const std::function<Status(const EntryGroup&)>& visit) const {
  for (const auto& group : groups_)
    if (group.first + group.size() > from) SETOFF_TRY_STATUS(visit(group));
  return Ok{};
}

}  // namespace setoff
