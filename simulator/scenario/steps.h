#pragma once
// Steps<T>: a value that changes on dates and holds in between: a constant is one step, a monthly
// table one step per month, a data file one step per row. Before the first step there is no value.

#include <algorithm>
#include <optional>
#include <vector>

#include "ledger/base/date.h"

namespace setoff::sim {

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

template <class T>
struct Steps {
  std::vector<Step<T>> steps;  // ascending by day, no day twice

  // The value in force on `day`; null before the first step.
  [[nodiscard]] const T* at(Day day) const {
    const auto after = std::ranges::upper_bound(steps, day, {}, &Step<T>::from);
    return after == steps.begin() ? nullptr : &std::prev(after)->value;
  }
  [[nodiscard]] bool empty() const { return steps.empty(); }
  friend bool operator==(const Steps&, const Steps&) = default;
};

}  // namespace setoff::sim
