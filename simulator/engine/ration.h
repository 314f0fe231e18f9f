#pragma once
// ration(): who gets how much when a budget is short. Amounts are minor units of one currency and
// never negative; what is handed out is min(budget, sum of needs), to the last minor unit.
//   by_priority    x_i = min(d_i, B - sum of earlier), priority 1 first; equal priorities share in
//                  proportion to their needs
//   in_proportion  all needs share in proportion
// Shares are rounded by largest remainder, ties by name.

#include <cstdint>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "simulator/scenario/imports.h"

namespace setoff::sim {

struct Need {
  std::string_view name;
  int priority = 1;
  std::int64_t amount = 0;
};

// One share per need, in the order given.
[[nodiscard]] Result<std::vector<std::int64_t>> ration(std::int64_t budget,
                                                       const std::vector<Need>& needs,
                                                       Rationing rule);

}  // namespace setoff::sim
