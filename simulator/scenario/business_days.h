#pragma once
// Date arithmetic in calendar or business days. Business days are those on which both sides work,
// so 1 business day after a Thursday may be a Sunday.

#include "ledger/base/date.h"
#include "simulator/scenario/model.h"

namespace setoff::simulator {

// 0 Sunday ... 6 Saturday
[[nodiscard]] int weekday_of(Day day);
inline constexpr int kMonday = 1;
[[nodiscard]] bool is_business_day(const Workdays& workdays, Day day);
// The day `days` >= 0 after `from`; zero returns `from` itself.
[[nodiscard]] Day after(const Workdays& workdays, Day from, int days, bool business);
// Uses the constant length of the duration or, if it is drawn, its central length.
[[nodiscard]] Day after(const Workdays& workdays, Day from, const Duration& duration);

}  // namespace setoff::simulator
