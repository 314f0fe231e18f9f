#pragma once
// MoneyPaths: which accounts money can reach in a scenario, and which of it can be approved: what
// the file wires together, whatever the amounts. For warnings only.

#include <vector>

#include "simulator/scenario/model.h"

namespace setoff::sim {

class MoneyPaths {
 public:
  explicit MoneyPaths(const Scenario& scenario);

  // Payments, an opening, or a conversion or transfer from an account that money reaches.
  [[nodiscard]] bool reached(AccountRef account) const { return reached_[account.index()]; }
  // Money of it that a request asked for, or that was converted or transferred to it once approved.
  [[nodiscard]] bool approved(AccountRef account) const { return approved_[account.index()]; }
  // Whether approved money of `from` can come to `to`: the same account, or by conversions and
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

}  // namespace setoff::sim
