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
// with the same content; `sequence` and `refusal` are those of the first time. answered: malformed,
// nothing was recorded.
struct Outcome {
  OutcomeKind kind = OutcomeKind::booked;
  std::optional<Sequence> sequence;
  std::optional<Digest> leaf;
  std::optional<Error> error;  // of a refusal, or why the event was only answered
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

  // Books one event into the current group. Its booking stamp, if it has none, is `now`.
  [[nodiscard]] Result<Outcome> submit(const Event& event, Timestamp now);
  // Makes the current group durable. On an error the books are as they were after the last commit,
  // and the events of the group must be sent again.
  [[nodiscard]] Status commit();
  [[nodiscard]] std::size_t uncommitted() const;

  [[nodiscard]] const State& state() const;
  // An entry of the books, those of the current group included; unknown_lot if there is none.
  [[nodiscard]] Result<Entry> entry(Sequence sequence) const;
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
