#include "ledger/writer/journal_walk.h"

#include <algorithm>
#include <optional>

namespace setoff {

Status walk_forward(const JournalPort& journal, Sequence from, const EntryVisit& visit) {
  if (from >= journal.size()) return Ok{};
  bool enough = false;
  auto status = journal.each_group(from, [&](const EntryGroup& group) -> Status {
    const auto first = group.first < from ? static_cast<std::size_t>(from - group.first) : 0;
    for (std::size_t i = first; i < group.size(); ++i) {
      SETOFF_TRY(more, visit(group.first + i, group.at(i)));
      enough = !more;
      // Any error stops the iteration; this one is not passed on.
      if (enough) return Error(Code::too_large);
    }
    return Ok{};
  });
  return enough ? Status(Ok{}) : status;
}

Status walk_backward(const JournalPort& journal, Sequence before, const EntryVisit& visit) {
  constexpr Sequence kRun = 256;
  auto end = std::min(before, journal.size());
  while (end > 0) {
    const Sequence begin = end > kRun ? end - kRun : 0;
    std::vector<ByteBuffer> run;
    SETOFF_TRY_STATUS(
        walk_forward(journal, begin, [&](Sequence sequence, ByteView bytes) -> Result<bool> {
          run.emplace_back(bytes.begin(), bytes.end());
          return sequence + 1 < end;
        }));
    for (std::size_t i = run.size(); i-- > 0;) {
      SETOFF_TRY(more, visit(begin + i, run[i]));
      if (!more) return Ok{};
    }
    end = begin;
  }
  return Ok{};
}

}  // namespace setoff
