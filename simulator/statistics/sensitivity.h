#pragma once
// Which inputs move a result, and how much: designs of points in the unit cube, and their
// reduction. The caller evaluates the points in order (an input u of [0, 1] stands for the
// u-quantile of its range) and hands back one value for each; the value of a failed run is not a
// number, and what it belongs to is left out. Sources: screening: Morris 1991 with mu* of
// Campolongo, Cariboni, Saltelli 2007; indices: Sobol 1993, with the estimators of Saltelli et al.
// 2010 (first order: Saltelli, total: Jansen).

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ledger/base/result.h"
#include "simulator/statistics/intervals.h"

namespace setoff::simulator {

using UnitPoints = std::vector<std::vector<double>>;

// Trajectories of inputs + 1 points on the levels 0, 1/3, 2/3, 1: from one point to the next, one
// input moves by 2/3. Points reach 0 and 1, so the range of each input must be bounded. Twenty
// trajectories are many.
[[nodiscard]] UnitPoints morris_design(std::size_t inputs, std::size_t trajectories,
                                       std::uint64_t seed);

// Elementary effects: change of the value per whole range of the input.
struct MorrisEffect {
  Estimate mu_star;  // mean size: how much the input matters
  double mu = 0;     // mean: smaller than mu* where the sign changes
  double sigma = 0;  // standard deviation: 0 if the input acts linearly and alone
};

// One for each input. bad_field if an input has no effect whose two values are numbers.
[[nodiscard]] Result<std::vector<MorrisEffect>> morris_effects(const UnitPoints& points,
                                                               std::span<const double> values,
                                                               double confidence);

// `base` rows (best a power of two) of inputs + 2 points: a point of matrix A, one of B, and for
// each input that of A with the input taken from B. A and B are scrambled Sobol points.
[[nodiscard]] UnitPoints sobol_design(std::size_t inputs, std::uint64_t base, std::uint64_t seed);

// Shares of the variance of the value.
struct SobolIndex {
  Estimate first;  // by the input alone
  Estimate total;  // with all its interactions
};

// One for each input, with percentile intervals of 1000 keyed resamples of the rows; as the rows
// fill the cube evenly, these are wider than need be. All zero if the value never changes.
// bad_field if fewer than two rows have numbers for all their points.
[[nodiscard]] Result<std::vector<SobolIndex>> sobol_indices(std::size_t inputs,
                                                            std::span<const double> values,
                                                            double confidence, std::uint64_t seed);

}  // namespace setoff::simulator
