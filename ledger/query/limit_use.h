#pragma once
// Limit use: how much of each limit is used on a day, and what is left of it. floor: the account's
// available money; cap: posted; swing: |posted| plus held; spend: spent in the period that contains
// the day, plus held on it. Over all lines, in minor units of the account's currency, as of that
// day alone: a rule also looks at later days, so what is left is only an upper bound on what may
// still be booked. Errors: overflow.

#include <cstdint>
#include <vector>

#include "ledger/arithmetic/limits.h"
#include "ledger/books/state.h"

namespace setoff {

// The calendar period that contains `day`; all days for `none`.
[[nodiscard]] DayRange limit_period(LimitPeriod period, Day day, Calendar calendar);

struct LimitUse {
  const Limit* limit = nullptr;
  DayRange period;
  std::int64_t measured = 0;  // the limited amount: available, posted, or spent plus held
  std::int64_t headroom = 0;  // negative if the limit is exceeded
};

// Limits in force on `day`, the newest of each name, by account in the agreement's order.
[[nodiscard]] Result<std::vector<LimitUse>> limits_on(const State& state, Day day);

}  // namespace setoff
