#include "tests/support/writer_sink.h"

namespace setoff::simulator::tests {

Result<SinkOutcome> WriterSink::submit(const Event& event) {
  if (before) before(event);
  SETOFF_TRY(outcome, book_.submit(event, event.time));
  if (outcome.kind == OutcomeKind::rejected) return *outcome.error;
  SinkOutcome result;
  if (outcome.error)
    result.refusal = outcome.error;
  else
    result.booked = outcome.sequence;
  if (after)
    after(event, outcome.error ? std::optional(outcome.error->code) : std::optional<Code>());
  return result;
}

}  // namespace setoff::simulator::tests
