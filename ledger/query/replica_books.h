#pragma once
// ReplicaBooks: a second copy of the books, for queries, that follows the journal behind its
// writer: it contains only committed entries, and nobody else modifies it. One thread uses it.
// Entries are booked again but not compared, since their writer is trusted. After an error the
// books must not be used. Errors: corrupt if an entry does not follow; those of the journal.

#include <vector>

#include "ledger/rules/post.h"
#include "ledger/writer/journal.h"

namespace setoff {

class ReplicaBooks {
 public:
  explicit ReplicaBooks(State state) : state_(std::move(state)) {}

  // Applies the entries that the journal holds beyond size().
  [[nodiscard]] Status catch_up(const JournalPort& journal);
  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] Sequence size() const { return state_.next_sequence; }

 private:
  [[nodiscard]] Status apply_entry(ByteView bytes, const JournalPort& journal);

  State state_;
  // Buffers that are reused.
  Draft draft_;
  std::vector<PostingView> postings_;
};

}  // namespace setoff
