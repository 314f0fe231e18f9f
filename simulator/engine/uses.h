#pragma once
// UseDesk: dated payments for purposes that are no imports. Each asks for its own release ahead of
// its date by the lag of approvals, which is granted in full on the date; where the account has not
// that much free, an approval of the same purpose pays. What the rules refuse is tried again after
// kRetryDays.

#include <string>
#include <vector>

#include "simulator/engine/releases.h"

namespace setoff::sim {

class UseDesk {
 public:
  explicit UseDesk(const Scenario& scenario);
  // Before the approvals of the day, and after them.
  [[nodiscard]] Status act_requests(Today& today, ReleaseDesk& desk);
  [[nodiscard]] Status act(Today& today, ReleaseDesk& desk);
  [[nodiscard]] const std::vector<PaidOut>& paid() const { return paid_; }

 private:
  struct Use {
    std::size_t index;
    Day ask_on;
    Day pay_on;
    std::vector<std::string> releases;  // its own, by line
    std::int64_t left = -1;             // of the account's currency; -1: not begun
  };
  [[nodiscard]] Status ask(Today& today, ReleaseDesk& desk, Use& use);
  [[nodiscard]] Status pay(Today& today, ReleaseDesk& desk, Use& use);
  [[nodiscard]] Result<bool> pay_from(Today& today, Use& use, const std::string& release,
                                      std::int64_t amount);

  const Scenario& scenario_;
  std::vector<Use> uses_;
  std::vector<PaidOut> paid_;
};

}  // namespace setoff::sim
