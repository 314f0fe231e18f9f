#pragma once
// Draws the uncertain values of a path, and puts them into the tree and the series of a scenario.
// Every number is keyed by the entry's name and, if there is one a period, by its first day, so
// another entry, good or output moves none of them. Faults of applying: unknown_path, and
// uncertain_place where the value at the path has no form that can be changed so.

#include "ledger/text/diagnostic.h"
#include "ledger/text/yaml_tree.h"
#include "simulator/random/sampler.h"
#include "simulator/scenario/model.h"
#include "simulator/scenario/uncertain.h"

namespace setoff::simulator {

struct DrawOptions {
  std::uint64_t path = 0;
  std::uint64_t paths = 1;  // of the ensemble, for designs that spread them over the laws
  SamplingDesign design = SamplingDesign::random;
  // Every law at this quantile, and every process without noise: whether the file bears what may
  // be drawn.
  std::optional<double> quantile;
};

// The values of one entry by their first day, in base units; those of a factor are plain numbers.
using DrawnSteps = std::vector<Step<double>>;

// One per entry, in their order. Correlations must be those of a checked scenario.
[[nodiscard]] std::vector<DrawnSteps> draw_uncertain(const std::vector<UncertainValue>& values,
                                                     const TimeFrame& time, std::uint64_t seed,
                                                     const DrawOptions& options);

// Whether the entry changes a series of `data`, and which.
[[nodiscard]] std::optional<std::string> series_of(const UncertainValue& value);

// The tree (without marks) with the values of all entries that change no series. What cannot be
// applied is reported at the entry and left as it is.
[[nodiscard]] Node with_drawn(const Node& tree, const std::vector<UncertainValue>& values,
                              const std::vector<DrawnSteps>& drawn, const TimeFrame& time,
                              Diagnostics& diagnostics);
// The series with the values of an entry that changes it; nullopt if one does not fit.
[[nodiscard]] std::optional<Steps<Decimal>> with_drawn(const Steps<Decimal>& series,
                                                       const UncertainValue& value,
                                                       const DrawnSteps& drawn, double unit);

}  // namespace setoff::simulator
