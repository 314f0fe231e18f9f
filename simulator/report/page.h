#pragma once
// "report.html": one self-contained page that opens offline in any browser with scripts enabled.
// Its content security policy allows its own two scripts and one style sheet, by hash, and no
// address. The data are embedded as JSON. Charts are drawn by uPlot (assets/uplot).

#include <string>

#include "simulator/report/summary.h"

namespace setoff::simulator {

[[nodiscard]] std::string report_page(const RunRecord& record, const Summary& summary);

}  // namespace setoff::simulator
