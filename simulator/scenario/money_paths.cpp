#include "simulator/scenario/money_paths.h"

#include <algorithm>

namespace setoff::simulator {

MoneyPaths::MoneyPaths(const Scenario& scenario)
    : accounts_(scenario.accounts.size()), reached_(accounts_), approved_(accounts_) {
  for (const ConversionTerms& conversion : scenario.releases.conversions)
    edges_.push_back({conversion.from, conversion.to});
  for (const Transfer& transfer : scenario.releases.transfers)
    edges_.push_back({transfer.from, transfer.to});
  for (const Settlement& settlement : scenario.settlements) {  // either side may owe
    for (const AccountRef account : settlement.accounts) {
      edges_.push_back({account, settlement.through});
      edges_.push_back({settlement.through, account});
    }
  }
  for (std::size_t i = 0; i < accounts_; ++i)
    reached_[i] = !scenario.accounts[i].openings.empty();
  for (const Purchase& purchase : scenario.purchases)  // on a clearing account, by debt
    if (scenario.account(purchase.account).use == AccountUse::clearing)
      reached_[purchase.account.index()] = true;
  for (const LineAccount& payments : scenario.payments.accounts)
    if (payments.from <= scenario.time.to) reached_[payments.account.index()] = true;
  spread(reached_);
  for (const ReleaseRequest& request : scenario.releases.requests)
    if (reached(request.account)) approved_[request.account.index()] = true;
  spread(approved_);
}

// Follows the edges until no further account is marked.
void MoneyPaths::spread(std::vector<bool>& marked) const {
  for (bool grew = true; grew;) {
    grew = false;
    for (const Edge& edge : edges_) {
      if (!marked[edge.from.index()] || marked[edge.to.index()]) continue;
      marked[edge.to.index()] = true;
      grew = true;
    }
  }
}

bool MoneyPaths::leads(AccountRef from, AccountRef to) const {
  std::vector<bool> marked(accounts_);
  marked[from.index()] = true;
  spread(marked);
  return marked[to.index()];
}

}  // namespace setoff::simulator
