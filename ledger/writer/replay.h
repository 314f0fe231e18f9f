#pragma once
// Replay: rebuilds the books from their stored entries. Each event goes through post() as it did
// the first time; the resulting entry must have exactly the stored bytes. Errors: corrupt, naming
// the entry and what differs (a key that an earlier entry has counts as a difference); not_a_ledger
// for another version of the rules.

#include <functional>
#include <span>

#include "ledger/rules/post.h"
#include "ledger/writer/journal.h"
#include "ledger/writer/key_table.h"

namespace setoff {

// An entry as the rules produced it again. It is a view into the replay, valid until the next step.
struct ReplayedEntry {
  Sequence sequence = 0;
  const Event& event;
  std::optional<Code> refusal;
  std::span<const Link> links;
  std::span<const PostingView> postings;

  [[nodiscard]] Entry owned() const;
};

class Replay {
 public:
  // Returns an earlier entry by its sequence, for reversals and key checks.
  using Fetch = std::function<Result<Entry>(Sequence)>;
  explicit Replay(Fetch fetch) : fetch_(std::move(fetch)) {}
  // Continues from books that already have entries.
  Replay(Fetch fetch, State state, KeyTable keys)
      : fetch_(std::move(fetch)), state_(std::move(state)), keys_(std::move(keys)) {}

  // Replays the next entry.
  [[nodiscard]] Result<ReplayedEntry> step(ByteView bytes);
  // Same, for bytes that the caller has decoded and found canonical by encoding them again; their
  // front (codec.h) has `front_size` bytes. `stored` must stay in place until the next step.
  [[nodiscard]] Result<ReplayedEntry> step(const StoredEntry& stored, std::size_t front_size,
                                           ByteView bytes);
  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const KeyTable& keys() const { return keys_; }
  [[nodiscard]] State take_state() { return std::move(state_); }
  [[nodiscard]] KeyTable take_keys() { return std::move(keys_); }

 private:
  [[nodiscard]] Result<ReplayedEntry> play(const EntryFront& head,
                                           std::optional<std::size_t> front_size);
  [[nodiscard]] Status insert_key(const EventKey& key, Sequence sequence);

  Fetch fetch_;
  State state_;
  KeyTable keys_;
  // The current entry, kept here because the draft holds views into the event.
  EntryFront head_;  // used if step() decodes the entry
  Draft draft_;
  std::vector<PostingView> postings_;
  ByteBuffer encoded_again_;
};

}  // namespace setoff
