#pragma once
// WindowCalendar: books each authority window on its first day, or on the first day of the run; a
// window that ended before the run is omitted. Without a waiver block, one unlimited window covers
// everything, because the rules require a window for every restricted debit.

#include "simulator/engine/event_submitter.h"

namespace setoff::simulator {

class WindowCalendar {
 public:
  explicit WindowCalendar(const Scenario& scenario) : scenario_(scenario) {}
  [[nodiscard]] Status run_day(DayContext& today) const;

 private:
  [[nodiscard]] Status open(DayContext& today, const AuthorityWindow& window) const;
  const Scenario& scenario_;
};

}  // namespace setoff::simulator
