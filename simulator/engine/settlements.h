#pragma once
// Settlements: the creditor of a clearing balance calls what the scheme lets it call, and the
// debtor pays in free money after the time that the scheme allows. The balances of several accounts
// are called together if their net amount may be called, and what comes in is booked before what
// goes out, so that free money need only cover the net amount. Also counts the month ends on
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
  // Above zero if the home side is owed the amount, below if it owes it.
  struct CalledBalance {
    AccountRef account;
    std::int64_t amount = 0;
  };
  struct Call {
    std::size_t settlement;
    Day on;                               // when it is paid
    Day called;                           // names its payments
    std::vector<CalledBalance> balances;  // what the home side is owed first
    int payments = 0;                     // made so far
  };
  [[nodiscard]] bool calls_today(const Settlement& terms, Day day) const;
  // What may be called of a balance beyond what has been called already.
  [[nodiscard]] std::int64_t callable(const DayContext& today, const Settlement& terms,
                                      AccountRef account) const;
  void call(DayContext& today, std::size_t index);
  // Lowers what was called by what is paid. What the books refuse stays, and is tried again later.
  [[nodiscard]] Status pay(DayContext& today, Call& call);
  // By each line what its part of the account shows. False if the books refused a payment.
  [[nodiscard]] Result<bool> pay(DayContext& today, Call& call, CalledBalance& balance);
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
