#pragma once
// What a person reads after a run: the few numbers that matter, and the expectations.

#include <iosfwd>

#include "cli/terminal.h"
#include "simulator/report/summary.h"

namespace setoff::cli {

void print_summary(std::ostream& out, const Terminal& terminal, const sim::RunRecord& record,
                   const sim::Summary& summary);
void print_expectations(std::ostream& out, const Terminal& terminal, const sim::Summary& summary);

}  // namespace setoff::cli
