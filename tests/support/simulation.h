#pragma once
// Simulation: a scenario run into in-memory books: what it shows, the events that went in with
// their outcomes, and the books at the end. Loading and running must succeed. Also the text of a
// minimal scenario that earns and spends, for tests that change a few of its lines.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/event/entry.h"
#include "ledger/writer/ledger_writer.h"
#include "simulator/engine/run.h"
#include "simulator/scenario/load.h"

namespace setoff::simulator::tests {

struct Submitted {
  Event event;
  std::optional<Code> refusal;
};

class Simulation {
 public:
  explicit Simulation(Scenario scenario, std::uint64_t path = 0);

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  [[nodiscard]] const RunResult& result() const { return result_; }
  [[nodiscard]] const State& state() const { return book_->state(); }
  [[nodiscard]] std::string root() const;
  [[nodiscard]] const JournalPort& journal() const { return journal_; }
  [[nodiscard]] std::vector<Entry> entries() const;

  // What the engine submitted, oldest first; how many of a type were booked, and how many refused
  // with that code.
  [[nodiscard]] const std::vector<Submitted>& events() const { return events_; }
  [[nodiscard]] std::size_t count(EventType type) const;
  [[nodiscard]] std::size_t refused(EventType type, Code code) const;
  // The booked events of one type.
  template <class Data>
  [[nodiscard]] std::vector<const Event*> booked() const {
    std::vector<const Event*> found;
    for (const auto& one : events_)
      if (!one.refusal && std::holds_alternative<Data>(one.event.data)) found.push_back(&one.event);
    return found;
  }

  // A column's value in minor units: on a day ("2024-01-31"), on day `index` of the run, on its
  // last day, summed over the run.
  [[nodiscard]] std::int64_t on(std::string_view column, std::string_view day) const;
  [[nodiscard]] std::int64_t at(std::string_view column, std::size_t index) const;
  [[nodiscard]] std::int64_t last(std::string_view column) const;
  [[nodiscard]] std::int64_t sum(std::string_view column) const;
  // All its values, day by day.
  [[nodiscard]] const std::vector<std::int64_t>& values(std::string_view column) const;
  [[nodiscard]] std::size_t days() const { return result_.daily.days.size(); }

 private:
  [[nodiscard]] const Column& column(std::string_view name) const;

  Scenario scenario_;
  MemoryJournal journal_;
  std::unique_ptr<LedgerWriter> book_;
  RunResult result_;
  std::vector<Submitted> events_;
};

// One line `power` of 1 GWh a day at 2_500 USD/MWh: 2.5 MUSD a day, invoiced daily and paid into
// the restricted account `trust`, all in USD. `more` contains top-level sections.
struct SmallScenario {
  std::string from = "2024-01-01";
  std::string to = "2024-03-31";
  std::string months = "gregorian";
  std::string quantity = "1 GWh/day";
  std::string price = "2_500 USD/MWh";
  std::string invoice = "{ every: day, due: 0 days }";
  std::string pays = "{ share: 100 %, after: 0 days }";
  std::string opening;         // opening balance of the account, "7 MUSD"
  std::string more_time;       // ", day_count: act_360"
  std::string more_behaviour;  // ", arrears: [...]"
  std::string more;            // further sections, in whole lines
  [[nodiscard]] std::string text() const;
};

// Loads and runs the scenario, which must be valid: a text, or a file below the root of the
// project.
[[nodiscard]] Simulation run_text(std::string_view text, const LoadOptions& options = {});
[[nodiscard]] Simulation run_file(const std::string& file, const LoadOptions& options = {});
// What loading reports; empty if the file is in order.
[[nodiscard]] std::string faults_of(const std::string& file, const LoadOptions& options);

}  // namespace setoff::simulator::tests
