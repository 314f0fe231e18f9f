#include "ledger/books/balances.h"

#include <algorithm>

#include "ledger/base/check.h"

namespace setoff {
namespace {

const std::vector<AccountBalance> kNoCells;

// Inserts into an ascending list; most values belong at or near its end.
template <class Value>
void insert_sorted(std::vector<Value>& ascending, Value value) {
  if (ascending.empty() || ascending.back() < value)
    ascending.push_back(value);
  else
    ascending.insert(std::ranges::lower_bound(ascending, value), value);
}
template <class Value>
void erase_sorted(std::vector<Value>& ascending, Value value) {
  const auto place = std::ranges::lower_bound(ascending, value);
  SETOFF_CHECK(place != ascending.end() && *place == value);
  ascending.erase(place);
}

}  // namespace

const std::vector<AccountBalance>& Balances::balances_of(AccountId account) const {
  return known(account) ? accounts_[account.index()].cells : kNoCells;
}

const AccountBalance* Balances::find(AccountId account, Commodity commodity) const {
  for (const auto& cell : balances_of(account))
    if (cell.commodity == commodity) return &cell;
  return nullptr;
}

// A lot is in a few accounts at most, so its cells form a linked list.
std::uint32_t Balances::index_of(AccountId account, LotId lot) const {
  if (!account.valid() || !lot.valid() || lot.index() >= first_of_lot_.size()) return kNone;
  auto index = first_of_lot_[lot.index()];
  while (index != kNone) {
    const auto& cell = lot_balances_[index];
    if (cell.account == account) break;
    index = cell.next_of_lot;
  }
  return index;
}

const LotBalance* Balances::find(AccountId account, LotId lot) const {
  const auto index = index_of(account, lot);
  return index == kNone ? nullptr : &lot_balances_[index];
}

std::uint32_t Balances::open_lot(AccountId account, LotId lot, Commodity commodity) {
  if (lot.index() >= first_of_lot_.size()) first_of_lot_.resize(lot.index() + 1, kNone);
  const auto index = static_cast<std::uint32_t>(lot_balances_.size());
  lot_balances_.push_back(
      {account, lot, commodity, {}, std::exchange(first_of_lot_[lot.index()], index)});
  return index;
}

Balances::ClosedLot Balances::closed_lot(std::uint32_t index) const {
  const auto points = lot_balances_[index].series.points();
  return {points.back().day, index, points.front().day};
}

void Balances::add_to_lot(OfAccount& of, std::uint32_t index, Commodity commodity, Day day,
                          std::int64_t delta) {
  auto& cell = lot_balances_[index];
  SETOFF_CHECK(cell.commodity == commodity);
  auto& series = cell.series;
  if (delta == 0) return;
  const bool was_open = series.last() != 0;
  if (!was_open && !series.empty()) erase_sorted(of.closed, closed_lot(index));
  series.add(day, delta);
  const bool is_open = series.last() != 0;
  if (was_open && !is_open) erase_sorted(of.open, index);
  if (!was_open && is_open) insert_sorted(of.open, index);
  if (!is_open) insert_sorted(of.closed, closed_lot(index));
}

AccountBalance& Balances::add(AccountId account, LotId lot, Commodity commodity, Day day,
                              std::int64_t delta) {
  if (account.index() >= accounts_.size()) accounts_.resize(account.index() + 1);
  auto& of = accounts_[account.index()];
  if (lot.valid()) {
    auto index = index_of(account, lot);
    if (index == kNone) index = open_lot(account, lot, commodity);
    add_to_lot(of, index, commodity, day, delta);
  }
  auto cell = std::ranges::find(of.cells, commodity, &AccountBalance::commodity);
  if (cell == of.cells.end()) cell = of.cells.insert(cell, AccountBalance{commodity, {}, {}, {}});
  cell->series.add(day, delta);
  return *cell;
}

}  // namespace setoff
