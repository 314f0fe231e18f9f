#pragma once
// The day a duration after another. Calendar days count every day; business days count the days on
// which both sides work, so that a duration of 1 business day from a Thursday may end on Sunday.

#include "ledger/base/date.h"
#include "simulator/scenario/model.h"

namespace setoff::sim {

// 0 Sunday ... 6 Saturday
[[nodiscard]] int weekday_of(Day day);
inline constexpr int kMonday = 1;
[[nodiscard]] bool is_business_day(const Workdays& workdays, Day day);
// `days` >= 0 days after `from`; zero is `from` itself.
[[nodiscard]] Day after(const Workdays& workdays, Day from, int days, bool business);
// With the duration's constant or central length.
[[nodiscard]] Day after(const Workdays& workdays, Day from, const Duration& duration);

}  // namespace setoff::sim
