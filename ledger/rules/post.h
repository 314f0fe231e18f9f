#pragma once
// post(): all of the business logic. A pure function from the state of the books and one event
// (with the earlier entry that it names, fetched by the caller) to a balanced draft, or to an Error
// whose code says why the event is refused. Checks run in the order of error_codes.def. It reads no
// clock, draws no random number and does no I/O.
//
//   auto draft = post(state, event, referenced);
//   if (draft) apply(state, event, std::move(*draft), sequence, entry);   // cannot fail

#include "ledger/books/draft.h"
#include "ledger/books/state.h"
#include "ledger/event/entry.h"

namespace setoff {

// Earlier entries that an event names.
struct ReferencedEntries {
  // For entry.reversed and reversal.requested; null if there is no such entry.
  const Entry* reversed = nullptr;
};
// The earlier entry that post() needs in addition to the event, if any.
[[nodiscard]] std::optional<Sequence> referenced_entry(const Event& event);

// Clears `draft`, reuses its buffers and fills it; after a refusal its content is meaningless.
[[nodiscard]] Status post(const State& state, const Event& event,
                          const ReferencedEntries& referenced, Draft& draft);
[[nodiscard]] Result<Draft> post(const State& state, const Event& event,
                                 const ReferencedEntries& referenced);

// Books the draft and replaces the content of `postings`, which are views into the state and valid
// until it changes. Moves the draft's facts and terms into the books; its legs and links stay, and
// the caller may read them or pass the draft to post() again.
void apply(State& state, const Event& event, Draft&& draft, Sequence sequence,
           std::vector<PostingView>& postings);
// As above, but fills in `entry`: all but its event, which the caller sets. It takes the links,
// too.
void apply(State& state, const Event& event, Draft&& draft, Sequence sequence, Entry& entry);
// Updates the state for a refused event that was recorded at `sequence`.
void apply_refusal(State& state, const Event& event, Sequence sequence);

}  // namespace setoff
