#pragma once
// A run made up for tests of the report: three years of two lines, four goods, a lapsed window, two
// published figures, refusals. The numbers obey the shape of a real run (parts add up, levels
// follow from flows) but come from a few closed formulas; nothing here runs the engine.

#include "simulator/report/run_record.h"

namespace setoff::simulator::tests {

struct SampleRun {
  LoadedScenario loaded;
  LoadOptions options;
  RunResult result;
  State books;

  [[nodiscard]] RunRecord record() const;
};

// `hostile` puts markup, quotes and line ends into every free text.
[[nodiscard]] SampleRun make_sample_run(bool hostile = false);

}  // namespace setoff::simulator::tests
