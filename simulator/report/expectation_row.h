#pragma once
// The row of a summary that says whether an expectation held: what was expected as text, what the
// run shows, and the mark that a reader looks for first.

#include "simulator/report/summary.h"

namespace setoff::simulator {

[[nodiscard]] ExpectationRow expectation_row(const Expectation& asked,
                                             const ExpectationResult& result,
                                             const std::vector<Provenance>& provenance);

}  // namespace setoff::simulator
