#pragma once
// A trace for people, an indented tree with one line a node, and as JSON. Amounts on a line are the
// part that runs along that step; in brackets its share of the amount asked about, where that is
// counted in something else. Unless all are asked for, deliveries at one price are one line, and of
// other long lists the first few are shown.

#include <iosfwd>

#include "cli/terminal.h"
#include "ledger/query/trace.h"

namespace setoff::cli {

void print_trace(std::ostream& out, const Terminal& terminal, const Trace& trace, bool all);
void print_trace_json(std::ostream& out, const Trace& trace);

}  // namespace setoff::cli
