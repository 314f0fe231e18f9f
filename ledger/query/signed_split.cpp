#include "ledger/query/signed_split.h"

#include <algorithm>
#include <numeric>

#include "ledger/base/amount.h"
#include "ledger/base/int128.h"

namespace setoff {

Result<std::vector<std::int64_t>> split_signed(std::int64_t total,
                                               std::span<const std::int64_t> weights) {
  Int128 sum = 0;
  for (const auto weight : weights)
    sum += weight;
  if (sum == 0) return std::vector<std::int64_t>(weights.size(), 0);
  if (std::ranges::all_of(weights, [](std::int64_t w) { return w >= 0; }))
    return split(total, weights);
  if (sum < 0) sum = -sum;
  const bool flipped = std::accumulate(weights.begin(), weights.end(), Int128{0}) < 0;
  struct Rest {
    std::size_t index;
    Int128 rest;
  };
  std::vector<std::int64_t> parts;
  std::vector<Rest> rests;
  Int128 given = 0;
  for (const auto weight : weights) {
    const Int128 product = Int128{total} * (flipped ? -Int128{weight} : Int128{weight});
    Int128 share = product / sum;
    if (product % sum < 0) --share;
    const auto part = narrow(share);
    if (!part) return Error(Code::overflow, "a share does not fit into 64 bits of minor units");
    if (weight != 0) rests.push_back({parts.size(), product - share * sum});
    parts.push_back(*part);
    given += share;
  }
  std::ranges::stable_sort(rests, [](const Rest& a, const Rest& b) { return a.rest > b.rest; });
  const auto missing = static_cast<std::size_t>(Int128{total} - given);
  for (std::size_t i = 0; i < missing; ++i)
    ++parts[rests[i].index];
  return parts;
}

}  // namespace setoff
