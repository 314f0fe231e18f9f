#pragma once
// Book: the one writer of a ledger. It resolves, posts, encodes, hashes and groups events, and
// answers each with an outcome. Nothing counts as accepted before commit() returns: receipts belong
// to committed entries only. An event id is accepted once: the same event again gives the first
// outcome, another event under the same id is refused with id_reused, naming the member that
// differs.

#include <memory>
#include <optional>

#include "ledger/book/snapshot.h"
#include "ledger/core/post.h"

namespace setoff {

enum class OutcomeKind : std::uint8_t { booked, refused, replayed, answered };

// booked: a new entry. refused: a new entry that records the refusal. replayed: the id was there
// with the same content; `sequence` and `error` are those of the first time. answered: malformed,
// nothing was recorded.
struct Outcome {
  OutcomeKind kind = OutcomeKind::booked;
  std::optional<Sequence> sequence;
  std::optional<Error> error;  // of a refusal, or why the event was only answered
  std::optional<Digest> leaf;  // of what was there already; Book::leaf() gives that of a new entry
};

class Book {
 public:
  // Books to begin from instead of empty ones, of the same journal; null if there are none.
  using Earlier = std::function<std::unique_ptr<BooksAt>()>;

  // Opens the books on a journal and replays what it holds behind the earlier books. They are asked
  // for again when a commit failed. corrupt if the journal does not replay.
  [[nodiscard]] static Result<std::unique_ptr<Book>> open(JournalPort& journal,
                                                          Earlier earlier = {});
  ~Book();

  // An event of that key comes soon: its place is fetched meanwhile. Changes nothing else.
  void expect(const EventKey& key) const;
  // Books one event into the current group. Its booking stamp, if it has none, is `now`.
  [[nodiscard]] Result<Outcome> submit(const Event& event, Timestamp now);
  // Makes the current group durable. On an error the books are as they were after the last commit,
  // and the events of the group must be sent again.
  [[nodiscard]] Status commit();
  // The same in three steps. The current group is closed and a new one begins; one at a time.
  void close_group();
  // Makes the closed group durable. By any one thread, while others wait or book: the journal is
  // read meanwhile under a lock.
  [[nodiscard]] Status write_closed();
  // Takes what became of it. On an error, which it gives back, the current group is lost as well.
  Status finish_closed(Status written);
  // Whether a group could be made durable, as far as the journal can tell; with no group under way.
  // Books that could not be made anew after a failed commit are made anew.
  [[nodiscard]] Status probe();
  // Entries of the closed and of the current group.
  [[nodiscard]] std::size_t uncommitted() const;

  [[nodiscard]] const State& state() const;
  // An entry of the books, those of the current group included; unknown_lot if there is none.
  [[nodiscard]] Result<Entry> entry(Sequence sequence) const;
  // Its leaf hash. Cheap for entries that are not committed yet, once they are all booked.
  [[nodiscard]] Result<Digest> leaf(Sequence sequence) const;
  [[nodiscard]] Sequence size() const;  // entries, the current group included
  [[nodiscard]] Digest root() const;    // over all entries, the current group included
  [[nodiscard]] const NodeTable& tree() const;
  // Between groups only: a snapshot of the books.
  [[nodiscard]] Result<SnapshotHead> write_snapshot(FlatWriter::Take take) const;

 private:
  struct Impl;
  explicit Book(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace setoff
