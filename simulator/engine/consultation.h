#pragma once
// Consultation: counts the month ends on which the balance of a clearing account kept its sign. At
// the number that the scheme names the two sides consult: the result says so, and the count begins
// again.

#include <vector>

#include "simulator/engine/event_submitter.h"

namespace setoff::simulator {

class Consultation {
 public:
  explicit Consultation(const Scenario& scenario)
      : scenario_(scenario), same_sign_(scenario.accounts.size()) {}
  // Call it after the day's last movement of money.
  void end_day(DayContext& today);
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(same_sign_);
  }

 private:
  void count_month_end(DayContext& today, AccountRef account);

  const Scenario& scenario_;
  struct SameSign {
    int sign = 0;
    int month_ends = 0;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(sign, month_ends);
    }
  };
  std::vector<SameSign> same_sign_;  // one per account
};

}  // namespace setoff::simulator
