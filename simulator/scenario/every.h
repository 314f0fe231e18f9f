#pragma once
// Every: how often something repeats.

#include <cstdint>

namespace setoff::simulator {

// Periods of the calendar of time.months. A year has a whole number of those of several months.
enum class Every : std::uint8_t {
  day,
  week,
  month,
  two_months,
  quarter,
  four_months,
  half_year,
  year
};

}  // namespace setoff::simulator
