#pragma once
// PathRunner: runs paths of a study's points, one after the other. Each thread has its own, and the
// rows are the same whichever runs them. Errors: bad_field with the first diagnostic if the file is
// wrong with a point's changes; a path whose draws cannot be run is a row with a failure.

#include <memory>

#include "ledger/base/result.h"
#include "simulator/engine/result.h"
#include "simulator/engine/run.h"
#include "simulator/scenario/load.h"
#include "simulator/study/study.h"

namespace setoff::simulator {

class PathRunner {
 public:
  explicit PathRunner(const StudyPlan& plan);

  // The shape of a point, from its run without draws.
  [[nodiscard]] Result<StudyShape> shape_of(const StudyPoint& point);
  [[nodiscard]] PathRow run(const StudyPoint& point, const StudyShape& shape, std::uint64_t path);
  // The scenario of a path, as it is run. Path 0 is the file itself.
  [[nodiscard]] Result<Scenario> scenario_of(const StudyPoint& point, std::uint64_t path);

 private:
  struct Outcome {
    Scenario scenario;
    RunResult result;
    Digest balances;
  };
  [[nodiscard]] Result<Outcome> outcome_of(const StudyPoint& point, std::uint64_t path,
                                           const Recording& recording);
  [[nodiscard]] PathRow row_of(const StudyPoint& point, const StudyShape& shape, std::uint64_t path,
                               const Outcome& outcome) const;

  const StudyPlan& plan_;
  ScenarioSource source_;
};

// The options with which the path of a point is read.
[[nodiscard]] LoadOptions options_of(const StudyPlan& plan, const StudyPoint& point,
                                     std::uint64_t path);

// SHA-256 over the lines "LAYER ACCOUNT COMMODITY AMOUNT" of the trial balance.
[[nodiscard]] Digest balances_digest(const State& state);

}  // namespace setoff::simulator
