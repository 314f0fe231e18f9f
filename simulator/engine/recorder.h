#pragma once
// Recorder: writes one row of the daily table per day, from the books at the end of the day and
// from the phases' DayFlows. Levels of money come from ledger/query; billed and spent are changes
// since the previous evening. The columns are listed in result.h and written in one fixed order.

#include <string>
#include <string_view>

#include "ledger/query/claims.h"
#include "simulator/engine/event_submitter.h"
#include "simulator/engine/flows.h"

namespace setoff::simulator {

class Recorder {
 public:
  explicit Recorder(const Scenario& scenario) : scenario_(scenario) {}
  [[nodiscard]] Status record(const DayContext& today);
  [[nodiscard]] DailyTable take_table() { return std::move(table_); }
  // Goes on after the evening of `day`, from the books of that evening.
  [[nodiscard]] Status resume(const State& state, Day day);
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(table_, rate_of_, events_before_, refused_before_);
  }

 private:
  struct Form {
    std::string unit;
    int scale = 0;
    Aggregation measure = Aggregation::level;
  };
  // Appends the next value of the row; on the first day it also creates the column.
  void put(std::string_view group, std::string_view of, std::string_view part, const Form& form,
           std::int64_t value);
  [[nodiscard]] Form money(Aggregation measure) const;

  void record_claims(const Claims& claims);
  void record_accounts(const Claims& claims);
  void record_flows(const DayContext& today, const Claims& claims);
  void record_spent(const Claims& claims);
  [[nodiscard]] Status record_rates(const DayContext& today);
  [[nodiscard]] Status record_reporting_rate(const DayContext& today);
  [[nodiscard]] Status record_goods(const DayContext& today);
  void record_two_way(const DayContext& today);
  void record_windows(const DayContext& today);
  void record_counts(const DayContext& today);

  const Scenario& scenario_;
  DailyTable table_;
  std::size_t next_ = 0;
  Claims before_;                    // as of the previous evening
  std::optional<Currency> rate_of_;  // the currency of which `reporting_rate` prices one unit
  std::uint64_t events_before_ = 0;
  std::size_t refused_before_ = 0;
};

}  // namespace setoff::simulator
