#pragma once
// Books: the way of every behaviour to the ledger. It numbers and dates events, and keeps the list
// of what the rules refused. An id that was burnt by a refusal gets a counter behind it (".2") when
// the behaviour tries again. Errors: what the sink returns; a malformed event stops the run.

#include <string>
#include <vector>

#include "ledger/base/text_map.h"
#include "simulator/engine/phase.h"
#include "simulator/engine/run.h"

namespace setoff::sim {

// Names of lots and ids that fit the ledger's form: at most 64 characters; a longer one keeps its
// first 47 and gets a hash of the whole.
[[nodiscard]] std::string fitting_name(std::string name);

class Books {
 public:
  // What the rules said.
  struct Answer {
    std::optional<Code> refusal;
    [[nodiscard]] bool booked() const { return !refusal.has_value(); }
    [[nodiscard]] bool refused(Code code) const { return refusal == code; }
  };

  Books(EventSink& sink, std::string source) : sink_(sink), source_(std::move(source)) {}

  void begin(Day day);
  void begin(Phase phase);
  [[nodiscard]] Day day() const { return day_; }
  [[nodiscard]] const State& state() const { return sink_.state(); }

  // Submits with the value date of the day.
  [[nodiscard]] Result<Answer> submit(const std::string& id, EventData data);
  // For events that must not fail: a refusal is an error of the run.
  [[nodiscard]] Status require(const std::string& id, EventData data);
  // Submits with another value date.
  [[nodiscard]] Result<Answer> submit(const std::string& id, EventData data, Day value_date);

  void note(std::string text) { notes_.push_back({day_, std::move(text)}); }

  [[nodiscard]] std::uint64_t submitted() const { return submitted_; }
  [[nodiscard]] const std::vector<RefusedEvent>& refusals() const { return refusals_; }
  [[nodiscard]] const std::vector<RunNote>& notes() const { return notes_; }

 private:
  EventSink& sink_;
  std::string source_;
  Day day_;
  Phase phase_ = Phase::terms;
  std::int64_t in_phase_ = 0;
  std::uint64_t submitted_ = 0;
  TextMap<int> burnt_;  // tries by id
  std::vector<RefusedEvent> refusals_;
  std::vector<RunNote> notes_;
};

// What each phase gets.
struct DayFlows;
struct Today {
  Day day;
  Books& books;
  DayFlows& flows;
  [[nodiscard]] const State& state() const { return books.state(); }
};

}  // namespace setoff::sim
