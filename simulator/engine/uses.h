#pragma once
// UseDesk: dated payments for purposes that are no imports. Each asks for its own release ahead of
// its date by the lag of approvals, which is granted in full on the date; where the account has not
// that much free, approvals that may pay it do: of its purpose, its payee or none, its line. What
// the rules refuse is tried again later (next_try), and asked for again once an approval has
// lapsed.

#include <string>
#include <vector>

#include "simulator/engine/releases.h"
#include "simulator/engine/views.h"

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
    Day try_on;                              // of the next payment
    std::vector<std::string> releases = {};  // its own, by line
    std::size_t approved = 0;                // of them
    std::int64_t asked = 0;                  // booked requests, in the account's currency
    std::int64_t paid = 0;                   // under them
    bool unasked = true;                     // something is still to be asked for
    std::int64_t left = -1;                  // of the account's currency; -1: not begun
    int asks = 0;
    int payments = 0;
  };
  // Live approvals that may pay the use although it did not ask for them.
  [[nodiscard]] std::vector<LiveRelease> fitting(const Today& today, const ReleaseDesk& desk,
                                                 const Use& use) const;
  [[nodiscard]] Status ask(Today& today, ReleaseDesk& desk, Use& use);
  [[nodiscard]] Status ask_parts(Today& today, ReleaseDesk& desk, Use& use, std::int64_t amount);
  [[nodiscard]] Status pay(Today& today, ReleaseDesk& desk, Use& use);
  void close_or_ask_again(Today& today, Use& use) const;
  [[nodiscard]] Result<bool> pay_from(Today& today, Use& use, const LiveRelease& release,
                                      std::int64_t amount);

  const Scenario& scenario_;
  std::vector<Use> uses_;
  std::vector<PaidOut> paid_;
};

}  // namespace setoff::sim
