#include "ledger/books/lots.h"

#include <algorithm>

#include "ledger/base/check.h"

namespace setoff {
namespace {

std::uint32_t number_of(const SegmentedVector<Lot>& lots, const HashIndex& by_name,
                        std::string_view name, std::uint64_t hash) {
  return by_name.find(hash,
                      [&](std::uint32_t number) { return same_text(lots[number].name, name); });
}

}  // namespace

Day CreditFacts::expiry_on(Day day) const {
  SETOFF_CHECK(!expiries.empty());
  Day expiry = expiries.front().second;
  for (const auto& [from, value] : expiries)
    if (from <= day) expiry = value;
  return expiry;
}

LotId Lots::find(std::string_view name) const {
  return LotId(number_of(lots_, by_name_, name, hash_text(name)));
}

LotId Lots::open(std::string_view name, LotFacts facts, Sequence sequence) {
  const auto hash = hash_text(name);
  SETOFF_CHECK(number_of(lots_, by_name_, name, hash) == HashIndex::kNone);
  const LotId id(static_cast<std::uint32_t>(lots_.size()));
  lots_.emplace_back(name, std::move(facts), sequence);
  by_name_.insert(hash, id.index());
  return id;
}

}  // namespace setoff
