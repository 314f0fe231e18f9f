#pragma once
// run(): the day loop. The scenario's behaviours act in virtual time, in a fixed order of phases;
// everything they do is an event sent to the sink and judged by the ledger's rules. A refusal is a
// result, not an error. The same scenario yields the same events. Phases and formulas:
// docs/model.md. Errors: fixing_missing or bad_field, naming the day, where the scenario lacks a
// value that the day needs; whatever the sink cannot take (malformed, unavailable). Cancellation
// through progress is not an error.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/books/state.h"
#include "ledger/event/event.h"
#include "simulator/engine/result.h"
#include "simulator/scenario/model.h"

namespace setoff::simulator {

struct SinkOutcome {
  std::optional<Sequence> booked;  // absent if refused
  std::optional<Error> refusal;    // of family refused
};

// Destination of the events: a ledger on disk or books in memory.
class EventSink {
 public:
  virtual ~EventSink() = default;
  // An Error is not a refusal: the event was malformed, or the ledger is unavailable.
  [[nodiscard]] virtual Result<SinkOutcome> submit(const Event& event) = 0;
  // The books after the last submitted event.
  [[nodiscard]] virtual const State& state() const = 0;
};

// What a run records. By default everything; an ensemble asks for less, and what is not asked for
// is not computed. The answers to the scenario's questions and events are
// always there.
struct Recording {
  bool everything = true;
  // The rest counts only if `everything` is false. By name, as in result.h: the daily table has
  // these columns only, with every day of the run.
  std::vector<std::string> columns;
  std::vector<std::string> expectations;  // to be judged, by name

  [[nodiscard]] bool asks_for(const Expectation& expected) const;
};

struct RunOptions {
  // Called after each day with the number of days done and the total; false stops the run there.
  std::function<bool(Day day, int done, int days)> progress;
  std::uint64_t path = 0;  // number of this run among runs of one scenario; each has its own draws
  Recording recording{};
};

// The books must be empty: the run adopts the scenario's agreement and openings. Errors, besides:
// bad_field for a name in the recording that the scenario does not have. Any number of threads may
// run paths of one scenario, each into a sink of its own.
[[nodiscard]] Result<RunResult> run(const Scenario& scenario, EventSink& sink,
                                    const RunOptions& options = {});

// A run that can stop after any day and go on later, from the books of that evening and from what
// the run itself remembers: the journal and the result are the same as without the stop. Errors
// besides those of run(): corrupt if the memory is damaged or was written by another version;
// bad_field if it belongs to another scenario, path or state of the books.
class PausableRun {
 public:
  [[nodiscard]] static Result<PausableRun> begin(const Scenario& scenario, EventSink& sink,
                                                 const RunOptions& options = {});
  [[nodiscard]] static Result<PausableRun> resume(const Scenario& scenario, EventSink& sink,
                                                  std::string_view memory,
                                                  const RunOptions& options = {});
  PausableRun(PausableRun&&) noexcept;
  ~PausableRun();

  [[nodiscard]] Day next_day() const;
  [[nodiscard]] bool at_end() const;  // the scenario has no further day
  [[nodiscard]] Status run_day();
  // What the run remembers beside the books, with its own digest.
  [[nodiscard]] std::string memory() const;
  // Call it once, at the end.
  [[nodiscard]] RunResult finish();

 private:
  struct Parts;
  explicit PausableRun(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// The agreement that a run of the scenario adopts.
[[nodiscard]] Agreement agreement_of(const Scenario& scenario);

// "/setoff/scenario/<name>": the source of every event of the run.
[[nodiscard]] std::string event_source(const Scenario& scenario);

}  // namespace setoff::simulator
