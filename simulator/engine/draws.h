#pragma once
// Draws: the drawn numbers of a run. Each is keyed by what it is for ("approval-lag/food-gas-2020-
// 04-01"), never by its order, so that a change of policy does not shift the others. A constant law
// draws nothing. Same seed, path and key: same number.

#include <string_view>

#include "simulator/scenario/model.h"

namespace setoff::sim {

// The value below which a share u of the draws of the law lies, 0 < u < 1; rises with u.
[[nodiscard]] double quantile_of(const Law& law, double u);

class Draws {
 public:
  Draws(const Scenario& scenario, std::uint64_t path) : seed_(scenario.seed), path_(path) {}

  [[nodiscard]] double of(const Law& law, std::string_view key) const;
  // A share as a decimal of six places, kept within 0..1.
  [[nodiscard]] Decimal share(const Law& law, std::string_view key) const;
  // Whole days, never negative.
  [[nodiscard]] int days(const Duration& duration, std::string_view key) const;
  // The day that far from `from`, in calendar or business days.
  [[nodiscard]] Day after(const Workdays& workdays, Day from, const Duration& duration,
                          std::string_view key) const;

 private:
  std::uint64_t seed_;
  std::uint64_t path_;
};

}  // namespace setoff::sim
