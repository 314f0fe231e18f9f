#pragma once
// run(): the day loop. Behaviours of the scenario act on virtual time, in a fixed order of phases,
// and everything they do is an event through the sink; the rules of the ledger judge it. A refusal
// is a result, not an error. Phases and formulas: docs/model.md. Same scenario, same events.
// Errors: fixing_missing or bad_field where the scenario has no value that a day needs, naming the
// day; whatever the sink could not take (malformed, unavailable); cancelled progress is no error.

#include <cstdint>
#include <functional>
#include <optional>

#include "ledger/base/result.h"
#include "ledger/core/event.h"
#include "ledger/core/state.h"
#include "simulator/engine/result.h"
#include "simulator/scenario/model.h"

namespace setoff::sim {

struct SinkOutcome {
  std::optional<Sequence> booked;  // absent: refused
  std::optional<Error> refusal;    // of family refused
};

// Where events go: a book, on disk or in memory.
class EventSink {
 public:
  virtual ~EventSink() = default;
  // An Error is no refusal: the event was malformed, or the ledger is not available.
  [[nodiscard]] virtual Result<SinkOutcome> submit(const Event& event) = 0;
  // The books after the last submitted event.
  [[nodiscard]] virtual const State& state() const = 0;
};

struct RunOptions {
  // Called after each day with the days done and the days of the run; false stops the run there.
  std::function<bool(Day day, int done, int days)> progress;
  std::uint64_t path = 0;  // of an ensemble: draws differ between paths, not within one
};

// The books must be empty: the run adopts the agreement and the openings of the scenario.
[[nodiscard]] Result<RunResult> run(const Scenario& scenario, EventSink& sink,
                                    const RunOptions& options = {});

// The agreement that the scenario amounts to, as the run adopts it.
[[nodiscard]] Agreement agreement_of(const Scenario& scenario);

// "/setoff/scenario/<name>": the source of every event of the run.
[[nodiscard]] std::string event_source(const Scenario& scenario);

}  // namespace setoff::sim
