#include "ledger/rules/bank_rounding.h"

#include <algorithm>

namespace setoff {

std::int64_t bank_rounding(const RuleContext& context, Currency currency, std::int64_t otherwise) {
  const auto& terms = context.rules().bank_rounding;
  const auto named = std::ranges::find(terms, currency, &Money::kind);
  return named == terms.end() ? otherwise : named->minor();
}

}  // namespace setoff
