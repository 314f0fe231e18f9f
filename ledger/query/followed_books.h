#pragma once
// FollowedBooks: a second copy of the books that follows the journal behind the one that writes it,
// so that questions have books of their own: only committed entries are in them, and nobody else
// touches them. Entries are booked again, not compared: they come from a writer that is trusted.
// After an error the books are not to be used. Errors: corrupt if an entry does not follow, those
// of the journal.

#include <vector>

#include "ledger/book/journal.h"
#include "ledger/core/post.h"

namespace setoff {

class FollowedBooks {
 public:
  explicit FollowedBooks(State state) : state_(std::move(state)) {}

  // Takes in what the journal holds behind them.
  [[nodiscard]] Status follow(const JournalPort& journal);
  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] Sequence size() const { return state_.next_sequence; }

 private:
  [[nodiscard]] Status take(ByteView bytes, const JournalPort& journal);

  State state_;
  // Memory that serves again.
  Draft draft_;
  std::vector<PostingView> postings_;
};

}  // namespace setoff
