#pragma once
// Numbers of a study for human readers: three significant digits, as estimates deserve. A number
// without a value is "–". Signs are minus signs, not hyphens.

#include <optional>
#include <string>
#include <string_view>

#include "simulator/study/summary.h"

namespace setoff::simulator {

// "412", "1,230", "0.0417"; with a unit that has no prefix of its own, "1.23 bn" from a million on.
[[nodiscard]] std::string shown_number(double number, std::string_view unit);
// With the unit, "412 MUSD"; of "%" and counts alike.
[[nodiscard]] std::string shown_figure(double number, std::string_view unit);
// "120 to 412 MUSD"; only the bound that there is if the other is infinite ("120 MUSD or more").
[[nodiscard]] std::string shown_range(double low, double high, std::string_view unit);
// A share from 0 to 1 in percent: "23 %", "0.4 %"; 0 and 1 only if they are meant exactly.
[[nodiscard]] std::string shown_share(double share);
// "20 to 26 %"
[[nodiscard]] std::string shown_shares(double low, double high);
// "14 Mar 2024"
[[nodiscard]] std::string shown_day(Day day);

// By when an event has happened on a tenth, on half and on nine tenths of the paths on which it
// happens; nullopt if it never does or is not judged on every day.
struct FirstDays {
  Day early;
  Day middle;
  Day late;
};
[[nodiscard]] std::optional<FirstDays> first_days(const EventSummary& event);

}  // namespace setoff::simulator
