#pragma once
// post(): the whole of the business. A pure function from the state of the books and one event
// (with the earlier entry that it names, fetched by the caller) to a balanced draft, or to an Error
// whose code says why not. The order of checks is that of error_codes.def. It reads no clock, draws
// no number and does no I/O.
//
//   auto draft = post(state, event, resolved);
//   if (draft) apply(state, event, *draft, sequence, entry);   // cannot fail

#include "ledger/core/draft.h"
#include "ledger/core/entry.h"
#include "ledger/core/state.h"

namespace setoff {

// Earlier entries that an event names.
struct Resolved {
  // For entry.reversed and reversal.requested; null if there is no such entry.
  const Entry* reversed = nullptr;
};
// The earlier entry that post() needs beside the event, if it needs one.
[[nodiscard]] std::optional<Sequence> needed_entry(const Event& event);

// Into `draft`, whose memory serves again: what stood in it is gone, and what stands in it after a
// refusal does not count.
[[nodiscard]] Status post(const State& state, const Event& event, const Resolved& resolved,
                          Draft& draft);
[[nodiscard]] Result<Draft> post(const State& state, const Event& event, const Resolved& resolved);

// Books the draft and gives the postings in the place of what stood in `postings`; they view into
// the state, and hold until it changes.
void apply(State& state, const Event& event, const Draft& draft, Sequence sequence,
           std::vector<PostingView>& postings);
// As apply(); fills in `entry` (postings with paths, previous entries and balances).
void apply(State& state, const Event& event, const Draft& draft, Sequence sequence, Entry& entry);
// Notes that a refused event was recorded at `sequence`.
void apply_refusal(State& state, const Event& event, Sequence sequence);

}  // namespace setoff
