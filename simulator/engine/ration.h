#pragma once
// ration(): allocates a limited budget among needs. Amounts are minor units of one currency and
// never negative; the shares sum to min(budget, sum of needs) exactly.
//   by_priority    x_i = min(d_i, B - sum of earlier), priority 1 first; equal priorities share in
//                  proportion to their needs
//   in_proportion  all needs share in proportion
// Shares are rounded by largest remainder, ties by name.

#include <cstdint>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "simulator/scenario/imports.h"

namespace setoff::simulator {

struct Need {
  std::string_view name;
  int priority = 1;
  std::int64_t amount = 0;
};

// One share per need, in the order of `needs`.
[[nodiscard]] Result<std::vector<std::int64_t>> ration(std::int64_t budget,
                                                       const std::vector<Need>& needs,
                                                       Rationing rule);

}  // namespace setoff::simulator
