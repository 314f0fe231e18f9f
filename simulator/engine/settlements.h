#pragma once
// Settlements: the creditor of a clearing balance calls what the scheme lets it call, and the
// debtor pays in free money after the time that the scheme allows. The balances of several accounts
// are called together if their net amount may be called, and what comes in is booked before what
// goes out, so that free money need only cover the net amount. What the books refuse is tried again
// when what it waits for changes (obstacle.h).

#include <optional>
#include <vector>

#include "simulator/engine/draws.h"
#include "simulator/engine/event_submitter.h"
#include "simulator/engine/flows.h"
#include "simulator/engine/obstacle.h"

namespace setoff::simulator {

class Settlements {
 public:
  Settlements(const Scenario& scenario, const Draws& draws);
  [[nodiscard]] Status run_day(DayContext& today);
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(open_, paid_);
  }

 private:
  // Above zero if the home side is owed the amount, below if it owes it.
  struct CalledBalance {
    AccountRef account;
    std::int64_t amount = 0;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(account, amount);
    }
  };
  struct Call {
    std::size_t settlement;
    Day on;                               // when it is paid
    std::string name;                     // of its payments
    std::vector<CalledBalance> balances;  // what the home side is owed first
    int payments = 0;                     // made so far
    std::optional<Obstacle> waits = {};   // for what refused the last one
    template <class Archive>
    void serialize(Archive& archive) {
      archive(settlement, on, name, balances, payments, waits);
    }
  };
  [[nodiscard]] bool calls_today(const Settlement& terms, Day day) const;
  // What may be called of a balance beyond what has been called already.
  [[nodiscard]] Result<std::int64_t> callable(const DayContext& today, std::size_t index,
                                              AccountRef account) const;
  [[nodiscard]] Result<std::int64_t> due_by_slices(const Settlement& terms,
                                                   std::int64_t position) const;
  // Called of the account in that direction and not paid, with its sign.
  [[nodiscard]] std::int64_t open_calls(AccountRef account, int sign) const;
  [[nodiscard]] Status call(DayContext& today, std::size_t index);
  // In the parts in which the scheme has it paid.
  void plan(Day called, std::size_t index, const std::vector<CalledBalance>& balances);
  [[nodiscard]] Status charge_discount(DayContext& today, const Settlement& terms,
                                       const std::string& payment, const std::string& line,
                                       Money received);
  // Lowers what was called by what is paid. What the books refuse stays, and is tried again later.
  [[nodiscard]] Status pay(DayContext& today, Call& call);
  // Which line's money pays how much of a balance.
  struct Source {
    LineRef line;
    Money settled;
  };
  [[nodiscard]] Result<std::vector<Source>> sources_of(const DayContext& today,
                                                       const Settlement& terms, LineRef line,
                                                       Money settled) const;
  // The code of the refusal, if the books refused it.
  [[nodiscard]] Result<std::optional<Code>> pay_part(DayContext& today, Call& call,
                                                     CalledBalance& balance, LineRef line,
                                                     const Source& source);
  // By each line what its part of the account shows. The code of the refusal, if the books refused
  // a payment.
  [[nodiscard]] Result<std::optional<Code>> pay(DayContext& today, Call& call,
                                                CalledBalance& balance);

  const Scenario& scenario_;
  const Draws& draws_;
  std::vector<Call> open_;
  std::vector<std::int64_t> paid_;  // per settlement: above zero if received
};

}  // namespace setoff::simulator
