#pragma once
// The language of laws (probability distributions): a constant measure, or name(parameters) with
// the parameters of DistributionKind:
//   uniform(a..b)  triangular(a..m..b)  normal(mean a sd b)  lognormal(median a p90 b)
//   exponential(mean a)  gamma(mean a cv c)  beta(mean a sd b)  chance(p)
// All parameters but cv have the unit of the value. Errors: Faults unknown_law, law_syntax,
// unit_mismatch, law_parameters (not ordered, not positive, impossible), and those of measures.

#include <string_view>

#include "ledger/text/parsed.h"
#include "simulator/scenario/distribution.h"
#include "simulator/scenario/uncertain.h"

namespace setoff::simulator {

// A share: all values of the law are in 0..1, except rare tails of a normal, which are clamped.
[[nodiscard]] Parsed<Distribution> parse_share_distribution(std::string_view text);
// A duration in days or business days.
[[nodiscard]] Parsed<Duration> parse_duration_distribution(std::string_view text);
// A law of whatever dimension its first parameter has; uniform, triangular and normal may be below
// zero.
[[nodiscard]] Parsed<MeasuredLaw> parse_measured_law(std::string_view text);

}  // namespace setoff::simulator
