#pragma once
// Recorder: writes one row of the daily table per day, from the books at the end of the day and
// from the phases' DayFlows: all columns (probes.h), or those that a Recording asks for. A column
// that only a question reads is computed on the evenings that the question reads, and is zero on
// all others; take_table() leaves such columns out.

#include <string>
#include <vector>

#include "simulator/engine/event_submitter.h"
#include "simulator/engine/probes.h"

namespace setoff::simulator {

class Recorder {
 public:
  explicit Recorder(const Scenario& scenario) : scenario_(scenario) {}
  // Chooses the columns; before the first day. Errors: bad_field for a name that the scenario does
  // not have.
  [[nodiscard]] Status plan(const Recording& recording);
  [[nodiscard]] Status record(const DayContext& today);
  // Everything recorded, to be observed.
  [[nodiscard]] DailyTable take_table() { return std::move(table_); }
  // Removes the columns that only questions and expectations read.
  void keep_named(DailyTable& table) const;
  // Goes on after the evening of `day`, from the books of that evening. Errors: bad_field if other
  // columns were recorded so far.
  [[nodiscard]] Status resume(const State& state, Day day);
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(table_, rate_of_, events_before_, refused_before_);
  }

 private:
  struct Planned {
    Probe probe;
    bool named = true;        // the Recording names it
    std::vector<bool> rows;   // to be computed; empty: all
    std::int64_t before = 0;  // of a running total: as of the previous evening

    [[nodiscard]] bool on(std::size_t row) const { return rows.empty() || rows[row]; }
    // Of a running total the evening before is needed, too.
    [[nodiscard]] bool computed_on(std::size_t row) const {
      return on(row) ||
             (probe.source == ProbeSource::running && row + 1 < rows.size() && rows[row + 1]);
    }
  };
  [[nodiscard]] Status plan_some(const Recording& recording, std::vector<Probe> all);
  [[nodiscard]] Status open_columns(const DayContext& today);

  const Scenario& scenario_;
  std::vector<Planned> planned_;
  DailyTable table_;
  std::optional<Currency> rate_of_;  // Evening::rate_of
  std::uint64_t events_before_ = 0;
  std::size_t refused_before_ = 0;
};

}  // namespace setoff::simulator
