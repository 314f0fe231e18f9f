#pragma once
// Steps<T>: a value that changes on dates and holds in between: a constant is one step, a monthly
// table one step per month, a data file one step per row. Before the first step there is no value.
// Whether the last one may be used for ever, the file says (`gaps`).

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "ledger/base/date.h"

namespace setoff::sim {

// The longest term of the books (due, grace, expiry): ten years, so that what a run leaves open
// ends on a day of the books.
inline constexpr int kTermDaysMax = 3660;

// Both days belong to the range.
struct DateRange {
  Day from;
  Day to;
  [[nodiscard]] constexpr bool holds(Day day) const { return from <= day && day <= to; }
  friend bool operator==(const DateRange&, const DateRange&) = default;
};

template <class T>
struct Step {
  Day from;
  T value;
  friend bool operator==(const Step&, const Step&) = default;
};

// What a month or a day that a table does not have means.
enum class GapPolicy : std::uint8_t { unsaid, hold, refuse_days, refuse_months };

// What holds after the days that the data cover.
enum class AfterData : std::uint8_t {
  last_value,  // the last value: a constant, steps, or `gaps: hold`
  unsaid,      // the last value, though nobody said so: a run that needs it gets a warning
  no_value,    // none: months are missing, or `gaps: refuse_...`
};

template <class T>
struct Steps {
  std::vector<Step<T>> steps;  // ascending by day, no day twice
  AfterData after_data = AfterData::last_value;
  Day covered_to = kLastDay;  // last day of the data; only where `after_data` is not last_value

  // The value in force on `day`; null before the first step.
  [[nodiscard]] const T* at(Day day) const {
    const auto after = std::ranges::upper_bound(steps, day, {}, &Step<T>::from);
    return after == steps.begin() ? nullptr : &std::prev(after)->value;
  }
  [[nodiscard]] bool empty() const { return steps.empty(); }
  friend bool operator==(const Steps&, const Steps&) = default;
};

}  // namespace setoff::sim
