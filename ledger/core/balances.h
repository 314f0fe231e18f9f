#pragma once
// Balances: what each account holds, as sums over value dates, per commodity and per lot. A lot
// cell is the part of an account that one lot (invoice, release, credit, order, source of money)
// makes up; an account that keeps lots is the sum of its cells. Cells are in order of arrival.

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "ledger/base/commodity.h"
#include "ledger/core/chart.h"
#include "ledger/core/series.h"

namespace setoff {

struct BalanceCell {
  Commodity commodity;
  DatedSeries series;
  std::optional<std::uint64_t> last_entry;
};

struct LotCell {
  AccountId account;
  LotId lot;
  Commodity commodity;
  DatedSeries series;
};

class Balances {
 public:
  // Null if the account holds nothing in that commodity yet.
  [[nodiscard]] const BalanceCell* find(AccountId account, Commodity commodity) const;
  [[nodiscard]] const LotCell* find(AccountId account, LotId lot) const;
  // All commodities of an account, in order of arrival.
  [[nodiscard]] const std::vector<BalanceCell>& cells(AccountId account) const;
  // Calls visit(cell) for the lots of an account in order of arrival, without those known to be
  // empty for ever (settled lots in front), until it returns false.
  template <class Visit>
  void each_lot(AccountId account, Visit&& visit) const {
    if (!account.valid() || account.index() >= accounts_.size()) return;
    const auto& of = accounts_[account.index()];
    for (std::size_t i = of.first_open; i < of.lots.size(); ++i)
      if (!visit(lot_cells_[of.lots[i]])) return;
  }
  // The lots that may hold something on `day`: settled lots are passed over only where the account
  // has no posting after that day.
  template <class Visit>
  void each_lot_on(AccountId account, Day day, Visit&& visit) const {
    bool latest = true;
    for (const auto& cell : cells(account))
      if (!cell.series.empty() && cell.series.points().back().day > day) latest = false;
    if (latest)
      each_lot(account, [&](const LotCell& cell) {
        visit(cell);
        return true;
      });
    else
      each_lot_ever(account, visit);
  }
  // All lots ever, in order of arrival.
  template <class Visit>
  void each_lot_ever(AccountId account, Visit&& visit) const {
    if (!account.valid() || account.index() >= accounts_.size()) return;
    for (const auto index : accounts_[account.index()].lots)
      visit(lot_cells_[index]);
  }

  // Adds to the account, and to the lot's cell if `lot` is valid; returns the account's cell.
  BalanceCell& add(AccountId account, LotId lot, Commodity commodity, Day day, std::int64_t delta);
  // Notes the entry that touched the account in that commodity last.
  void touch(AccountId account, Commodity commodity, std::uint64_t sequence);

 private:
  struct OfAccount {
    std::vector<BalanceCell> cells;
    std::vector<std::uint32_t> lots;
    std::size_t first_open = 0;  // every lot before it is zero on its last day and later
  };
  static std::uint64_t pair_key(AccountId account, LotId lot) {
    return (std::uint64_t{account.index()} << 32U) | lot.index();
  }
  void add_to_lot(OfAccount& of, AccountId account, LotId lot, Commodity commodity, Day day,
                  std::int64_t delta);

  std::vector<OfAccount> accounts_;
  std::vector<LotCell> lot_cells_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_pair_;
};

}  // namespace setoff
