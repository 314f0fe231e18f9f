#pragma once
// MoneyPaths: which accounts money can reach in a scenario, and on which it can be approved, as the
// file connects them, regardless of amounts. For warnings only.

#include <vector>

#include "simulator/scenario/model.h"

namespace setoff::simulator {

class MoneyPaths {
 public:
  explicit MoneyPaths(const Scenario& scenario);

  // Reached by payments, an opening, or a conversion or transfer from an account that money
  // reaches.
  [[nodiscard]] bool reached(AccountRef account) const { return reached_[account.index()]; }
  // Whether money there can be approved: by a request, or by conversion or transfer of approved
  // money.
  [[nodiscard]] bool approved(AccountRef account) const { return approved_[account.index()]; }
  // Whether approved money of `from` can get to `to`: the same account, or by conversions and
  // transfers.
  [[nodiscard]] bool leads(AccountRef from, AccountRef to) const;

 private:
  struct Edge {
    AccountRef from;
    AccountRef to;
  };
  void spread(std::vector<bool>& marked) const;

  std::size_t accounts_;
  std::vector<Edge> edges_;  // conversions and transfers
  std::vector<bool> reached_;
  std::vector<bool> approved_;
};

}  // namespace setoff::simulator
