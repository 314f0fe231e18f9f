#include "simulator/engine/ration.h"

#include <algorithm>
#include <numeric>

#include "ledger/base/amount.h"
#include "ledger/base/int128.h"

namespace setoff::simulator {

namespace {

// Indices of the needs in serving order.
std::vector<std::size_t> serving_order(const std::vector<Need>& needs, Rationing rule) {
  std::vector<std::size_t> order(needs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    if (rule == Rationing::by_priority && needs[a].priority != needs[b].priority)
      return needs[a].priority < needs[b].priority;
    return needs[a].name < needs[b].name;
  });
  return order;
}

// Serves one group from the budget; returns the budget left.
Result<std::int64_t> serve(std::int64_t budget, const std::vector<Need>& needs,
                           std::span<const std::size_t> group, std::vector<std::int64_t>& shares) {
  std::vector<std::int64_t> wanted;
  std::int64_t sum = 0;
  for (const std::size_t i : group) {
    const auto next = checked_add(sum, needs[i].amount);
    if (!next) return Error(Code::overflow, "the needs add up to more than 64 bits");
    sum = *next;
    wanted.push_back(needs[i].amount);
  }
  if (sum > budget && budget > 0) {
    SETOFF_TRY(parts, split(budget, wanted));
    wanted = parts;
    sum = budget;
  } else if (sum > budget) {
    std::ranges::fill(wanted, 0);
    sum = 0;
  }
  for (std::size_t i = 0; i < group.size(); ++i)
    shares[group[i]] = wanted[i];
  return budget - sum;
}

}  // namespace

Result<std::vector<std::int64_t>> ration(std::int64_t budget, const std::vector<Need>& needs,
                                         Rationing rule) {
  std::vector<std::int64_t> shares(needs.size(), 0);
  const auto order = serving_order(needs, rule);
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && (rule == Rationing::in_proportion ||
                                  needs[order[end]].priority == needs[order[begin]].priority))
      ++end;
    SETOFF_TRY(rest, serve(budget, needs, std::span(order).subspan(begin, end - begin), shares));
    budget = rest;
    begin = end;
  }
  return shares;
}

}  // namespace setoff::simulator
