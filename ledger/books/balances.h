#pragma once
// Balances: the balance of each account over value dates, per commodity and per lot. A lot balance
// is one lot's part of an account (invoice, release, credit, order, source of money); the balance
// of an account that keeps lots is the sum of them. They are in order of creation. Frequent queries
// visit only lots with a balance, so that their cost does not grow with the books.

#include <cstdint>
#include <optional>
#include <vector>

#include "ledger/base/commodity.h"
#include "ledger/base/segmented_vector.h"
#include "ledger/books/chart.h"
#include "ledger/books/series.h"

namespace setoff {

struct StateParts;  // state_parts.h

struct AccountBalance {
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
  friend bool operator==(const AccountBalance&, const AccountBalance&) = default;
};

struct LotBalance {
  AccountId account;
  LotId lot;
  Commodity commodity;
  DatedSeries series;
  std::uint32_t next_of_lot = 0xFFFFFFFFU;  // the lot's next cell, in another account
  friend bool operator==(const LotBalance&, const LotBalance&) = default;
};

class Balances {
  friend struct StateParts;

 public:
  // Null if the account has no posting in that commodity, or on that lot, yet.
  [[nodiscard]] const AccountBalance* find(AccountId account, Commodity commodity) const;
  [[nodiscard]] const LotBalance* find(AccountId account, LotId lot) const;
  // The account's balances, one per commodity, in order of creation.
  [[nodiscard]] const std::vector<AccountBalance>& balances_of(AccountId account) const;
  // Calls visit(cell) for the account's open lots, whose balance after all value dates is not zero,
  // in order of creation, until it returns false.
  template <class Visit>
  void each_open_lot(AccountId account, Visit&& visit) const {
    if (!known(account)) return;
    for (const auto index : accounts_[account.index()].open)
      if (!visit(lot_balances_[index])) return;
  }
  // Calls visit(cell) for the lots that may have a balance on `day`, in unspecified order: the open
  // lots, and those with a posting by that day that were settled after it.
  template <class Visit>
  void each_lot_on(AccountId account, Day day, Visit&& visit) const {
    if (!known(account)) return;
    const auto& of = accounts_[account.index()];
    for (const auto index : of.open)
      visit(lot_balances_[index]);
    for (auto closed = of.closed.rbegin(); closed != of.closed.rend(); ++closed) {
      if (closed->closed_on <= day) return;
      if (closed->opened_on <= day) visit(lot_balances_[closed->cell]);
    }
  }

  // Adds to the account, and to the lot's balance if `lot` is valid; returns the account's balance.
  AccountBalance& add(AccountId account, LotId lot, Commodity commodity, Day day,
                      std::int64_t delta);

  friend bool operator==(const Balances&, const Balances&) = default;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  struct ClosedLot {
    Day closed_on;  // from this day on the lot's balance is zero
    std::uint32_t cell;
    Day opened_on;  // before this day its balance was zero, too
    friend auto operator<=>(const ClosedLot&, const ClosedLot&) = default;
  };
  struct OfAccount {
    std::vector<AccountBalance> cells;
    std::vector<std::uint32_t> open;  // lots whose final balance is not zero; ascending
    std::vector<ClosedLot> closed;    // lots whose final balance is zero; ascending
    friend bool operator==(const OfAccount&, const OfAccount&) = default;
  };
  [[nodiscard]] bool known(AccountId account) const {
    return account.valid() && account.index() < accounts_.size();
  }
  [[nodiscard]] std::uint32_t index_of(AccountId account, LotId lot) const;
  std::uint32_t open_lot(AccountId account, LotId lot, Commodity commodity);
  [[nodiscard]] ClosedLot closed_lot(std::uint32_t index) const;
  void add_to_lot(OfAccount& of, std::uint32_t index, Commodity commodity, Day day,
                  std::int64_t delta);

  std::vector<OfAccount> accounts_;
  SegmentedVector<LotBalance> lot_balances_;
  std::vector<std::uint32_t> first_of_lot_;  // the first cell of each lot
};

}  // namespace setoff
