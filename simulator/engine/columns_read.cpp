#include "simulator/engine/columns_read.h"

#include <algorithm>

namespace setoff::simulator {

namespace {

class ReadColumns {
 public:
  explicit ReadColumns(const Scenario& scenario) : scenario_(scenario) {
    for (Day day = scenario.time.from; day <= scenario.time.to; day = day + 1)
      nothing_.daily.days.push_back(day);
  }

  void observe(const Observation& what, const ExpectedValue& unit, Day day, bool whole_run) {
    const Observer observer(scenario_, books_, {}, nothing_, &reads_);
    static_cast<void>(observer.observe(what, unit, day, whole_run));
  }
  void ask(const Observation& what, const std::vector<ObservationTerm>& further,
           const ExpectedValue& unit) {
    observe(what, unit, scenario_.time.to, true);
    for (const auto& term : further)
      observe(term.observation, unit, scenario_.time.to, true);
  }
  // A value that is judged every day may be read on each of them.
  void on_all_days() {
    for (auto& read : reads_)
      read.rows = {0, nothing_.daily.days.size() - 1};
  }
  [[nodiscard]] std::vector<ColumnRead> take() { return std::move(reads_); }

 private:
  const Scenario& scenario_;
  State books_;
  RunResult nothing_;
  std::vector<ColumnRead> reads_;
};

}  // namespace

std::vector<ColumnRead> columns_read(const Scenario& scenario, const Observation& what,
                                     const ExpectedValue& unit, Day day, bool whole_run) {
  ReadColumns reads(scenario);
  reads.observe(what, unit, day, whole_run);
  return reads.take();
}

Result<std::vector<ColumnRead>> columns_read(const Scenario& scenario, const Recording& recording) {
  ReadColumns reads(scenario);
  for (const auto& name : recording.expectations)
    if (std::ranges::count(scenario.expectations, name, &Expectation::name) == 0)
      return Error(Code::bad_field, "the scenario has no expectation '" + name + "'");
  for (const bool every_day : {true, false}) {
    for (const auto& expected : scenario.expectations)
      if ((expected.timing == Timing::always) == every_day && recording.asks_for(expected))
        reads.ask(expected.observation, expected.further, expected.expected);
    for (const auto& event : scenario.events)
      if (event.ever == every_day)
        reads.ask(event.claim.observation, event.claim.further, event.claim.expected);
    if (every_day) reads.on_all_days();
  }
  for (const auto& question : scenario.questions)
    reads.ask(question.observation, question.further, question.unit);
  return reads.take();
}

}  // namespace setoff::simulator
