#pragma once
// Settlements: the creditor of a clearing balance calls what the scheme lets it call, and the
// debtor pays in free money after the time that the scheme allows. Also counts the month ends on
// which a balance kept its sign, after which the two sides consult. What the books refuse is tried
// again on retry_day.

#include <optional>
#include <vector>

#include "simulator/engine/draws.h"
#include "simulator/engine/event_submitter.h"
#include "simulator/engine/flows.h"

namespace setoff::simulator {

class Settlements {
 public:
  Settlements(const Scenario& scenario, const Draws& draws);
  [[nodiscard]] Status run_day(DayContext& today);
  // Call it after the day's last movement of money.
  void end_day(DayContext& today);

 private:
  // An amount that was called: above zero if the home side is owed it, below if it owes.
  struct Call {
    std::size_t settlement;
    Day on;      // when it is paid
    Day called;  // names its payments
    std::int64_t amount;
    int payments = 0;  // made so far
  };
  [[nodiscard]] bool calls_today(const Settlement& terms, Day day) const;
  [[nodiscard]] std::int64_t callable(const DayContext& today, std::size_t index) const;
  void call(DayContext& today, std::size_t index);
  // Lowers the call by what is paid: by each line what its part of the account shows.
  [[nodiscard]] Status pay(DayContext& today, Call& call);
  void count_month_end(DayContext& today, AccountRef account);

  const Scenario& scenario_;
  const Draws& draws_;
  std::vector<Call> open_;
  struct SameSign {
    int sign = 0;
    int month_ends = 0;
  };
  std::vector<SameSign> same_sign_;  // one per account
};

}  // namespace setoff::simulator
