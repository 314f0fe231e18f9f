#pragma once
// Steps<T>: a value that changes on dates and holds in between: a constant is one step, a monthly
// table one step per month, a data file one step per row. Before the first step there is no value.
// `gaps` in the file says whether the last one may be used indefinitely.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "ledger/base/date.h"

namespace setoff::simulator {

// The longest term that the books allow (due, grace, expiry): ten years, so that whatever a run
// leaves open ends on a valid date of the books.
inline constexpr int kTermDaysMax = 3660;

// Both days are inclusive.
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

// What `gaps` says about a month or day missing from a table.
enum class GapPolicy : std::uint8_t {
  implicit_last_value,  // not stated: months must be complete, a day continues the previous value
  hold,                 // the previous value continues
  refuse_days,          // every day must have a row
  refuse_months         // every month must have a row
};

// The value after the last day that the data cover.
enum class AfterData : std::uint8_t {
  last_value,           // the last value: a constant, steps, or `gaps: hold`
  implicit_last_value,  // the last value, by default: a run that needs it gets a warning
  no_value,             // none: months are missing, or `gaps: refuse_...`
};

template <class T>
struct Steps {
  std::vector<Step<T>> steps;  // ascending by day, without duplicates
  AfterData after_data = AfterData::last_value;
  Day covered_to = kLastDay;  // last day of the data; only if `after_data` is not last_value

  // The value in force on `day`; null before the first step.
  [[nodiscard]] const T* at(Day day) const {
    const auto after = std::ranges::upper_bound(steps, day, {}, &Step<T>::from);
    return after == steps.begin() ? nullptr : &std::prev(after)->value;
  }
  [[nodiscard]] bool empty() const { return steps.empty(); }
  friend bool operator==(const Steps&, const Steps&) = default;
};

}  // namespace setoff::simulator
