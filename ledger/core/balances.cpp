#include "ledger/core/balances.h"

#include <algorithm>

#include "ledger/base/check.h"

namespace setoff {
namespace {

const std::vector<BalanceCell> kNoCells;

}  // namespace

const std::vector<BalanceCell>& Balances::cells(AccountId account) const {
  if (!account.valid() || account.index() >= accounts_.size()) return kNoCells;
  return accounts_[account.index()].cells;
}

const BalanceCell* Balances::find(AccountId account, Commodity commodity) const {
  for (const auto& cell : cells(account))
    if (cell.commodity == commodity) return &cell;
  return nullptr;
}

const LotCell* Balances::find(AccountId account, LotId lot) const {
  if (!account.valid() || !lot.valid()) return nullptr;
  const auto found = by_pair_.find(pair_key(account, lot));
  return found == by_pair_.end() ? nullptr : &lot_cells_[found->second];
}

void Balances::add_to_lot(OfAccount& of, AccountId account, LotId lot, Commodity commodity, Day day,
                          std::int64_t delta) {
  const auto index = static_cast<std::uint32_t>(lot_cells_.size());
  const auto [place, fresh] = by_pair_.emplace(pair_key(account, lot), index);
  if (fresh) {
    lot_cells_.push_back({account, lot, commodity, {}});
    of.lots.push_back(index);
  }
  auto& cell = lot_cells_[place->second];
  CHECK(cell.commodity == commodity);
  cell.series.add(day, delta);
  // A settled lot in front is passed over until something is added to it again.
  if (cell.series.last() != 0) {
    if (!fresh && of.first_open > 0) {
      const auto at = std::ranges::lower_bound(of.lots, place->second) - of.lots.begin();
      of.first_open = std::min(of.first_open, static_cast<std::size_t>(at));
    }
    return;
  }
  while (of.first_open < of.lots.size() && lot_cells_[of.lots[of.first_open]].series.last() == 0)
    ++of.first_open;
}

BalanceCell& Balances::add(AccountId account, LotId lot, Commodity commodity, Day day,
                           std::int64_t delta) {
  if (account.index() >= accounts_.size()) accounts_.resize(account.index() + 1);
  auto& of = accounts_[account.index()];
  if (lot.valid()) add_to_lot(of, account, lot, commodity, day, delta);
  auto cell = std::ranges::find(of.cells, commodity, &BalanceCell::commodity);
  if (cell == of.cells.end()) cell = of.cells.insert(cell, BalanceCell{commodity, {}, {}});
  cell->series.add(day, delta);
  return *cell;
}

void Balances::touch(AccountId account, Commodity commodity, std::uint64_t sequence) {
  for (auto& cell : accounts_[account.index()].cells)
    if (cell.commodity == commodity) cell.last_entry = sequence;
}

}  // namespace setoff
