#pragma once
// Replay: the books made again from their stored entries. Each event goes through post() as it did
// the first time; the entry that comes out must have the very bytes that are stored. Errors:
// corrupt, naming the entry and what differs; not_a_ledger for rules of another version.

#include <functional>

#include "ledger/book/journal.h"
#include "ledger/core/post.h"

namespace setoff {

class Replay {
 public:
  // Gives an earlier entry by its sequence, for reversals.
  using Fetch = std::function<Result<Entry>(Sequence)>;
  explicit Replay(Fetch fetch) : fetch_(std::move(fetch)) {}

  // Books the next entry again and gives it with its postings.
  [[nodiscard]] Result<Entry> step(ByteView bytes);
  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] State take_state() { return std::move(state_); }

 private:
  Fetch fetch_;
  State state_;
  ByteBuffer again_;
};

}  // namespace setoff
