#pragma once
// split_signed: splits a total in proportion to weights of either sign, by largest remainder; the
// parts add up to the total. If the weights sum to zero, all parts are zero. Errors: overflow.

#include <cstdint>
#include <span>
#include <vector>

#include "ledger/base/result.h"

namespace setoff {

[[nodiscard]] Result<std::vector<std::int64_t>> split_signed(std::int64_t total,
                                                             std::span<const std::int64_t> weights);

}  // namespace setoff
