#include "simulator/engine/books_sink.h"

namespace setoff::simulator {

Result<SinkOutcome> BooksSink::submit(const Event& event) {
  const Sequence sequence = state_.next_sequence;
  SinkOutcome outcome;
  if (auto status = post(state_, event, {}, draft_); !status) {
    if (status.error().family() == Family::malformed) return std::move(status).error();
    apply_refusal(state_, event, sequence);
    outcome.refusal = std::move(status).error();
    return outcome;
  }
  apply(state_, event, std::move(draft_), sequence, postings_);
  outcome.booked = sequence;
  return outcome;
}

}  // namespace setoff::simulator
