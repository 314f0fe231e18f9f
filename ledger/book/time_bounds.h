#pragma once
// TimeBounds: how far from its clock a door takes the times of an event. A booking time in the
// future would fix the stamps of all later entries, and far value dates make days on which cover
// must be judged. A simulation has no clock and no bounds. Errors: time_bounds, naming the member;
// such an event is answered and never recorded, so its id stays free.

#include <chrono>
#include <optional>

#include "ledger/core/event.h"

namespace setoff {

struct TimeBounds {
  std::chrono::seconds clock_tolerance{300};  // `time` and `bookedtime` ahead of the clock
  int value_days_ahead = 3'660;               // a value date, from today
  int value_days_behind = 36'600;
};

// Whether the event's times lie within the bounds, seen from `now`.
[[nodiscard]] Status check_times(const Event& event, Timestamp now, const TimeBounds& bounds);

// Whether a clock that says `now` can stamp what follows an entry booked at `last`. A clock that is
// further behind than the tolerance is wrong, or was when that entry was booked: all that follows
// would bear that entry's time.
[[nodiscard]] Status check_clock(std::optional<Timestamp> last, Timestamp now,
                                 const TimeBounds& bounds);

}  // namespace setoff
