#pragma once
// Draws: the random numbers of a run. Each is keyed by its purpose
// ("approval-lag/food-gas-2020-04-01"), not by the order of drawing, so a change of policy leaves
// the other draws unchanged. A constant draws nothing. The same seed, path and key give the same
// number.

#include <string_view>

#include "simulator/scenario/model.h"

namespace setoff::simulator {

class Draws {
 public:
  Draws(const Scenario& scenario, std::uint64_t path) : seed_(scenario.seed), path_(path) {}

  [[nodiscard]] double of(const Distribution& distribution, std::string_view key) const;
  // A share with six decimal places, clamped to 0..1.
  [[nodiscard]] Decimal share(const Distribution& distribution, std::string_view key) const;
  // Whole days, from 0 to 36,500.
  [[nodiscard]] int days(const Duration& duration, std::string_view key) const;
  // `from` plus the duration, in calendar or business days.
  [[nodiscard]] Day after(const Workdays& workdays, Day from, const Duration& duration,
                          std::string_view key) const;

 private:
  std::uint64_t seed_;
  std::uint64_t path_;
};

}  // namespace setoff::simulator
