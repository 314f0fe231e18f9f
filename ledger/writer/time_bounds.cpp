#include "ledger/writer/time_bounds.h"

namespace setoff {
namespace {

std::int64_t micros(std::chrono::seconds span) {
  return std::chrono::microseconds(span).count();
}

Status check_ahead(Timestamp time, Timestamp now, const TimeBounds& bounds, const char* member) {
  if (time.microseconds() - now.microseconds() <= micros(bounds.clock_tolerance)) return Ok{};
  return Error(Code::time_bounds,
               time.text() + " is more than " + std::to_string(bounds.clock_tolerance.count()) +
                   " s ahead of the clock, which says " + now.text(),
               member);
}

Status check_value_date(Day day, Day today, const TimeBounds& bounds) {
  const int ahead = day - today;
  if (ahead > bounds.value_days_ahead)
    return Error(Code::time_bounds,
                 day.text() + " is " + std::to_string(ahead) + " days ahead of today, " +
                     today.text() + "; at most " + std::to_string(bounds.value_days_ahead) +
                     " are taken",
                 "data.value_date");
  if (-ahead > bounds.value_days_behind)
    return Error(Code::time_bounds,
                 day.text() + " is " + std::to_string(-ahead) + " days before today, " +
                     today.text() + "; at most " + std::to_string(bounds.value_days_behind) +
                     " are taken",
                 "data.value_date");
  return Ok{};
}

}  // namespace

Status check_times(const Event& event, Timestamp now, const TimeBounds& bounds) {
  SETOFF_TRY_STATUS(check_ahead(event.time, now, bounds, "time"));
  if (event.booked) SETOFF_TRY_STATUS(check_ahead(*event.booked, now, bounds, "bookedtime"));
  return check_value_date(event.value_date, now.day(), bounds);
}

Status check_clock(std::optional<Timestamp> last, Timestamp now, const TimeBounds& bounds) {
  if (!last || last->microseconds() - now.microseconds() <= micros(bounds.clock_tolerance))
    return Ok{};
  return Error(Code::time_bounds,
               "the clock says " + now.text() + ", and the last entry is booked at " +
                   last->text() +
                   ": one of them is wrong. Set the clock right; if it is, allow the difference "
                   "with a larger clock tolerance, and entries bear the last one's time until the "
                   "clock has passed it");
}

}  // namespace setoff
