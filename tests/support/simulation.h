#pragma once
// Simulation: runs a scenario into in-memory books and gives access to the results; the run must
// succeed. Also the text of a minimal scenario that earns and spends, for tests that change a few
// of its lines.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/writer/ledger_writer.h"
#include "simulator/engine/run.h"
#include "simulator/scenario/load.h"

namespace setoff::simulator::tests {

class Simulation {
 public:
  explicit Simulation(Scenario scenario, std::uint64_t path = 0);

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  [[nodiscard]] const RunResult& result() const { return result_; }
  [[nodiscard]] const State& state() const { return book_->state(); }
  [[nodiscard]] std::string root() const;
  [[nodiscard]] const JournalPort& journal() const { return journal_; }
  [[nodiscard]] std::vector<Entry> entries() const;

  // A column's value in minor units: on day `index` of the run, on its last day, summed over the
  // run.
  [[nodiscard]] std::int64_t at(std::string_view column, std::size_t index) const;
  [[nodiscard]] std::int64_t last(std::string_view column) const;
  [[nodiscard]] std::int64_t sum(std::string_view column) const;
  [[nodiscard]] std::size_t days() const { return result_.daily.days.size(); }

 private:
  [[nodiscard]] const Column& column(std::string_view name) const;

  Scenario scenario_;
  MemoryJournal journal_;
  std::unique_ptr<LedgerWriter> book_;
  RunResult result_;
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

// Loads and runs the scenario; the text must be valid.
[[nodiscard]] Simulation run_text(std::string_view text, std::uint64_t path = 0);

}  // namespace setoff::simulator::tests
