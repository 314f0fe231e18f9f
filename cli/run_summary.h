#pragma once
// Prints the summary of a run: its main figures and its expectations.

#include <iosfwd>

#include "cli/terminal.h"
#include "simulator/report/summary.h"

namespace setoff::cli {

void print_summary(std::ostream& out, const Terminal& terminal, const simulator::RunRecord& record,
                   const simulator::Summary& summary);
void print_expectations(std::ostream& out, const Terminal& terminal,
                        const simulator::Summary& summary);

}  // namespace setoff::cli
