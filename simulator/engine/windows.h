#pragma once
// WindowCalendar: authority windows enter the books on their first day, or on the first day of the
// run; one that ended before is left out. Without a waiver block one window covers everything for
// ever, because the rules ask for one on every restricted debit.

#include "simulator/engine/books.h"

namespace setoff::sim {

class WindowCalendar {
 public:
  explicit WindowCalendar(const Scenario& scenario) : scenario_(scenario) {}
  [[nodiscard]] Status act(Today& today) const;

 private:
  [[nodiscard]] Status open(Today& today, const AuthorityWindow& window) const;
  const Scenario& scenario_;
};

}  // namespace setoff::sim
