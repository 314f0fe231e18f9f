#include "tests/benchmarks/judges/fast_judge.h"

namespace setoff::benchmarks {
namespace {

// The buyer tries each payment on its day, and what is refused again when the balance has changed,
// behind all others.
void pay_in(const FastJudge& judge, Position& position, int day) {
  while (const auto next = position.in.take_next(day, position.balance))
    if (!judge.judge(position, {MoveKind::pay_in, next->amount}))
      position.in.push({day + 1, next->amount, position.balance});
}

// The home side pays first come first paid; what found no room waits until the balance changes.
void pay_out(const FastJudge& judge, Position& position, int day) {
  while (!position.out.empty() && position.out.front().on <= day) {
    if (position.obstacle == position.balance) return;
    const auto before = position.balance;
    if (!judge.judge(position, {MoveKind::pay_out, position.out.front().amount})) {
      position.obstacle = before;
      return;
    }
    position.obstacle.reset();
    position.out.pop();
  }
}

// Interest on the daily balances since the last, today's included; the home side pays it on a debt.
void accrue(const TwoWayModel& model, const FastJudge& judge, Position& position) {
  constexpr int kScale = 2;
  const auto exact =
      interest_on(position.balance_days, kScale, {model.interest_per_year, model.days_of_year});
  const auto amount = exact ? exact->round(kScale, Rounding::half_even) : Result<std::int64_t>(0);
  if (amount && *amount != 0) (void)judge.judge(position, {MoveKind::interest, *amount});
  position.balance_days = 0;
}

}  // namespace

Position run_fast(const TwoWayModel& model, std::span<const Day> months, const PathFlows& flows,
                  std::span<std::int64_t> balances) {
  const FastJudge judge(model);
  Position position;
  int day = 0;
  for (std::size_t month = 0; month + 1 < months.size(); ++month) {
    const int days = months[month + 1] - months[month];
    if (month > 0) {
      const auto length = months[month] - months[month - 1];
      const auto on = day + model.pay_after_days;
      position.in.push({on, flows.out[month - 1] * length, {}});
      position.out.push({on, flows.in[month - 1] * length, {}});
    }
    for (int of_month = 0; of_month < days; ++of_month, ++day) {
      pay_in(judge, position, day);
      pay_out(judge, position, day);
      position.balance_days += position.balance;
      if (of_month + 1 == days) accrue(model, judge, position);
      if (!balances.empty()) balances[static_cast<std::size_t>(day)] = position.balance;
    }
  }
  return position;
}

}  // namespace setoff::benchmarks
