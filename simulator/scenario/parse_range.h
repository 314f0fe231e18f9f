#pragma once
// Ranges of days: "2020-03-20..2020-06-20" (both inclusive), a Gregorian year "2020", a Solar Hijri
// year "SH 1399", or a single date. Errors: Faults bad_range (ends before it begins, or malformed)
// and those of dates.

#include <string_view>

#include "ledger/text/parsed.h"
#include "simulator/scenario/steps.h"

namespace setoff::simulator {

[[nodiscard]] Parsed<DateRange> parse_range(std::string_view text);

}  // namespace setoff::simulator
