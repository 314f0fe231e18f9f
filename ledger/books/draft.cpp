#include "ledger/books/draft.h"

#include <algorithm>

#include "ledger/base/check.h"

namespace setoff {
namespace {

constexpr std::size_t kLegsOften = 12;

}  // namespace

void Draft::clear() {
  legs.clear();
  links.clear();
  settlements.clear();
  facts.reset();
  terms.reset();
  reversed = nullptr;
  names.clear();
  overflowed = false;
  looked_up = false;
}

void Draft::debit(const AccountKey& account, std::string_view lot, Commodity commodity,
                  std::int64_t amount, std::optional<Day> value_date) {
  if (amount == 0) return;
  SETOFF_CHECK(!looked_up);
  const auto same = std::ranges::find_if(legs, [&](const Leg& leg) {
    return leg.account == account && leg.commodity == commodity && leg.value_date == value_date &&
           same_text(leg.lot, lot);
  });
  if (same == legs.end()) {
    if (legs.empty()) legs.reserve(kLegsOften);
    legs.push_back({account, lot, commodity, amount, value_date, nullptr, {}, {}});
    return;
  }
  if (__builtin_add_overflow(same->amount, amount, &same->amount)) overflowed = true;
  if (same->amount == 0) legs.erase(same);
}

void Draft::link(LinkKind kind, Sequence sequence) {
  const Link wanted{kind, sequence};
  if (std::ranges::find(links, wanted) == links.end()) links.push_back(wanted);
}

}  // namespace setoff
