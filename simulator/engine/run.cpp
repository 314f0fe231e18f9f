#include "simulator/engine/run.h"

#include <algorithm>
#include <utility>

#include "simulator/engine/day_loop.h"
#include "simulator/engine/expectations.h"
#include "simulator/engine/memory.h"
#include "simulator/engine/totals.h"

namespace setoff::simulator {

bool Recording::asks_for(const Expectation& expected) const {
  return everything || std::ranges::find(expectations, expected.name) != expectations.end();
}

struct PausableRun::Parts {
  Parts(const Scenario& of, EventSink& into, const RunOptions& with)
      : scenario(of),
        sink(into),
        options(with),
        events(into, event_source(of)),
        loop(of, with),
        next(of.time.from) {}

  const Scenario& scenario;
  EventSink& sink;
  RunOptions options;
  EventSubmitter events;
  DayLoop loop;
  Day next;  // the day to run next
};

PausableRun::PausableRun(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PausableRun::PausableRun(PausableRun&&) noexcept = default;
PausableRun::~PausableRun() = default;

Result<PausableRun> PausableRun::begin(const Scenario& scenario, EventSink& sink,
                                       const RunOptions& options) {
  if (sink.state().adopted)
    return Error(Code::already_adopted,
                 "the books hold an agreement already; a run needs empty books");
  auto parts = std::make_unique<Parts>(scenario, sink, options);
  SETOFF_TRY_STATUS(parts->loop.recorder().plan(options.recording));
  return PausableRun(std::move(parts));
}

Result<PausableRun> PausableRun::resume(const Scenario& scenario, EventSink& sink,
                                        std::string_view memory, const RunOptions& options) {
  auto parts = std::make_unique<Parts>(scenario, sink, options);
  SETOFF_TRY_STATUS(parts->loop.recorder().plan(options.recording));
  SETOFF_TRY(head, read_memory(memory, parts->events, parts->loop));
  if (head.scenario != scenario.name || head.path != options.path)
    return Error(Code::bad_field, "the memory is that of path " + std::to_string(head.path) +
                                      " of scenario '" + head.scenario + "'");
  if (head.entries != sink.state().next_sequence)
    return Error(Code::bad_field, "the memory belongs to books of " + std::to_string(head.entries) +
                                      " entries, these have " +
                                      std::to_string(sink.state().next_sequence));
  parts->next = head.next;
  SETOFF_TRY_STATUS(parts->loop.recorder().resume(sink.state(), head.next - 1));
  return PausableRun(std::move(parts));
}

Day PausableRun::next_day() const {
  return parts_->next;
}

bool PausableRun::at_end() const {
  return parts_->next > parts_->scenario.time.to;
}

Status PausableRun::run_day() {
  SETOFF_TRY_STATUS(parts_->loop.run_day(parts_->events, parts_->next));
  parts_->next = parts_->next + 1;
  return Ok{};
}

std::string PausableRun::memory() const {
  const MemoryHead head{parts_->scenario.name, parts_->options.path,
                        parts_->sink.state().next_sequence, parts_->next};
  return write_memory(head, parts_->events, parts_->loop);
}

RunResult PausableRun::finish() {
  auto& [scenario, sink, options, events, loop, next] = *parts_;
  RunResult result;
  result.daily = loop.recorder().take_table();
  result.refusals = events.refusals();
  result.notes = events.notes();
  result.events = events.submitted();
  count_refusals(result);
  std::vector<OutgoingPayment> spent = loop.pipeline().paid();
  for (const auto* paid : {&loop.uses().paid(), &loop.purchases().paid()})
    spent.insert(spent.end(), paid->begin(), paid->end());
  judge_expectations(scenario, options.recording, sink.state(), {loop.payments().received(), spent},
                     result);
  if (!options.recording.everything) loop.recorder().keep_named(result.daily);
  add_totals(result);
  if (options.recording.everything) compute_worst_months(scenario, result);
  return result;
}

Result<RunResult> run(const Scenario& scenario, EventSink& sink, const RunOptions& options) {
  SETOFF_TRY(run, PausableRun::begin(scenario, sink, options));
  const int days = scenario.time.to - scenario.time.from + 1;
  for (int done = 0; done < days; ++done) {
    const Day day = run.next_day();
    SETOFF_TRY_STATUS(run.run_day());
    if (options.progress && !options.progress(day, done + 1, days)) break;
  }
  return run.finish();
}

}  // namespace setoff::simulator
