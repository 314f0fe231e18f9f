#pragma once
// Prints a trace as an indented tree, one line per node, and as JSON. The amount on a line is the
// part that flows along that step; in brackets is its share of the amount asked about, if the units
// differ. Unless all are asked for, deliveries at one price are folded into one line, and only the
// first few of other long lists are shown.

#include <iosfwd>

#include "cli/terminal.h"
#include "ledger/query/trace.h"

namespace setoff::cli {

void print_trace(std::ostream& out, const Terminal& terminal, const Trace& trace, bool all);
void print_trace_json(std::ostream& out, const Trace& trace);

}  // namespace setoff::cli
