#pragma once
// Balances: the balance of each account over value dates, per commodity and per lot. A lot cell is
// one lot's part of an account (invoice, release, credit, order, source of money); the balance of
// an account that keeps lots is the sum of its cells. Cells are in order of creation. Frequent
// queries visit only lots with a balance, so that their cost does not grow with the books.

#include <cstdint>
#include <optional>
#include <vector>

#include "ledger/base/commodity.h"
#include "ledger/base/segmented_vector.h"
#include "ledger/books/chart.h"
#include "ledger/books/series.h"

namespace setoff {

struct StateParts;  // state_parts.h

struct BalanceCell {
  Commodity commodity;
  DatedSeries series;
  std::optional<std::uint64_t> last_entry;
  std::optional<std::uint64_t> entry_before;  // the entry before last_entry

  // Records that entry `sequence` touches the account in this commodity; returns the previous entry
  // that did.
  std::optional<std::uint64_t> touch(std::uint64_t sequence) {
    if (last_entry != sequence) {
      entry_before = last_entry;
      last_entry = sequence;
    }
    return entry_before;
  }
  friend bool operator==(const BalanceCell&, const BalanceCell&) = default;
};

struct LotCell {
  AccountId account;
  LotId lot;
  Commodity commodity;
  DatedSeries series;
  std::uint32_t next_of_lot = 0xFFFFFFFFU;  // the lot's next cell, in another account
  friend bool operator==(const LotCell&, const LotCell&) = default;
};

class Balances {
  friend struct StateParts;

 public:
  // Null if the account has no posting in that commodity, or on that lot, yet.
  [[nodiscard]] const BalanceCell* find(AccountId account, Commodity commodity) const;
  [[nodiscard]] const LotCell* find(AccountId account, LotId lot) const;
  // The account's cells, one per commodity, in order of creation.
  [[nodiscard]] const std::vector<BalanceCell>& cells(AccountId account) const;
  // Calls visit(cell) for the account's open lots, whose balance after all value dates is not zero,
  // in order of creation, until it returns false.
  template <class Visit>
  void each_lot(AccountId account, Visit&& visit) const {
    if (!known(account)) return;
    for (const auto index : accounts_[account.index()].open)
      if (!visit(lot_cells_[index])) return;
  }
  // Calls visit(cell) for the lots that may have a balance on `day`, in unspecified order: the open
  // lots, and those with a posting by that day that were settled after it.
  template <class Visit>
  void each_lot_on(AccountId account, Day day, Visit&& visit) const {
    if (!known(account)) return;
    const auto& of = accounts_[account.index()];
    for (const auto index : of.open)
      visit(lot_cells_[index]);
    for (auto settled = of.settled.rbegin(); settled != of.settled.rend(); ++settled) {
      if (settled->on <= day) return;
      if (settled->since <= day) visit(lot_cells_[settled->cell]);
    }
  }
  // Calls visit(cell) for every lot the account has ever had, in unspecified order.
  template <class Visit>
  void each_lot_ever(AccountId account, Visit&& visit) const {
    if (!known(account)) return;
    const auto& of = accounts_[account.index()];
    for (const auto index : of.open)
      visit(lot_cells_[index]);
    for (const auto& settled : of.settled)
      visit(lot_cells_[settled.cell]);
  }

  // Adds to the account, and to the lot's cell if `lot` is valid; returns the account's cell.
  BalanceCell& add(AccountId account, LotId lot, Commodity commodity, Day day, std::int64_t delta);

  friend bool operator==(const Balances&, const Balances&) = default;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  struct Settled {
    Day on;  // from this day on the lot's balance is zero
    std::uint32_t cell;
    Day since;  // before this day its balance was zero, too
    friend auto operator<=>(const Settled&, const Settled&) = default;
  };
  struct OfAccount {
    std::vector<BalanceCell> cells;
    std::vector<std::uint32_t> open;  // cells whose final balance is not zero; ascending
    std::vector<Settled> settled;     // cells whose final balance is zero; ascending
    friend bool operator==(const OfAccount&, const OfAccount&) = default;
  };
  [[nodiscard]] bool known(AccountId account) const {
    return account.valid() && account.index() < accounts_.size();
  }
  [[nodiscard]] std::uint32_t cell_of(AccountId account, LotId lot) const;
  std::uint32_t open_cell(AccountId account, LotId lot, Commodity commodity);
  [[nodiscard]] Settled settled(std::uint32_t index) const;
  void add_to_lot(OfAccount& of, std::uint32_t index, Commodity commodity, Day day,
                  std::int64_t delta);

  std::vector<OfAccount> accounts_;
  SegmentedVector<LotCell> lot_cells_;
  std::vector<std::uint32_t> first_of_lot_;  // the first cell of each lot
};

}  // namespace setoff
