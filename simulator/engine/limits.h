#pragma once
// LimitBook: books the scenario's limits as dated terms, on the first day and at every step; the
// ledger's rules enforce them. For a limit that is only reported, the first day of each period of
// excess is noted in the result.

#include <vector>

#include "simulator/engine/event_submitter.h"

namespace setoff::simulator {

class LimitBook {
 public:
  explicit LimitBook(const Scenario& scenario)
      : scenario_(scenario), exceeded_(scenario.limits.size(), false) {}
  [[nodiscard]] Status run_day(DayContext& today) const;
  // Call at the end of the day.
  void watch(DayContext& today);

 private:
  [[nodiscard]] std::int64_t excess(const DayContext& today, const AccountLimit& limit,
                                    std::int64_t value) const;
  const Scenario& scenario_;
  std::vector<bool> exceeded_;
};

}  // namespace setoff::simulator
