#include <cmath>
#include <string>

#include "ledger/base/check.h"
#include "simulator/random/sampler.h"
#include "simulator/random/uniform.h"
#include "simulator/statistics/sensitivity.h"

namespace setoff::simulator {

namespace {

constexpr std::uint64_t kLevels = 4;

std::vector<double> on_levels(const std::vector<std::uint64_t>& levels) {
  std::vector<double> point;
  for (const std::uint64_t level : levels)
    point.push_back(static_cast<double>(level) / (kLevels - 1));
  return point;
}

MorrisEffect summary_of(const std::vector<double>& effects, double confidence) {
  MorrisEffect out;
  std::vector<double> sizes;
  for (const double effect : effects) {
    sizes.push_back(std::fabs(effect));
    out.mu += effect / static_cast<double>(effects.size());
  }
  double squares = 0;
  for (const double effect : effects)
    squares += (effect - out.mu) * (effect - out.mu);
  out.mu_star = mean_estimate(sizes, confidence);
  if (effects.size() > 1) out.sigma = std::sqrt(squares / static_cast<double>(effects.size() - 1));
  return out;
}

}  // namespace

UnitPoints morris_design(std::size_t inputs, std::size_t trajectories, std::uint64_t seed) {
  constexpr std::uint64_t kUse = 0x4D4F'5252U;
  UnitPoints points;
  for (std::uint64_t trajectory = 0; trajectory < trajectories; ++trajectory) {
    const std::uint64_t key = mixed_bits(mixed_bits(seed + kUse) + trajectory);
    std::vector<std::uint64_t> levels;
    for (std::uint64_t input = 0; input < inputs; ++input)
      levels.push_back(mixed_bits(key + input + 1) % kLevels);
    points.push_back(on_levels(levels));
    for (std::uint64_t step = 0; step < inputs; ++step) {
      std::uint64_t& level = levels[permuted(step, inputs, key)];
      level = (level + kLevels / 2) % kLevels;
      points.push_back(on_levels(levels));
    }
  }
  return points;
}

Result<std::vector<MorrisEffect>> morris_effects(const UnitPoints& points,
                                                 std::span<const double> values,
                                                 double confidence) {
  SETOFF_CHECK(points.size() == values.size() && !points.empty());
  const std::size_t inputs = points.front().size();
  std::vector<std::vector<double>> effects(inputs);
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (i % (inputs + 1) == 0) continue;  // a trajectory begins
    if (!std::isfinite(values[i]) || !std::isfinite(values[i - 1])) continue;
    for (std::size_t input = 0; input < inputs; ++input) {
      const double moved = points[i][input] - points[i - 1][input];
      if (std::fabs(moved) > 0) effects[input].push_back((values[i] - values[i - 1]) / moved);
    }
  }
  std::vector<MorrisEffect> out;
  for (const std::vector<double>& of_input : effects) {
    if (of_input.empty())
      return Error(Code::bad_field, "no run tells the effect of input " +
                                        std::to_string(out.size() + 1) +
                                        ": all that moved it failed; add trajectories");
    out.push_back(summary_of(of_input, confidence));
  }
  return out;
}

}  // namespace setoff::simulator
