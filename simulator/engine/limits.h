#pragma once
// LimitBook: the limits of the scenario as dated terms in the books, set on the first day and on
// every step; the rules judge events by them. A limit whose excess is only reported is watched: the
// first day of every stretch of excess is noted in the result.

#include <vector>

#include "simulator/engine/books.h"

namespace setoff::sim {

class LimitBook {
 public:
  explicit LimitBook(const Scenario& scenario)
      : scenario_(scenario), exceeded_(scenario.limits.size(), false) {}
  [[nodiscard]] Status act(Today& today) const;
  // At the end of the day.
  void watch(Today& today);

 private:
  [[nodiscard]] std::int64_t excess(const Today& today, const AccountLimit& limit,
                                    std::int64_t value) const;
  const Scenario& scenario_;
  std::vector<bool> exceeded_;
};

}  // namespace setoff::sim
