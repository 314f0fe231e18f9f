#pragma once
// Life: a scenario's text loaded, run day by day into books in memory, and watched meanwhile: every
// event with its outcome, what each payment could have settled, and the money that was approved for
// each good at the end of each day.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/writer/ledger_writer.h"
#include "simulator/engine/run.h"
#include "simulator/scenario/load.h"

namespace setoff::simulator::tests {

struct LivedEvent {
  Event event;
  std::optional<Code> refusal;
  // Of a payment to a line: its value in the books, that of a unit of its currency, the claims of
  // its line before it, and the most it may come to by itself.
  std::int64_t value = 0;
  std::int64_t unit = 0;
  std::int64_t claims = 0;
  std::int64_t most = INT64_MAX;
};

class Life {
 public:
  explicit Life(const std::string& text);
  Life(const Life&) = delete;
  Life& operator=(const Life&) = delete;

  // What loading reports; empty if the text is in order.
  [[nodiscard]] const std::string& faults() const { return faults_; }
  // What stopped the run, if anything did.
  [[nodiscard]] const std::optional<Error>& stopped() const { return stopped_; }
  [[nodiscard]] bool ended() const { return faults_.empty() && !stopped_; }

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  [[nodiscard]] const RunResult& result() const { return result_; }
  [[nodiscard]] const std::vector<LivedEvent>& events() const { return events_; }
  [[nodiscard]] const State& state() const { return book_->state(); }
  [[nodiscard]] const JournalPort& journal() const { return journal_; }
  [[nodiscard]] std::string root() const;
  // By day of the run and good: approved money that may pay it and that no credit holds.
  [[nodiscard]] const std::vector<std::vector<std::int64_t>>& money_of_goods() const {
    return money_of_goods_;
  }

 private:
  void look_at(Day day);

  std::string faults_;
  std::optional<Error> stopped_;
  Scenario scenario_;
  MemoryJournal journal_;
  std::unique_ptr<LedgerWriter> book_;
  RunResult result_;
  std::vector<LivedEvent> events_;
  std::vector<std::vector<std::int64_t>> money_of_goods_;
};

}  // namespace setoff::simulator::tests
