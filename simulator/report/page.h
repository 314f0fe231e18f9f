#pragma once
// "report.html": one page that opens offline, in a browser with scripts, and asks for nothing: its
// content security policy allows its own two scripts and one style sheet by their hashes and no
// address at all. The data stand in it as JSON. Charts are drawn by uPlot (assets/uplot).

#include <string>

#include "simulator/report/summary.h"

namespace setoff::sim {

[[nodiscard]] std::string report_page(const RunRecord& record, const Summary& summary);

}  // namespace setoff::sim
