#pragma once
// HomeMoney: on the last evening of each period the home central bank issues home money against
// blocked money: the share that the scheme names of what is blocked, less what it has issued
// against already, at the rate of the day and by line.

#include <vector>

#include "simulator/engine/event_submitter.h"

namespace setoff::simulator {

class HomeMoney {
 public:
  explicit HomeMoney(const Scenario& scenario)
      : scenario_(scenario),
        covered_(scenario.monetisation.size(),
                 std::vector<std::int64_t>(scenario.exports.size(), 0)) {}
  [[nodiscard]] Status run_day(DayContext& today);
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(covered_);
  }

 private:
  [[nodiscard]] Status issue(DayContext& today, std::size_t index, LineRef line);

  const Scenario& scenario_;
  // Per entry of the block and per line: blocked money that home money stands against.
  std::vector<std::vector<std::int64_t>> covered_;
};

}  // namespace setoff::simulator
