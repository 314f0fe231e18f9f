#include "ledger/arithmetic/limits.h"

#include "ledger/base/check.h"

namespace setoff {

DayRange period_of_months(int months, Day day, Calendar calendar) {
  const auto date = to_calendar(day, calendar);
  const auto first =
      from_calendar({date.year, (date.month - 1) / months * months + 1, 1}, calendar);
  SETOFF_CHECK(first.has_value());
  Day end = *first;
  for (int i = 0; i < months; ++i)
    end = next_month_start(end, calendar);
  return {*first, end - 1};
}

}  // namespace setoff
