#pragma once
// LedgerWriter: the only writer of a ledger. It applies the rules to events, encodes, hashes and
// groups their entries, and returns an outcome for each. No event counts as accepted before
// commit() returns: receipts are issued for committed entries only. A key (source and id) is
// accepted once: the same event again gets the first outcome; another event under the same key gets
// id_reused, naming the member that differs. One thread uses it; only write_closed() may run on
// another.

#include <memory>
#include <optional>

#include "ledger/rules/post.h"
#include "ledger/writer/snapshot.h"

namespace setoff {

enum class OutcomeKind : std::uint8_t { booked, refused, replayed, rejected };

// booked: a new entry. refused: a new entry that records the refusal. replayed: the key already had
// an entry with the same content; `sequence` is that of the first time, and so is the code in
// `error`. rejected: the event is malformed and nothing was recorded.
struct Outcome {
  OutcomeKind kind = OutcomeKind::booked;
  std::optional<Sequence> sequence;
  std::optional<Error> error;  // why the event was refused or rejected
  std::optional<Digest> leaf;  // only if replayed; LedgerWriter::leaf() returns that of a new entry
};

// Entries per commit of a program that books many events in turn: enough that the syncs cost
// little.
inline constexpr std::size_t kEventsPerCommit = 4096;

class LedgerWriter {
 public:
  // Returns earlier books of the same journal to start from instead of empty ones; null if there
  // are none.
  using StartingBooks = std::function<std::unique_ptr<BooksState>()>;

  // Opens the books on a journal, which must outlive them, and replays the entries that follow the
  // earlier books. `earlier` is called again after a failed commit. Errors: corrupt if the journal
  // does not replay; those of the journal.
  [[nodiscard]] static Result<std::unique_ptr<LedgerWriter>> open(JournalPort& journal,
                                                                  StartingBooks earlier = {});
  ~LedgerWriter();

  // Books one event into the current group. Without a booking time it gets `now`, or the last
  // entry's booking time if that is later. Errors: too_large if the group or the ledger is full;
  // those of the journal. Whatever is wrong with the event is an Outcome.
  [[nodiscard]] Result<Outcome> submit(const Event& event, Timestamp now);
  // Makes the current group durable; does nothing if it is empty. On an error the books return to
  // the state of the last commit, and the events of the group must be submitted again.
  [[nodiscard]] Status commit();
  // commit() in three steps. First: closes the current group and starts a new one. Only one group
  // may be closed at a time.
  void close_group();
  // Second: makes the closed group durable. Another thread may call this while the one that owns
  // the writer books events; a lock serialises access to the journal.
  [[nodiscard]] Status write_closed();
  // Third: applies the result of write_closed() and returns it. On an error the current group is
  // lost as well.
  Status apply_commit_result(Status written);
  // Whether a group could be made durable, as far as the journal can tell; requires that no entry
  // is uncommitted. Rebuilds books that could not be rebuilt after a failed commit.
  [[nodiscard]] Status probe();
  // Number of entries in the closed and the current group.
  [[nodiscard]] std::size_t uncommitted() const;

  [[nodiscard]] const State& state() const;
  // An entry of the books, including the current group; unknown_lot if there is none.
  [[nodiscard]] Result<Entry> entry(Sequence sequence) const;
  // The leaf hash of an entry. For uncommitted entries, call it after all of them are booked: it
  // hashes them together, which is cheaper.
  [[nodiscard]] Result<Digest> leaf(Sequence sequence) const;
  [[nodiscard]] Sequence size() const;  // number of entries, including the current group
  [[nodiscard]] Digest root() const;    // over all entries, including the current group
  [[nodiscard]] const NodeTable& tree() const;
  // Writes a snapshot of the books; requires that no entry is uncommitted.
  [[nodiscard]] Result<SnapshotInfo> write_snapshot(FlatWriter::WriteChunk write_chunk) const;

 private:
  struct Impl;
  explicit LedgerWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff
