#pragma once
// The results of a study for people and for tables: chances of events, the spread of answers, and
// differences from the first point.

#include <iosfwd>
#include <vector>

#include "cli/study_folder.h"
#include "cli/table.h"

namespace setoff::cli {

// "answers", "events" and "differences", without those that are empty; the first has a row for
// every point and question.
[[nodiscard]] std::vector<CellTable> study_tables(const simulator::StudySummary& summary);

void print_study(std::ostream& out, const Terminal& terminal, const NamedStudy& study,
                 const simulator::StudySummary& summary);

}  // namespace setoff::cli
