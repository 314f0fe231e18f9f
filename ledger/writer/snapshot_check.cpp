#include "ledger/writer/snapshot_check.h"

#include "ledger/writer/replay.h"

namespace setoff {
namespace {

constexpr Sequence kRun = 20'000;

// Replays at least to `end`, or to the end of the group that contains it; never past `last`.
Status replay_run(const JournalPort& journal, Replay& replay, NodeTable& tree, Sequence end,
                  Sequence last) {
  bool enough = false;
  const auto from = replay.state().next_sequence;
  const auto status = journal.each_group(from, [&](const EntryGroup& group) -> Status {
    const auto begin = group.first < from ? static_cast<std::size_t>(from - group.first) : 0;
    for (auto i = begin; i < group.size() && group.first + i < last; ++i) {
      SETOFF_TRY_STATUS(replay.step(group.at(i)));
      tree.append(hash_leaf(std::as_bytes(group.at(i))));
    }
    enough = replay.state().next_sequence >= end;
    // An error stops the iteration; this one is not passed on.
    return enough ? Status(Error(Code::too_large)) : Status(Ok{});
  });
  if (enough) return Ok{};
  return status ? Status(Error(Code::corrupt, "the journal ends too soon")) : status;
}

}  // namespace

Result<bool> check_snapshot(const JournalPort& journal, const SnapshotInfo& head,
                            const std::function<bool(Sequence)>& reached) {
  NodeTable tree;
  const auto fetch = [&journal](Sequence sequence) { return read_entry(journal, sequence); };
  Replay replay(fetch, State(), KeyTable(head.secret));
  while (true) {
    const auto at = replay.state().next_sequence;
    if (!reached(at)) return false;
    if (at >= head.sequence) break;
    SETOFF_TRY_STATUS(
        replay_run(journal, replay, tree, std::min(head.sequence, at + kRun), head.sequence));
  }
  if (tree.root() != head.root)
    return Error(Code::corrupt, "the entries of the snapshot come to another root");
  SETOFF_TRY(again, write_snapshot(replay.state(), replay.keys(), tree,
                                   [](ByteView) -> Status { return Ok{}; }));
  if (again.digest != head.digest)
    return Error(Code::corrupt, "the books of the snapshot are not those that its " +
                                    std::to_string(head.sequence) + " entries give");
  return true;
}

}  // namespace setoff
