#pragma once
// Stocks: the country's stock of each good. A day's stock is the previous evening's plus arrivals,
// less the need that this scheme has to meet, never below zero. Stocks are not in the books: goods
// leave the books when they land.

#include <vector>

#include "simulator/engine/event_submitter.h"
#include "simulator/engine/flows.h"

namespace setoff::simulator {

// Gross need on a day, including shocks; zero before the first step of the need.
[[nodiscard]] Result<std::int64_t> need_on(const Scenario& scenario, GoodRef good, Day day);
// The need less the share met outside the scheme.
[[nodiscard]] Result<std::int64_t> net_need_on(const Scenario& scenario, GoodRef good, Day day);

class Stocks {
 public:
  explicit Stocks(const Scenario& scenario);
  [[nodiscard]] Status run_day(DayContext& today);
  [[nodiscard]] std::int64_t level(GoodRef good) const { return levels_[good.index()]; }
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(levels_);
  }

 private:
  const Scenario& scenario_;
  std::vector<std::int64_t> levels_;
};

}  // namespace setoff::simulator
