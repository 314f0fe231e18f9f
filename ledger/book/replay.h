#pragma once
// Replay: the books made again from their stored entries. Each event goes through post() as it did
// the first time; the entry that comes out must have the very bytes that are stored. Errors:
// corrupt, naming the entry and what differs (a key that an
// earlier entry has is a difference too); not_a_ledger for rules of another version.

#include <functional>
#include <span>

#include "ledger/book/journal.h"
#include "ledger/book/key_table.h"
#include "ledger/core/post.h"

namespace setoff {

// An entry as the rules gave it again. It views into the replay and holds until the next step.
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
  // Gives an earlier entry by its sequence, for reversals and keys.
  using Fetch = std::function<Result<Entry>(Sequence)>;
  explicit Replay(Fetch fetch) : fetch_(std::move(fetch)) {}
  // Goes on from books that hold some entries already.
  Replay(Fetch fetch, State state, KeyTable keys)
      : fetch_(std::move(fetch)), state_(std::move(state)), keys_(std::move(keys)) {}

  // Books the next entry again.
  [[nodiscard]] Result<ReplayedEntry> step(ByteView bytes);
  // The same for bytes that the caller has decoded and, encoding them again, found canonical, with
  // a front of that size; `stored` stays where it is until the next step.
  [[nodiscard]] Result<ReplayedEntry> step(const StoredEntry& stored, std::size_t front_size,
                                           ByteView bytes);
  // Says that an event of that key comes soon: the table of keys is far from the caches.
  void expect(const EventKey& key) const { keys_.prefetch(keys_.hash(key)); }
  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const KeyTable& keys() const { return keys_; }
  [[nodiscard]] State take_state() { return std::move(state_); }
  [[nodiscard]] KeyTable take_keys() { return std::move(keys_); }

 private:
  [[nodiscard]] Result<ReplayedEntry> play(const EntryHead& head,
                                           std::optional<std::size_t> front_size);
  [[nodiscard]] Status take_key(const EventKey& key, Sequence sequence);

  Fetch fetch_;
  State state_;
  KeyTable keys_;
  // The entry in hand: the draft views into the event, so it rests here while the rules see it.
  EntryHead head_;  // decoded here
  Draft draft_;
  std::vector<PostingView> postings_;
  ByteBuffer again_;
};

}  // namespace setoff
