#pragma once
// Limit use: how much of each limit is used on a day, and what is left of it. floor: the available
// money of the account; cap: posted; swing: |posted| and held; spend: spent in the period that
// holds the day, and held on it. Over all lines, in minor units of the account's currency, as of
// that day alone: a rule also looks at later days, so what is left is at most what may still be
// booked. Errors: overflow.

#include <cstdint>
#include <vector>

#include "ledger/core/state.h"

namespace setoff {

struct DayRange {
  Day first;
  Day last;
};
// The period of the calendar that holds `day`; all days for `none`.
[[nodiscard]] DayRange limit_period(LimitPeriod period, Day day, Calendar calendar);

struct LimitUse {
  const Limit* limit = nullptr;
  DayRange period;
  std::int64_t measured = 0;  // what the limit is about: money available, posted, or spent and held
  std::int64_t headroom = 0;  // below zero if it is exceeded
};

// Limits in force on `day`, the newest of each name, by account as the agreement lists them.
[[nodiscard]] Result<std::vector<LimitUse>> limits_on(const State& state, Day day);

}  // namespace setoff
