#include "simulator/engine/ledger_sink.h"

namespace setoff::simulator {

Result<SinkOutcome> LedgerSink::submit(const Event& event) {
  SETOFF_TRY(outcome, book_.submit(event, event.time));
  if (outcome.kind == OutcomeKind::rejected) return *outcome.error;
  if (book_.uncommitted() >= kEventsPerCommit) SETOFF_TRY_STATUS(book_.commit());
  SinkOutcome result;
  if (outcome.error)
    result.refusal = outcome.error;
  else
    result.booked = outcome.sequence;
  return result;
}

}  // namespace setoff::simulator
