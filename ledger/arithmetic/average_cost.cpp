#include "ledger/arithmetic/average_cost.h"

#include <algorithm>

#include "ledger/arithmetic/shares.h"

namespace setoff {
namespace {

std::optional<std::int64_t> size_of(std::int64_t amount) {
  return narrow(amount < 0 ? -Int128{amount} : Int128{amount});
}

}  // namespace

std::optional<HoldingChange> move_holding(const Holding& holding, const MoneyMove& move,
                                          Rounding rounding) {
  if (!closes_holding(holding.money, move.amount)) return HoldingChange{move.value, 0, 0};
  const auto whole = size_of(holding.money);
  const auto moved = size_of(move.amount);
  if (!whole || !moved) return std::nullopt;
  const auto closed = std::min(*whole, *moved);
  const auto cost = share_of(holding.cost, closed, *whole, rounding);
  const auto revalued = share_of(holding.revalued, closed, *whole, rounding);
  const auto value = share_of(move.value, closed, *moved, rounding);
  if (!cost || !revalued || !value) return std::nullopt;
  const auto change = narrow(Int128{move.value} - *value - *cost);
  const auto gain = narrow(-Int128{*value} - *cost + *revalued);
  if (!change || !gain) return std::nullopt;
  return HoldingChange{*change, *revalued, *gain};
}

}  // namespace setoff
