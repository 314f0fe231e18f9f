#include "ledger/books/sides.h"

#include "ledger/base/check.h"

namespace setoff {
namespace {

using Added = ProjectedBalance::Added;

bool fits(std::int64_t total, Int128 delta) {
  return narrow(delta) && narrow(total + delta);
}

// Checks what is booked from `day` on together with what the draft adds by that day.
Status check_side(const AccountKey& account, std::string_view lot, const DatedSeries* booked,
                  const Added& added, Day day) {
  const auto totals = booked == nullptr ? DatedSeries::Extremes{} : booked->extremes_from(day);
  if (!fits(totals.high, added.up) || !fits(totals.low, added.down))
    return Error(Code::overflow, "a balance does not fit into 64 bits of minor units");
  const auto side = info_of(account.kind).side;
  const Int128 net = added.up + added.down;
  const bool below = side == NormalSide::debit && net < 0 && totals.low + net < 0;
  const bool above = side == NormalSide::credit && net > 0 && totals.high + net > 0;
  if (!below && !above) return Ok{};
  const bool owed = info_of(account.kind).layer == Layer::money && !lot.empty() &&
                    account.kind != AccountKind::deposit && account.kind != AccountKind::reserve;
  return Error(owed ? Code::exceeds_lot : Code::insufficient_available,
               std::string(info_of(account.kind).text) + " " + std::string(account.object) + " " +
                   std::string(account.line) + (lot.empty() ? "" : ", lot " + std::string(lot)) +
                   " does not hold as much from " + day.text() + " on");
}

// What a leg adds that is the only one on its lot, which it is if all legs have one value date.
Added alone(const Leg& leg) {
  Added added;
  (leg.amount > 0 ? added.up : added.down) = leg.amount;
  return added;
}

ProjectedBalance lot_of(const BooksAfter& after, const Leg& leg) {
  return after.balance(AccountAt{leg.account, leg.account_id}, LotAt{leg.lot, leg.lot_id});
}

}  // namespace

Status check_sides(const BooksAfter& after) {
  const auto& draft = *after.draft();
  SETOFF_CHECK(draft.looked_up);
  const bool one_date =
      std::ranges::none_of(draft.legs, [](const Leg& leg) { return leg.value_date.has_value(); });
  for (const auto& leg : draft.legs) {
    if (leg.lot.empty()) continue;
    const auto* cell = after.state().balances.find(leg.account_id, leg.lot_id);
    const auto added = one_date ? alone(leg) : lot_of(after, leg).added_through(leg).value();
    SETOFF_TRY_STATUS(check_side(leg.account, leg.lot, cell == nullptr ? nullptr : &cell->series,
                                 added, after.day_of(leg)));
  }
  for (const auto& leg : draft.legs) {
    const auto account = after.balance(AccountAt{leg.account, leg.account_id}, leg.commodity);
    const auto added = account.added_through(leg);
    if (!added) continue;
    SETOFF_TRY_STATUS(check_side(leg.account, {}, account.booked(), *added, after.day_of(leg)));
  }
  return Ok{};
}

}  // namespace setoff
