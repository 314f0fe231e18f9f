#include "tests/support/watched_sink.h"

namespace setoff::simulator::tests {

Result<SinkOutcome> WatchedSink::submit(const Event& event) {
  if (before) before(event);
  SETOFF_TRY(outcome, sink_.submit(event));
  if (after)
    after(event, outcome.refusal ? std::optional(outcome.refusal->code) : std::optional<Code>());
  return outcome;
}

}  // namespace setoff::simulator::tests
