#pragma once
// EventSubmitter: every behaviour submits its events through it. It assigns ids and times to events
// and records what the rules refused. A refused event uses up its id, so the next attempt
// appends a counter (".2"). Errors: those of the sink; a malformed event stops the run.

#include <map>
#include <string>
#include <vector>

#include "simulator/engine/phase.h"
#include "simulator/engine/run.h"

namespace setoff::simulator {

// Shortens a name to the 64 characters that the ledger allows for lots and ids: a longer one keeps
// its first 47 characters, followed by a hash of the whole.
[[nodiscard]] std::string shortened_name(std::string name);

class EventSubmitter {
 public:
  // The outcome under the rules of the ledger.
  struct Answer {
    std::optional<Code> refusal;
    [[nodiscard]] bool booked() const { return !refusal.has_value(); }
    [[nodiscard]] bool refused(Code code) const { return refusal == code; }
  };

  EventSubmitter(EventSink& sink, std::string source) : sink_(sink), source_(std::move(source)) {}

  // begin(day) also begins the first phase. An event's time follows from both (phase.h).
  void begin(Day day);
  void begin(Phase phase);
  [[nodiscard]] Day day() const { return day_; }
  [[nodiscard]] const State& state() const { return sink_.state(); }

  // Submits the event with today as its value date.
  [[nodiscard]] Result<Answer> submit(const std::string& id, EventData data);
  // For events that must be booked: a refusal stops the run with an error.
  [[nodiscard]] Status require(const std::string& id, EventData data);
  // Submits the event with the given value date.
  [[nodiscard]] Result<Answer> submit(const std::string& id, EventData data, Day value_date);

  void add_note(std::string text) { notes_.push_back({day_, std::move(text)}); }

  [[nodiscard]] std::uint64_t submitted() const { return submitted_; }
  [[nodiscard]] const std::vector<RefusedEvent>& refusals() const { return refusals_; }
  [[nodiscard]] const std::vector<RunNote>& notes() const { return notes_; }
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(submitted_, burnt_, refusals_, notes_);
  }

 private:
  EventSink& sink_;
  std::string source_;
  Day day_;
  Phase phase_ = Phase::terms;
  std::int64_t in_phase_ = 0;
  std::uint64_t submitted_ = 0;
  std::map<std::string, int, std::less<>> burnt_;  // refused attempts by id
  std::vector<RefusedEvent> refusals_;
  std::vector<RunNote> notes_;
};

// Passed to every phase of a day.
struct DayFlows;
struct DayContext {
  Day day;
  EventSubmitter& events;
  DayFlows& flows;
  [[nodiscard]] const State& state() const { return events.state(); }
};

}  // namespace setoff::simulator
