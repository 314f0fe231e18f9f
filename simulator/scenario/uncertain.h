#pragma once
// Uncertain values: what `uncertain` says may differ from path to path of an ensemble, as data.
// Each entry changes the value at one place of the file: it sets it, multiplies it or adds to it,
// by a law drawn once or once a period, or by a process that moves on from period to period. The
// run of the file itself (path 0) has none of this.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ledger/text/dimension.h"
#include "simulator/random/diffusion.h"
#include "simulator/scenario/distribution.h"
#include "simulator/scenario/every.h"
#include "simulator/scenario/steps.h"

namespace setoff::simulator {

enum class Influence : std::uint8_t { set, factor, add };

// A law of any dimension; its parameters are in base units of the dimension.
struct MeasuredLaw {
  Distribution distribution;
  Dimension dimension;
  bool percent = false;  // written in %
  friend bool operator==(const MeasuredLaw&, const MeasuredLaw&) = default;
};

// A value that moves on from its start, period by period.
struct RandomProcess {
  Diffusion diffusion{};
  std::optional<Jumps> jumps;
  double start = 0;
  friend bool operator==(const RandomProcess&, const RandomProcess&) = default;
};

struct UncertainValue {
  std::string name;
  std::string path;  // of the value in the file, "releases.approval.approve"
  Influence influence = Influence::set;
  MeasuredLaw law;  // without a process; its dimension is also the process's
  std::optional<RandomProcess> process;
  std::optional<Every> each;                               // absent: one draw for the whole run
  Day from;                                                // the first day that is uncertain
  std::vector<std::pair<std::string, double>> moves_with;  // correlations of the normals, by name
  friend bool operator==(const UncertainValue&, const UncertainValue&) = default;
};

}  // namespace setoff::simulator
