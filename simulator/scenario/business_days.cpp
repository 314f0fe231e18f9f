#include "simulator/scenario/business_days.h"

#include <algorithm>

#include "ledger/base/check.h"

namespace setoff::simulator {

// 1970-01-01 was a Thursday.
int weekday_of(Day day) {
  const int shifted = (day.since_epoch() + 4) % 7;
  return shifted < 0 ? shifted + 7 : shifted;
}

namespace {

constexpr std::uint8_t kAllDaysOff = 0x7F;

}  // namespace

bool is_business_day(const Workdays& workdays, Day day) {
  if (((workdays.days_off >> weekday_of(day)) & 1U) != 0) return false;
  return !std::ranges::binary_search(workdays.holidays, day);
}

Day after(const Workdays& workdays, Day from, int days, bool business) {
  SETOFF_CHECK(days >= 0);
  if (!business) return from + days;
  SETOFF_CHECK((workdays.days_off & kAllDaysOff) != kAllDaysOff);
  Day day = from;
  for (int left = days; left > 0;) {
    day = day + 1;
    if (is_business_day(workdays, day)) --left;
  }
  return day;
}

Day after(const Workdays& workdays, Day from, const Duration& duration) {
  return after(workdays, from, duration.fixed_days(), duration.business);
}

}  // namespace setoff::simulator
