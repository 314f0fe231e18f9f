#pragma once
// The daily columns whose sum an observation of one day shows, and the section of the report that
// lists a published figure of its kind.

#include <string>
#include <string_view>
#include <vector>

#include "simulator/report/run_record.h"

namespace setoff::simulator {

struct ObservedColumns {
  std::vector<std::string> names;  // empty: no chart can show it
  Currency currency;               // in which series_data() shows them
  std::string title;               // "overdue, gas"
};
[[nodiscard]] ObservedColumns observed_columns(const RunRecord& record,
                                               const Observation& observation);

// The id of a section of the page; empty: the list of expectations only.
[[nodiscard]] std::string_view section_of(const RunRecord& record, const Observation& observation);

}  // namespace setoff::simulator
