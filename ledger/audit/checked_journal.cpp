#include "ledger/audit/checked_journal.h"

#include "ledger/audit/batch_ring.h"
#include "ledger/writer/background_worker.h"
#include "ledger/writer/replay.h"

namespace setoff {
namespace {

// The caller's thread reads the journal and replays; another one decodes and hashes the next batch.
// Three batches rotate.
class CheckedReplay {
 public:
  CheckedReplay(const JournalPort& journal, const std::optional<ExpectedHead>& expected,
                std::optional<Timestamp> known)
      : known_(known),
        expected_(expected),
        replay_([&journal](Sequence sequence) { return read_entry(journal, sequence); }),
        auditor_(expected) {}

  Status add_group(const EntryGroup& group) {
    return batches_.fill(group, [this] { return advance(); });
  }

  Status finish() {
    SETOFF_TRY_STATUS(advance());  // decodes the last batch
    SETOFF_TRY_STATUS(advance());  // replays it
    background_.wait();
    for (const auto& finding : auditor_.take_findings())
      return Error(Code::corrupt, finding.what);
    if (!expected_ || auditor_.compared()) return Ok{};
    if (expected_->size)
      return Error(Code::corrupt, "the ledger has " + std::to_string(auditor_.tree().size()) +
                                      " entries, fewer than the " +
                                      std::to_string(*expected_->size) + " of the expected root");
    if (auditor_.tree().root() == expected_->root) return Ok{};
    return Error(Code::corrupt, "the root over all entries is not the expected one");
  }

  [[nodiscard]] Sequence size() const { return auditor_.tree().size(); }
  [[nodiscard]] Digest root() const { return auditor_.tree().root(); }
  [[nodiscard]] State take_state() { return then_ ? std::move(*then_) : replay_.take_state(); }

 private:
  Status advance() {
    background_.wait();
    batches_.advance();
    background_.begin([this] { auditor_.decode(batches_.at(BatchStage::decoded)); });
    SETOFF_TRY_STATUS(replay(batches_.at(BatchStage::replayed)));
    batches_.at(BatchStage::replayed).clear();
    return Ok{};
  }

  Status replay(EntryBatch& batch) {
    for (std::size_t i = 0; i < batch.raw.size(); ++i) {
      const auto& entries = batch.entries;
      const auto bytes = batch.raw.at(i);
      if (i >= batch.decoded) {
        // Its bytes are not canonical; the replay reports where.
        SETOFF_TRY(entry, replay_.step(bytes));
        static_cast<void>(entry);
        continue;
      }
      keep_known_state(entries[i].stored.head.event);
      SETOFF_TRY(entry, replay_.step(entries[i].stored, entries[i].front_size, bytes));
      static_cast<void>(entry);
    }
    return Ok{};
  }

  void keep_known_state(const Event& next) {
    if (!then_ && known_ && next.booked && *next.booked > *known_) then_ = replay_.state();
  }

  std::optional<Timestamp> known_;
  std::optional<ExpectedHead> expected_;
  Replay replay_;
  std::optional<State> then_;
  EntryAuditor auditor_;  // owned by the other thread while it works
  BatchRing<3> batches_;
  BackgroundWorker background_;  // last, so that it stops before the others are destroyed
};

}  // namespace

Result<std::unique_ptr<CheckedJournal>> CheckedJournal::open(
    std::unique_ptr<JournalPort> journal, const std::optional<ExpectedHead>& expected,
    std::optional<Timestamp> known) {
  CheckedReplay replay(*journal, expected, known);
  SETOFF_TRY_STATUS(
      journal->each_group(0, [&](const EntryGroup& group) { return replay.add_group(group); }));
  SETOFF_TRY_STATUS(replay.finish());
  const auto size = replay.size();
  const auto root = replay.root();
  return std::unique_ptr<CheckedJournal>(
      new CheckedJournal(std::move(journal), replay.take_state(), size, root));
}

Status CheckedJournal::append(const EntryGroup&) {
  return Error(Code::cannot_write, "the ledger is open for reading only");
}

Result<ByteBuffer> CheckedJournal::read(Sequence sequence) const {
  if (sequence >= size_)
    return Error(Code::unknown_lot, "the ledger has no entry " + std::to_string(sequence));
  return journal_->read(sequence);
}

Status CheckedJournal::each_group(Sequence from,
                                  const std::function<Status(const EntryGroup&)>& visit) const {
  return journal_->each_group(from, [&](const EntryGroup& group) -> Status {
    if (group.first >= size_) return Ok{};
    if (group.first + group.size() <= size_) return visit(group);
    EntryGroup part{group.first, group.bytes, group.ends};
    part.ends.resize(static_cast<std::size_t>(size_ - group.first));
    part.bytes.resize(part.ends.back());
    return visit(part);
  });
}

}  // namespace setoff
