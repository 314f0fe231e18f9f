#pragma once
// TimeBounds: how far the times of an event may be from the clock of the listener that receives it.
// A booking time in the future would fix the booking times of all later entries, and distant value
// dates add days on which balances must be checked. A simulation has no clock and no bounds.
// Errors: time_bounds, naming the member; such an event is answered and never recorded, so its id
// stays free.

#include <chrono>
#include <optional>

#include "ledger/event/event.h"

namespace setoff {

struct TimeBounds {
  std::chrono::seconds clock_tolerance{300};  // `time` and `bookedtime` ahead of the clock
  int value_days_ahead = 3'660;               // days a value date may be after today
  int value_days_behind = 36'600;
};

// Checks that the event's times are within the bounds relative to `now`.
[[nodiscard]] Status check_times(const Event& event, Timestamp now, const TimeBounds& bounds);

// Checks that a clock at `now` may set the booking time of what follows an entry booked at `last`.
// A clock that is behind by more than the tolerance is wrong, or was wrong when that entry was
// booked: all later entries would get that entry's time.
[[nodiscard]] Status check_clock(std::optional<Timestamp> last, Timestamp now,
                                 const TimeBounds& bounds);

}  // namespace setoff
