#include "ledger/core/lots.h"

#include <algorithm>

#include "ledger/base/check.h"

namespace setoff {

bool ReleaseFacts::approval_live(Day day) const {
  return std::ranges::any_of(
      approvals, [&](const Approval& a) { return day >= a.given && day <= a.valid_until; });
}

Day CreditFacts::expiry_on(Day day) const {
  CHECK(!expiries.empty());
  Day expiry = expiries.front().second;
  for (const auto& [from, value] : expiries)
    if (from <= day) expiry = value;
  return expiry;
}

LotId Lots::find(std::string_view name) const {
  return LotId(by_name_.find(
      hash_text(name), [&](std::uint32_t number) { return same_text(lots_[number].name, name); }));
}

LotId Lots::open(std::string_view name, LotFacts facts, Sequence sequence) {
  const auto hash = hash_text(name);
  const auto taken = by_name_.find(
      hash, [&](std::uint32_t number) { return same_text(lots_[number].name, name); });
  CHECK(taken == HashIndex::kNone);
  const LotId id(static_cast<std::uint32_t>(lots_.size()));
  lots_.emplace_back(name, std::move(facts), sequence);
  by_name_.insert(hash, id.index());
  return id;
}

}  // namespace setoff
