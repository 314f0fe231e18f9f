#pragma once
// "series.csv": the daily table, combined into the rows that the scenario's `output` asks for.
// `day` is the last day of the row and `days` the number of days it covers; levels and rates are
// those of that day, flows are sums, flags count the days on which they were set. The header
// includes the unit: "billed.gas [EUR]". Decimals are exact; lines end with a line feed.

#include <string>

#include "simulator/report/run_record.h"

namespace setoff::simulator {

[[nodiscard]] std::string series_csv(const RunRecord& record);

}  // namespace setoff::simulator
