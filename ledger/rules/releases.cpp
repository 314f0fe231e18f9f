#include "ledger/rules/releases.h"

namespace setoff {

std::int64_t least_from(const RuleContext& context, const AccountKey& key, LotId release) {
  const auto* cell = context.state.balances.find(context.state.chart.find(key), release);
  return cell == nullptr ? 0 : cell->series.min_from(context.day());
}

}  // namespace setoff
